package io.horarium.web.idm;

import static io.horarium.web.idm.crest.ApiVersion.V1;
import static io.horarium.web.idm.crest.ApiVersion.V2;

import io.horarium.web.idm.crest.CrestRouter;
import io.horarium.web.idm.crest.CrestRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** All resources of the IDM dialect (contract/openidm-scheduler.md 1). */
@ApplicationScoped
public class IdmRoutes implements CrestRoutes {

  private CrestRouter router;

  protected IdmRoutes() {}

  @Inject
  public IdmRoutes(
      InfoHandler info,
      AuthenticationHandler authentication,
      SchedulerHandler scheduler,
      JobHandler jobs,
      TriggerHandler triggers,
      TriggerLists lists,
      ConfigHandler config,
      ClusterHandler cluster,
      TaskScannerHandler scanner) {
    router =
        new CrestRouter()
            .add("info", V1, info)
            .add("authentication", V1, authentication)
            .add("scheduler", V2, scheduler)
            .add("scheduler/job", V2, jobs)
            .add("scheduler/trigger", V2, triggers)
            .add("scheduler/acquiredTriggers", V1, lists.acquired())
            .add("scheduler/waitingTriggers", V1, lists.waiting())
            .add("config", V1, config)
            .add("cluster", V1, cluster)
            .add("taskscanner", V1, scanner);
  }

  @Override
  public CrestRouter router() {
    return router;
  }
}
