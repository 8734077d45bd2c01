package io.horarium.idm;

import io.horarium.idm.filter.Pointer;
import io.horarium.idm.filter.SqlField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the properties of jobs and triggers are found in the columns of {@link JobQueries}, so that
 * the database can filter and sort by them. A property is a {@link SqlField}, an object is a map of
 * its properties with the field of the object itself under {@code ""}.
 */
final class JobFields {

  private static final String EPOCH_MILLIS = "floor(extract(epoch from j.%s) * 1000)";
  private static final String ISO =
      "to_char(j.%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
  private static final String SELF = "";

  private final Map<String, Object> root;

  private JobFields(Map<String, Object> root) {
    this.root = root;
  }

  /** Of a job; {@code legacy} as version 1.0 shows it. */
  static JobFields ofJob(boolean legacy) {
    Map<String, Object> job = definition();
    job.put("_id", SqlField.text("j.key"));
    job.put(
        "nextRunDate",
        SqlField.text("case when j.has_trigger then " + iso("next_run_at") + " end"));
    job.put(
        "previousRunDate",
        SqlField.text("case when j.has_trigger then " + iso("previous_at") + " end"));
    Map<String, Object> triggers = new HashMap<>();
    triggers.put(SELF, SqlField.container("true"));
    triggers.put("0", trigger(legacy, false));
    job.put("triggers", triggers);
    if (legacy) {
      job.put("timeZone", SqlField.text("j.doc ->> 'timeZone'"));
    }
    return new JobFields(job);
  }

  /** Of a trigger by itself; {@code legacy} as version 1.0 shows it. */
  static JobFields ofTrigger(boolean legacy) {
    return new JobFields(trigger(legacy, true));
  }

  private static Map<String, Object> definition() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("enabled", SqlField.bool("j.enabled"));
    fields.put("persisted", SqlField.bool("j.persisted"));
    fields.put("recoverable", SqlField.bool("j.recoverable"));
    fields.put("misfirePolicy", SqlField.text("j.misfire"));
    fields.put("schedule", SqlField.text("j.cron"));
    fields.put("repeatInterval", SqlField.number("j.interval_millis"));
    fields.put("repeatCount", SqlField.number("j.count"));
    fields.put("type", SqlField.text("j.type"));
    fields.put("invokeService", SqlField.text("j.doc ->> 'invokeService'"));
    fields.put("invokeContext", new Json("j.doc -> 'invokeContext'"));
    fields.put("invokeLogLevel", SqlField.text("j.log_level"));
    fields.put("startTime", SqlField.text("j.doc ->> 'startTime'"));
    fields.put("endTime", SqlField.text("j.doc ->> 'endTime'"));
    fields.put("concurrentExecution", SqlField.bool("j.concurrent_execution"));
    return fields;
  }

  /** Everything below it is read from a document. */
  private record Json(String expression) {}

  /** The trigger; {@code sure} when only rows with a trigger are looked at. */
  private static Map<String, Object> trigger(boolean legacy, boolean sure) {
    Map<String, Object> trigger = new HashMap<>();
    trigger.put(SELF, SqlField.container(sure ? "true" : "j.has_trigger"));
    trigger.put("name", text("'trigger-' || j.key"));
    trigger.put("group", text("'" + JobNames.GROUP + "'"));
    trigger.put("nodeId", text("j.node_id"));
    if (legacy) {
      // in memory there is no stored trigger, and hence neither id nor revision
      trigger.put("_id", stored(JobNames.LEGACY_TRIGGER_PREFIX));
      trigger.put("_rev", text("case when j.persisted then j.revision end"));
      trigger.put("state", number(LegacyStates.sql("j.state")));
      trigger.put("previous_state", number(LegacyStates.sql("j.previous_state")));
      trigger.put("acquired", bool("j.node_id is not null"));
      trigger.put("serialized", text("j.revision"));
      return trigger;
    }
    trigger.put("_id", text("'" + JobNames.TRIGGER_PREFIX + "' || j.key"));
    trigger.put("_rev", text("j.revision"));
    trigger.put("jobKey", text("'" + JobNames.GROUP + ".' || j.key"));
    trigger.put("state", text("j.state"));
    trigger.put("previousState", text("j.previous_state"));
    trigger.put("serialized", serialized(sure));
    return trigger;
  }

  private static SqlField stored(String prefix) {
    return text("case when j.persisted then '" + prefix + "' || j.key end");
  }

  private static Map<String, Object> serialized(boolean sure) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(SELF, SqlField.container(sure ? "true" : "j.has_trigger"));
    fields.put(
        "type",
        text("case j.type when 'cron' then 'CronTriggerImpl' else 'SimpleTriggerImpl' end"));
    Map<String, Object> cron = new HashMap<>();
    cron.put(SELF, SqlField.container("j.has_trigger and j.type = 'cron'"));
    cron.put("cronExpression", text("j.cron"));
    cron.put("timeZone", text("case j.type when 'cron' then j.time_zone end"));
    fields.put("cronEx", cron);
    fields.put("repeatInterval", number("case j.type when 'simple' then j.interval_millis end"));
    fields.put("repeatCount", number("case j.type when 'simple' then j.count end"));
    fields.put("timesTriggered", number("case j.type when 'simple' then j.times_triggered end"));
    fields.put("complete", bool("case j.type when 'simple' then j.next_run_at is null end"));
    fields.put("startTime", number(millis("trigger_start")));
    fields.put("endTime", number(millis("end_at")));
    fields.put("nextFireTime", number(millis("next_run_at")));
    fields.put("previousFireTime", number(millis("previous_at")));
    fields.put("fireInstanceId", text("j.fire_instance"));
    fields.put("group", text("'" + JobNames.GROUP + "'"));
    fields.put("jobGroup", text("'" + JobNames.GROUP + "'"));
    fields.put("jobName", text("j.key"));
    fields.put("name", text("'trigger-' || j.key"));
    fields.put("misfireInstruction", number("j.misfire_instruction"));
    fields.put("priority", number("5"));
    fields.put("volatility", bool("false"));
    Map<String, Object> data = new HashMap<>();
    data.put(SELF, SqlField.container(sure ? "true" : "j.has_trigger"));
    data.put("scheduler.invokeService", text("j.doc ->> 'invokeService'"));
    data.put("scheduler.config-name", text("'scheduler-' || j.key"));
    data.put(
        "scheduler.invokeContext",
        new Json("case when j.has_trigger then j.doc -> 'invokeContext' end"));
    data.put("scheduler.invokeLogLevel", text("j.log_level"));
    Map<String, Object> config = guarded(definition());
    config.put(SELF, SqlField.container(sure ? "true" : "j.has_trigger"));
    data.put("schedule.config", config);
    fields.put("jobDataMap", data);
    return fields;
  }

  private static Map<String, Object> guarded(Map<String, Object> fields) {
    Map<String, Object> guarded = new HashMap<>();
    fields.forEach(
        (name, field) ->
            guarded.put(
                name,
                field instanceof SqlField known
                    ? new SqlField(ifThere(known.expression()), known.kind(), known.path())
                    : new Json(ifThere(((Json) field).expression()))));
    return guarded;
  }

  private static String ifThere(String expression) {
    return "case when j.has_trigger then " + expression + " end";
  }

  private static SqlField text(String expression) {
    return SqlField.text(ifThere(expression));
  }

  private static SqlField number(String expression) {
    return SqlField.number(ifThere(expression));
  }

  private static SqlField bool(String expression) {
    return SqlField.bool(ifThere(expression));
  }

  private static String iso(String column) {
    return ISO.formatted(column);
  }

  private static String millis(String column) {
    return EPOCH_MILLIS.formatted(column);
  }

  /** What stands at a place. */
  SqlField at(Pointer pointer) {
    Object at = root;
    List<String> segments = pointer.segments();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (!(at instanceof Map<?, ?> object)) {
        return SqlField.NOTHING;
      }
      boolean list = object.containsKey("0");
      String name = list && Pointer.isIndexZero(segment) ? "0" : segment;
      at = name.equals(SELF) ? null : object.get(name);
      if (at instanceof Json json) {
        return SqlField.json(
            json.expression(), new Pointer(segments.subList(i + 1, segments.size())));
      }
    }
    if (at instanceof SqlField field) {
      return field;
    }
    if (at instanceof Map<?, ?> object) {
      return object.get(SELF) instanceof SqlField field ? field : SqlField.container("true");
    }
    return SqlField.NOTHING;
  }
}
