package io.horarium.web.idm;

import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.QueryAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * {@code /openidm/taskscanner} (contract/openidm-scheduler.md 11). This version has no task
 * scanner: there are no runs to show, and none can be started.
 */
@ApplicationScoped
public class TaskScannerHandler implements CrestHandler {

  @Override
  public CrestAnswer read(CrestRequest request) {
    if (request.isCollection()) {
      return CrestAnswer.ok(Map.of("tasks", List.of()));
    }
    throw CrestRefusal.notFound("Not Found");
  }

  @Override
  public CrestAnswer query(CrestRequest request) {
    QueryAnswer query = QueryAnswer.of(request);
    return CrestAnswer.ok(query.over(List.of(), request.fields()));
  }

  @Override
  public CrestAnswer action(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.notFound("Not Found");
    }
    throw new CrestRefusal(501, "The task scanner is not available in this version");
  }
}
