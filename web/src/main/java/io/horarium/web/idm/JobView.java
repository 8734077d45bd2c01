package io.horarium.web.idm;

import io.horarium.idm.JobNames;
import io.horarium.idm.JobRow;
import io.horarium.idm.LegacyStates;
import io.horarium.web.idm.crest.ApiVersion;
import io.horarium.web.idm.crest.CrestJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs and triggers as the two versions of the interface show them (contract/openidm-scheduler.md
 * 3, 4 and 8).
 */
final class JobView {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int PRIORITY = 5;

  private JobView() {}

  /** A job. */
  static Map<String, Object> job(JobRow job, ApiVersion version) {
    boolean legacy = version.equals(ApiVersion.V1);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_id", job.key());
    view.putAll(definition(job, legacy));
    JobRow.Trigger trigger = job.trigger();
    view.put(
        "triggers",
        trigger == null
            ? List.of()
            : List.of(legacy ? legacyTrigger(job) : embedded(trigger(job))));
    view.put("previousRunDate", trigger == null ? null : date(trigger.previousFireAt()));
    view.put("nextRunDate", trigger == null ? null : date(trigger.nextFireAt()));
    return view;
  }

  /** A job that runs: its static properties, without its id (5.5). */
  static Map<String, Object> executing(JobRow job) {
    return definition(job, true);
  }

  /** The static properties; the zone is one of them except in version 2.0. */
  private static Map<String, Object> definition(JobRow job, boolean withZone) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("enabled", job.enabled());
    view.put("persisted", job.persisted());
    view.put("recoverable", job.recoverable());
    view.put("misfirePolicy", job.misfirePolicy());
    view.put("schedule", job.schedule());
    view.put("repeatInterval", job.repeatInterval());
    view.put("repeatCount", job.repeatCount());
    view.put("type", job.simple() ? "simple" : "cron");
    view.put("invokeService", job.invokeService());
    view.put("invokeContext", context(job));
    view.put("invokeLogLevel", job.invokeLogLevel());
    if (withZone) {
      view.put("timeZone", job.timeZone());
    }
    view.put("startTime", job.startTime());
    view.put("endTime", job.endTime());
    view.put("concurrentExecution", job.concurrentExecution());
    return view;
  }

  private static Object context(JobRow job) {
    return job.invokeContext() == null ? null : CrestJson.parse(job.invokeContext());
  }

  /** A trigger by itself. */
  static Map<String, Object> trigger(JobRow job, ApiVersion version) {
    return version.equals(ApiVersion.V1) ? legacyTrigger(job) : trigger(job);
  }

  private static Map<String, Object> trigger(JobRow job) {
    JobRow.Trigger trigger = job.trigger();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_id", JobNames.TRIGGER_PREFIX + job.key());
    view.put("_rev", trigger.revision());
    view.put("calendar", null);
    view.put("group", JobNames.GROUP);
    view.put("jobKey", JobNames.GROUP + "." + job.key());
    view.put("name", "trigger-" + job.key());
    view.put("nodeId", trigger.nodeId());
    view.put("previousState", trigger.previousState());
    view.put("serialized", serialized(job));
    view.put("state", trigger.state());
    return view;
  }

  /** Inside of a job id and revision come last, as the documents show them. */
  private static Map<String, Object> embedded(Map<String, Object> trigger) {
    Map<String, Object> view = new LinkedHashMap<>(trigger);
    view.put("_rev", view.remove("_rev"));
    view.put("_id", view.remove("_id"));
    return view;
  }

  private static Map<String, Object> serialized(JobRow job) {
    JobRow.Trigger trigger = job.trigger();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("type", job.simple() ? "SimpleTriggerImpl" : "CronTriggerImpl");
    view.put("calendarName", null);
    if (!job.simple()) {
      Map<String, Object> cron = new LinkedHashMap<>();
      cron.put("cronExpression", job.schedule());
      cron.put("timeZone", job.zone());
      view.put("cronEx", cron);
    } else {
      view.put("complete", trigger.nextFireAt() == null);
      view.put("repeatCount", job.repeatCount());
      view.put("repeatInterval", job.repeatInterval());
      view.put("timesTriggered", trigger.timesTriggered());
    }
    view.put("description", null);
    view.put("endTime", millis(trigger.endAt()));
    view.put("fireInstanceId", trigger.fireInstanceId());
    view.put("group", JobNames.GROUP);
    view.put("jobDataMap", jobData(job));
    view.put("jobGroup", JobNames.GROUP);
    view.put("jobName", job.key());
    view.put("misfireInstruction", trigger.misfireInstruction());
    view.put("name", "trigger-" + job.key());
    view.put("nextFireTime", millis(trigger.nextFireAt()));
    view.put("previousFireTime", millis(trigger.previousFireAt()));
    view.put("priority", PRIORITY);
    view.put("startTime", millis(trigger.startAt()));
    view.put("volatility", false);
    return view;
  }

  private static Map<String, Object> jobData(JobRow job) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("scheduler.invokeService", job.invokeService());
    data.put("scheduler.config-name", "scheduler-" + job.key());
    data.put("scheduler.invokeContext", context(job));
    data.put("schedule.config", definition(job, false));
    data.put("scheduler.invokeLogLevel", job.invokeLogLevel());
    return data;
  }

  /** In memory there is no stored trigger, and hence neither id nor revision. */
  private static Map<String, Object> legacyTrigger(JobRow job) {
    JobRow.Trigger trigger = job.trigger();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("serialized", opaque(trigger.revision()));
    view.put("name", "trigger-" + job.key());
    view.put("group", JobNames.GROUP);
    view.put("previous_state", LegacyStates.of(trigger.previousState()));
    view.put("state", LegacyStates.of(trigger.state()));
    view.put("acquired", trigger.nodeId() != null);
    view.put("nodeId", trigger.nodeId());
    if (job.persisted()) {
      view.put("_id", JobNames.LEGACY_TRIGGER_PREFIX + job.key());
      view.put("_rev", trigger.revision());
    }
    return view;
  }

  /** Where IDM has a serialised Java object, which nobody outside can use. */
  private static String opaque(String revision) {
    return Base64.getEncoder().encodeToString(revision.getBytes(StandardCharsets.US_ASCII));
  }

  private static String date(Instant instant) {
    return instant == null ? null : ISO.format(instant);
  }

  private static Long millis(Instant instant) {
    return instant == null ? null : (Long) instant.toEpochMilli();
  }
}
