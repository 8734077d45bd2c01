package io.horarium.web.idm;

import io.horarium.idm.JobNames;
import io.horarium.idm.JobRow;
import io.horarium.idm.JobService;
import io.horarium.platform.Slice;
import io.horarium.web.idm.crest.ApiVersion;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.QueryAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /openidm/scheduler/trigger}: the triggers of persisted jobs, to be read only
 * (contract/openidm-scheduler.md 4).
 */
@ApplicationScoped
public class TriggerHandler implements CrestHandler {

  private JobService jobs;

  protected TriggerHandler() {}

  @Inject
  public TriggerHandler(JobService jobs) {
    this.jobs = jobs;
  }

  @Override
  public CrestAnswer read(CrestRequest request) {
    if (request.isCollection()) {
      throw CrestRefusal.badRequest("No id was supplied to read");
    }
    boolean legacy = request.version().equals(ApiVersion.V1);
    String prefix = legacy ? JobNames.LEGACY_TRIGGER_PREFIX : JobNames.TRIGGER_PREFIX;
    Optional<JobRow> job =
        request.id().startsWith(prefix)
            ? jobs.find(request.id().substring(prefix.length()))
            : Optional.empty();
    JobRow found =
        job.filter(row -> row.persisted() && row.trigger() != null)
            .orElseThrow(
                () ->
                    CrestRefusal.notFound(
                        "Object " + request.id() + " not found in scheduler/triggers"));
    String revision = found.trigger().revision();
    if (revision.equals(request.ifNoneMatch())) {
      return new CrestAnswer(304, null, Map.of()).withRevision(revision);
    }
    return CrestAnswer.ok(JobView.trigger(found, request.version())).withRevision(revision);
  }

  @Override
  public CrestAnswer query(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.badRequest("A query is for the collection, not for one trigger");
    }
    QueryAnswer query = QueryAnswer.of(request);
    Slice<JobRow> page = jobs.triggers(JobHandler.toDatabase(query, request));
    return CrestAnswer.ok(
        query.envelope(
            page.items().stream().map(job -> JobView.trigger(job, request.version())).toList(),
            page.total(),
            request.fields()));
  }
}
