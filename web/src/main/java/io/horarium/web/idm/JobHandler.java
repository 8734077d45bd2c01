package io.horarium.web.idm;

import io.horarium.idm.JobDefinition;
import io.horarium.idm.JobQueries;
import io.horarium.idm.JobReader;
import io.horarium.idm.JobRow;
import io.horarium.idm.JobService;
import io.horarium.idm.JobService.Condition;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.schedule.ScheduleOrigin;
import io.horarium.web.Caller;
import io.horarium.web.ViewJson;
import io.horarium.web.idm.crest.ApiVersion;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.QueryAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code /openidm/scheduler/job} (contract/openidm-scheduler.md 3, 5 and 6). */
@ApplicationScoped
public class JobHandler implements CrestHandler {

  private static final ScheduleOrigin ORIGIN =
      new ScheduleOrigin(ScheduleOrigin.Kind.Idm, null, true);
  private static final Set<String> OF_ONE_JOB = Set.of("trigger", "pause", "resume");
  private static final Map<String, Boolean> SUCCESS = Map.of("success", true);
  private static final String ACTIONS =
      "create listCurrentlyExecutingJobs pauseJobs resumeJobs validateQuartzCronExpression";

  private JobService jobs;
  private CronValidation cron;
  private Caller caller;

  protected JobHandler() {}

  @Inject
  public JobHandler(JobService jobs, CronValidation cron, Caller caller) {
    this.jobs = jobs;
    this.cron = cron;
    this.caller = caller;
  }

  @Override
  public CrestAnswer create(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.badRequest("The action create is for the collection, not for one job");
    }
    return answer(save(UUID.randomUUID().toString(), request, Condition.ABSENT), request);
  }

  @Override
  public CrestAnswer put(CrestRequest request) {
    return answer(save(id(request), request, condition(request)), request);
  }

  private JobService.Saved save(String id, CrestRequest request, Condition condition) {
    boolean known = condition != Condition.ABSENT && jobs.isThere(id);
    try {
      JobDefinition job = JobReader.read(ViewJson.text(request.object()), known);
      jobs.prepare(job);
      return Attempts.at(() -> jobs.put(id, job, condition, ORIGIN, caller.initiator()));
    } catch (Conflict e) {
      if (condition == Condition.ABSENT) {
        throw CrestRefusal.precondition(e.getMessage());
      }
      throw e;
    }
  }

  /** The table of contract/openidm-scheduler.md 3.3. */
  static Condition condition(CrestRequest request) {
    if (request.ifNoneMatch() != null) {
      return Condition.ABSENT;
    }
    return request.ifMatch() != null || request.protocol().major() < 2
        ? Condition.PRESENT
        : Condition.NONE;
  }

  private static CrestAnswer answer(JobService.Saved saved, CrestRequest request) {
    Map<String, Object> view = JobView.job(saved.job(), request.version());
    return saved.created()
        ? CrestAnswer.created(view, "scheduler/job/" + Paths.encoded(saved.job().key()))
        : CrestAnswer.ok(view);
  }

  @Override
  public CrestAnswer read(CrestRequest request) {
    String id = id(request);
    JobRow job = jobs.find(id).orElseThrow(() -> CrestRefusal.notFound("Schedule does not exist"));
    return CrestAnswer.ok(JobView.job(job, request.version()));
  }

  @Override
  public CrestAnswer delete(CrestRequest request) {
    return CrestAnswer.ok(
        JobView.job(
            Attempts.at(() -> jobs.delete(id(request), caller.initiator())), request.version()));
  }

  @Override
  public CrestAnswer query(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.badRequest("A query is for the collection, not for one job");
    }
    QueryAnswer query = QueryAnswer.of(request);
    Slice<JobRow> page = jobs.jobs(toDatabase(query, request));
    return CrestAnswer.ok(
        query.envelope(
            page.items().stream().map(job -> JobView.job(job, request.version())).toList(),
            page.total(),
            request.fields()));
  }

  static JobQueries.Query toDatabase(QueryAnswer query, CrestRequest request) {
    return new JobQueries.Query(
        query.filter(),
        query.sortKeys(),
        request.version().equals(ApiVersion.V1),
        query.first(),
        query.size());
  }

  @Override
  public CrestAnswer action(CrestRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    boolean ofOne = OF_ONE_JOB.contains(action);
    boolean legacy = request.version().equals(ApiVersion.V1);
    if (ofOne && legacy) {
      throw CrestRefusal.notImplemented();
    }
    if (request.isCollection() && !ofOne) {
      return ofAll(action, request, legacy);
    }
    if (!request.isCollection() && ofOne) {
      ofOne(action, id(request));
      return CrestAnswer.ok(SUCCESS);
    }
    throw unknown(legacy);
  }

  private CrestAnswer ofAll(String action, CrestRequest request, boolean legacy) {
    switch (action) {
      case "validatequartzcronexpression" -> {
        return cron.answer(request);
      }
      case "listcurrentlyexecutingjobs" -> {
        List<Map<String, Object>> running =
            jobs.executing().stream().map(JobView::executing).toList();
        return CrestAnswer.ok(running);
      }
      case "pausejobs" -> Attempts.run(() -> jobs.pauseAll(true, caller.initiator()));
      case "resumejobs" -> Attempts.run(() -> jobs.pauseAll(false, caller.initiator()));
      default -> throw unknown(legacy);
    }
    return CrestAnswer.ok(SUCCESS);
  }

  private void ofOne(String action, String id) {
    switch (action) {
      case "trigger" -> Attempts.run(() -> jobs.trigger(id, caller.initiator()));
      case "pause" -> Attempts.run(() -> jobs.pause(id, true, caller.initiator()));
      default -> Attempts.run(() -> jobs.pause(id, false, caller.initiator()));
    }
  }

  private static CrestRefusal unknown(boolean legacy) {
    return CrestRefusal.badRequest(
        "Expecting String containing one of: " + ACTIONS + (legacy ? "" : " pause resume trigger"));
  }

  private static String id(CrestRequest request) {
    if (request.isCollection()) {
      throw CrestRefusal.badRequest("Empty resourceId");
    }
    if (request.segments().size() > 1) {
      throw CrestRefusal.noRoute(request.id());
    }
    return request.id();
  }
}
