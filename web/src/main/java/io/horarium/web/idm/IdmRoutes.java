package io.horarium.web.idm;

import static io.horarium.web.idm.crest.ApiVersion.V1;

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
  public IdmRoutes(InfoHandler info, AuthenticationHandler authentication) {
    router = new CrestRouter().add("info", V1, info).add("authentication", V1, authentication);
  }

  @Override
  public CrestRouter router() {
    return router;
  }
}
