package io.horarium.web.idm;

import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** {@code /openidm/scheduler} itself: validates cron texts, and nothing else. */
@ApplicationScoped
public class SchedulerHandler implements CrestHandler {

  private CronValidation cron;

  protected SchedulerHandler() {}

  @Inject
  public SchedulerHandler(CronValidation cron) {
    this.cron = cron;
  }

  @Override
  public CrestAnswer handle(CrestRequest request) {
    if (request.isCollection()
        && request.operation() == Operation.ACTION
        && request.action().equalsIgnoreCase(CronValidation.ACTION)) {
      return cron.answer(request);
    }
    throw CrestRefusal.noRoute(request.isCollection() ? "" : request.segments().get(0));
  }
}
