package io.horarium.idm;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.execution.ExecutionService;
import io.horarium.platform.Settings;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.schedule.ExecutionMode;
import io.horarium.schedule.FiringInput;
import io.horarium.schedule.FiringRules;
import io.horarium.schedule.Given;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.PauseService;
import io.horarium.schedule.ScheduleDetail;
import io.horarium.schedule.ScheduleInput;
import io.horarium.schedule.ScheduleOrigin;
import io.horarium.schedule.ScheduleService;
import io.horarium.schedule.StepDetail;
import io.horarium.schedule.StepInput;
import io.horarium.schedule.StepSettingsInput;
import io.horarium.schedule.Timing;
import io.horarium.schedule.TriggerType;
import io.horarium.step.StepSettings;
import io.horarium.step.StepTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the jobs of the IDM dialect: schedules with one step, made from a service and its context
 * (contract/openidm-scheduler.md 3 and 5). One transaction per call, so that a change that is
 * refused leaves everything as it was.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class JobService {

  /** Lets {@code trigger} run a job that is not enabled. */
  public static final String MANUAL_RUN_OF_DISABLED = "HORARIUM_IDM_MANUAL_RUN_OF_DISABLED";

  private static final int LONGEST_NAME = 200;

  private JobQueries queries;
  private JobStore store;
  private ScheduleService schedules;
  private PresentSchedules present;
  private PauseService pauses;
  private ExecutionService executions;
  private StepTypes types;

  protected JobService() {}

  @Inject
  public JobService(
      JobQueries queries,
      JobStore store,
      ScheduleService schedules,
      PresentSchedules present,
      PauseService pauses,
      ExecutionService executions,
      StepTypes types) {
    this.queries = queries;
    this.store = store;
    this.schedules = schedules;
    this.present = present;
    this.pauses = pauses;
    this.executions = executions;
    this.types = types;
  }

  /** What must be so for a PUT to be carried out. */
  public enum Condition {
    NONE,
    /** The job must not be there: {@code If-None-Match: *}. */
    ABSENT,
    /** The job must be there: {@code If-Match}, or protocol 1.0. */
    PRESENT
  }

  /**
   * A job as it is after a PUT.
   *
   * @param created whether there was none before
   */
  public record Saved(JobRow job, boolean created) {}

  /** One page of jobs. */
  public Slice<JobRow> jobs(JobQueries.Query query) {
    return queries.jobs(query);
  }

  /** One page of the jobs with triggers. */
  public Slice<JobRow> triggers(JobQueries.Query query) {
    return queries.triggers(query);
  }

  /** The jobs that run on this node now, one for each run. */
  public List<JobRow> executing() {
    return queries.executing();
  }

  /** Whether there is a job with this id. */
  public boolean isThere(String id) {
    return store.scheduleId(id).isPresent();
  }

  /** One job. */
  public Optional<JobRow> find(String id) {
    return queries.byKey(id);
  }

  /**
   * Finds out whether the script of a job can be run, which may take seconds, so that {@link #put}
   * knows and holds nothing meanwhile.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void prepare(JobDefinition job) {
    JobDocument.of(job).invocation().work(types);
  }

  /**
   * Makes a job, or replaces it.
   *
   * @param origin where a new job comes from
   * @throws InvalidInput the definition cannot be a job
   * @throws Conflict the job is there although it must not be
   * @throws NotFound it is not although it must be
   */
  public Saved put(
      String id, JobDefinition job, Condition condition, ScheduleOrigin origin, Initiator by) {
    checkId(id);
    store.hold(id);
    Optional<UUID> known = store.heldSchedule(id);
    if (known.isPresent() && condition == Condition.ABSENT) {
      throw new Conflict("Schedule already exists");
    }
    if (known.isEmpty() && condition == Condition.PRESENT) {
      throw new NotFound("Job", id);
    }
    UUID scheduleId =
        known.isPresent() ? replace(known.get(), id, job, origin, by) : make(id, job, origin, by);
    JobRow saved = queries.byKey(id).orElseThrow(() -> new NotFound("Job", id));
    if (!saved.id().equals(scheduleId)) {
      throw new IllegalStateException("Another schedule has the key of job " + id);
    }
    return new Saved(saved, known.isEmpty());
  }

  private static void checkId(String id) {
    if (id.isBlank() || !id.equals(id.strip()) || id.indexOf('/') >= 0) {
      throw InvalidInput.field(
          "_id", "_id must not be empty, hold a slash, or begin or end with a blank");
    }
    if (id.length() > LONGEST_NAME) {
      throw InvalidInput.field(
          "_id", "_id has " + id.length() + " characters; shorten it to at most " + LONGEST_NAME);
    }
  }

  private UUID make(String id, JobDefinition job, ScheduleOrigin origin, Initiator by) {
    JobDocument document = JobDocument.of(job);
    if (document.invocation().starts(id)) {
      throw InvalidInput.field(
          "invokeContext", "A new job cannot start itself; name the key of another schedule");
    }
    FiringRules rules = rules(job, job.persisted() != null && job.persisted());
    String name = store.nameIsTaken(id) ? otherName(id) : id;
    ScheduleInput input =
        new ScheduleInput(
            id,
            name,
            null,
            timing(job),
            job.enabled(),
            List.of(step(null, document.invocation().work(types))),
            null,
            FiringInput.of(rules));
    ScheduleDetail made = translated(() -> schedules.create(input, origin, by));
    store.put(made.summary().id(), document);
    return made.summary().id();
  }

  /** For a job whose id is the name of a schedule of the other dialect. */
  private static String otherName(String id) {
    String suffix = " (" + UUID.randomUUID().toString().substring(0, 8) + ")";
    return id.substring(0, Math.min(id.length(), LONGEST_NAME - suffix.length())) + suffix;
  }

  private UUID replace(
      UUID scheduleId, String id, JobDefinition job, ScheduleOrigin origin, Initiator by) {
    ScheduleDetail now = present.get(scheduleId);
    JobDocument document = JobDocument.of(job);
    boolean wasPersisted = now.summary().rules().persisted();
    FiringRules rules = rules(job, job.persisted() == null ? wasPersisted : job.persisted());
    ScheduleInput input =
        new ScheduleInput(
            null,
            now.summary().name(),
            now.summary().description(),
            timing(job, now.summary().timing()),
            job.enabled(),
            steps(document.invocation(), id, now.steps()),
            null,
            FiringInput.of(rules));
    boolean ofAFile = origin.kind() == ScheduleOrigin.Kind.File;
    translated(() -> schedules.replace(scheduleId, input, ofAFile ? origin : null, by));
    store.put(scheduleId, document);
    return scheduleId;
  }

  /** The trigger that the job says; one that Quartz text cannot say is taken back unchanged. */
  private static Timing timing(JobDefinition job, Timing present) {
    boolean same =
        !job.simple()
            && (job.schedule() == null
                ? present.triggerType() == TriggerType.Manual
                : present.triggerType() == TriggerType.Cron
                    && job.schedule().equals(present.cronExpression()));
    return same ? present : timing(job);
  }

  private static Timing timing(JobDefinition job) {
    if (!job.simple()) {
      CronTexts.check(job.schedule());
    }
    return new Timing(
        job.simple() ? TriggerType.Simple : TriggerType.Cron,
        PatternType.Custom,
        job.simple() ? null : job.schedule().strip(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static FiringRules rules(JobDefinition job, boolean persisted) {
    JobTimes times =
        JobTimes.of(job.startTime(), job.endTime(), job.timeZone(), ZoneId.systemDefault());
    return new FiringRules(
        times.zone(),
        times.startAt(),
        times.endAt(),
        job.simple() ? job.repeatInterval() : null,
        job.simple() ? job.repeatCount() : null,
        misfirePolicy(job),
        null,
        job.concurrentExecution(),
        persisted,
        job.recoverable(),
        logLevel(job.invokeLogLevel()));
  }

  private static MisfirePolicy misfirePolicy(JobDefinition job) {
    for (MisfirePolicy known : MisfirePolicy.values()) {
      if (known.name().equals(job.misfirePolicy())) {
        return known;
      }
    }
    if (job.simple()) {
      return MisfirePolicy.fireAndProceed;
    }
    throw InvalidInput.field("misfirePolicy", "Invalid misfire policy: " + job.misfirePolicy());
  }

  private static LogLevel logLevel(String text) {
    for (LogLevel known : LogLevel.values()) {
      if (known.name().equalsIgnoreCase(text)) {
        return known;
      }
    }
    throw InvalidInput.field(
        "invokeLogLevel",
        "Invalid invokeLogLevel: " + text + "; use trace, debug, info, warn, error or fatal");
  }

  private List<StepInput> steps(Invocation wanted, String id, List<StepDetail> present) {
    if (wanted.starts(id)) {
      return present.stream().map(step -> unchanged(step.id())).toList();
    }
    Invocation.Work work = wanted.work(types);
    if (present.size() == 1) {
      StepDetail only = present.get(0);
      return only.stepType().equals(work.type())
              && SavedSchedules.same(work.settings(), only.settings())
          ? List.of(unchanged(only.id()))
          : List.of(step(only, work));
    }
    return List.of(step(null, work));
  }

  private static StepInput unchanged(UUID id) {
    return new StepInput(
        id,
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        Given.absent(),
        StepSettingsInput.ABSENT);
  }

  private static StepInput step(StepDetail stored, Invocation.Work work) {
    StepSettings settings = work.settings();
    return new StepInput(
        stored == null ? null : stored.id(),
        stored == null ? Given.of(0) : Given.absent(),
        Given.absent(),
        stored == null ? Given.of(ExecutionMode.Sequential) : Given.absent(),
        Given.of(work.type()),
        Given.absent(),
        Given.absent(),
        Given.of(null),
        Given.of(null),
        Given.absent(),
        new StepSettingsInput(
            Given.of(settings.scriptPath()),
            Given.absent(),
            Given.absent(),
            Given.absent(),
            Given.absent(),
            Given.absent(),
            Given.absent(),
            Given.absent(),
            Given.of(settings.scriptSource()),
            Given.of(settings.scriptType()),
            Given.of(settings.context())));
  }

  private interface Change<T> {
    T make();
  }

  /** Refusals of the model in the words of this dialect. */
  private static <T> T translated(Change<T> change) {
    try {
      return change.make();
    } catch (InvalidInput e) {
      throw InvalidInput.request(
          e.getMessage()
              .replace("cronExpression", "schedule")
              .replace("startAt", "startTime")
              .replace("endAt", "endTime")
              .replace("steps[0].", "invokeContext."));
    }
  }

  /**
   * Deletes a job; answers with what it was.
   *
   * @throws NotFound there is none
   */
  public JobRow delete(String id, Initiator by) {
    store.hold(id);
    JobRow job = queries.byKey(id).orElseThrow(() -> new NotFound("Job", id));
    schedules.delete(job.id(), null, by);
    return job;
  }

  /**
   * Runs a job now, beside its trigger.
   *
   * @throws NotFound there is none
   * @throws InvalidInput it is not enabled
   */
  public void trigger(String id, Initiator by) {
    JobRow job = queries.byKey(id).orElseThrow(() -> new NotFound("Job", id));
    if (!job.enabled()
        && !Settings.get(MANUAL_RUN_OF_DISABLED).map(Boolean::parseBoolean).orElse(false)) {
      throw InvalidInput.request(
          "The schedule must be enabled before it can be triggered; set enabled to true first");
    }
    executions.runSchedule(job.id(), by);
  }

  /**
   * Pauses one job, or lets it go on.
   *
   * @throws NotFound there is none
   */
  public void pause(String id, boolean on, Initiator by) {
    store.hold(id);
    JobRow job = queries.byKey(id).orElseThrow(() -> new NotFound("Job", id));
    if (on) {
      pauses.pause(job.id(), null, by);
    } else {
      pauses.resume(job.id(), null, by);
    }
  }

  /** Pauses all jobs, or lets them go on. */
  public void pauseAll(boolean on, Initiator by) {
    if (on) {
      pauses.pauseAll(null, by);
    } else {
      pauses.resumeAll(null, by);
    }
  }
}
