package io.horarium.idm;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.idm.filter.FilterParser;
import io.horarium.idm.filter.SortKey;
import io.horarium.platform.Node;
import io.horarium.platform.Slice;
import io.horarium.testdb.History;
import io.horarium.testdb.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs and triggers are found in the database by what the dialect shows of them. */
class JobQueriesTest {

  private static final Instant ARMED = Instant.parse("2030-01-01T00:00:00.250Z");
  private static final Instant NEXT = Instant.parse("2030-01-01T02:00:00Z");

  private final JobQueries queries = new JobQueries(TestDatabase.database(), new Node());
  private final JobStore store = new JobStore(TestDatabase.database());
  private UUID cron;

  @BeforeEach
  void threeJobs() {
    TestDatabase.clear();
    cron = job("nightly", "Cron").with("cron_expression", "0 0 2 * * ?").insert();
    store.put(
        cron,
        new JobDocument(
            Invocation.of(
                "org.forgerock.openidm.script",
                "{\"script\":{\"type\":\"text/javascript\",\"source\":\"1\",\"globals\":{}},\"n\":[1,2.5]}"),
            "fireAndProceed",
            "2017-10-31T15:53:00+05:00",
            null,
            null));
    UUID simple =
        job("Often", "Simple")
            .with("repeat_interval", 1000L)
            .with("repeat_count", -1L)
            .with("paused", true)
            .insert();
    store.put(
        simple,
        new JobDocument(
            Invocation.of("org.forgerock.openidm.sync", "{\"action\":\"reconcile\"}"),
            "whatever",
            null,
            null,
            null));
    History.schedule("On request").with("key", "manual").insert();
  }

  private static History.Row job(String key, String trigger) {
    return History.schedule(key)
        .with("key", key)
        .with("enabled", true)
        .with("trigger_type", trigger)
        .with("misfire_policy", "fireAndProceed")
        .with("armed_at", ARMED)
        .with("next_run_at", NEXT);
  }

  private List<String> found(String filter) {
    return queries
        .jobs(new JobQueries.Query(FilterParser.parse(filter), List.of(), false, 0, 0))
        .items()
        .stream()
        .map(JobRow::key)
        .toList();
  }

  @Test
  void aRowShowsTheScheduleItsTriggerAndWhatTheClientWrote() {
    JobRow job = queries.byKey("nightly").orElseThrow();

    assertThat(job.simple()).isFalse();
    assertThat(job.schedule()).isEqualTo("0 0 2 * * ?");
    assertThat(job.repeatInterval()).isZero();
    assertThat(job.repeatCount()).isZero();
    assertThat(job.startTime()).isEqualTo("2017-10-31T15:53:00+05:00");
    assertThat(job.invokeContext())
        .isEqualTo(
            "{\"script\":{\"type\":\"text/javascript\",\"source\":\"1\",\"globals\":{}},\"n\":[1,2.5]}");
    assertThat(job.trigger().state()).isEqualTo("NORMAL");
    assertThat(job.trigger().nextFireAt()).isEqualTo(NEXT);
    assertThat(job.trigger().startAt()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(job.trigger().previousFireAt()).isNull();
    assertThat(job.trigger().fireInstanceId()).isNull();
    assertThat(job.trigger().revision()).matches("[0-9a-f]{16}");
  }

  @Test
  void aPausedSimpleJobEchoesItsPolicy() {
    JobRow job = queries.byKey("Often").orElseThrow();

    assertThat(job.misfirePolicy()).isEqualTo("whatever");
    assertThat(job.trigger().state()).isEqualTo("PAUSED");
    assertThat(job.trigger().previousState()).isEqualTo("NORMAL");
    assertThat(job.trigger().misfireInstruction()).isEqualTo(1);
  }

  @Test
  void aScheduleOfTheOtherDialectIsAJobThatStartsIt() {
    JobRow job = queries.byKey("manual").orElseThrow();

    assertThat(job.trigger()).isNull();
    assertThat(job.schedule()).isNull();
    assertThat(job.invokeService()).isEqualTo("org.forgerock.openidm.schedule");
    assertThat(job.invokeContext().replace(" ", "")).isEqualTo("{\"schedule\":\"manual\"}");
  }

  @Test
  void aFiringAndARunChangeTheTrigger() {
    String before = queries.byKey("nightly").orElseThrow().trigger().revision();
    UUID execution =
        History.execution("2030-01-01T02:00:01Z")
            .with("schedule_id", cron)
            .with("lease_node", "node7")
            .insert();
    TestDatabase.database()
        .update(
            """
            insert into horarium.fire (schedule_id, scheduled_for, outcome, decided_at, decided_by, execution_id)
            values (?, ?, 'Started', ?, 'node7', ?)""",
            cron,
            NEXT,
            NEXT.plusSeconds(1),
            execution);

    JobRow.Trigger trigger = queries.byKey("nightly").orElseThrow().trigger();

    assertThat(trigger.nodeId()).isEqualTo("node7");
    assertThat(trigger.state()).isEqualTo("BLOCKED");
    assertThat(trigger.previousState()).isEqualTo("NORMAL");
    assertThat(trigger.previousFireAt()).isEqualTo(NEXT);
    assertThat(trigger.timesTriggered()).isEqualTo(1);
    assertThat(trigger.fireInstanceId()).isEqualTo("node7_" + NEXT.plusSeconds(1).toEpochMilli());
    assertThat(trigger.revision()).isNotEqualTo(before);
    assertThat(found("triggers/0/nodeId pr")).containsExactly("nightly");
  }

  @Test
  void filtersFindWhatTheRowsShow() {
    assertThat(found("true")).containsExactly("Often", "manual", "nightly");
    assertThat(found("type eq 'simple'")).containsExactly("Often");
    assertThat(found("enabled eq true and persisted eq true and schedule pr"))
        .containsExactly("nightly");
    assertThat(found("invokeContext/action/ eq 'RECONCILE'")).containsExactly("Often");
    assertThat(found("invokeContext/n eq 2.5")).containsExactly("nightly");
    assertThat(found("invokeContext/script/globals pr")).containsExactly("nightly");
    assertThat(found("misfirePolicy eq 'whatever'")).containsExactly("Often");
    assertThat(found("triggers/0/state eq 'PAUSED'")).containsExactly("Often");
    assertThat(found("triggers/00/serialized/cronEx/cronExpression co '2 * *'"))
        .containsExactly("nightly");
    assertThat(found("triggers/1 pr")).isEmpty();
    assertThat(found("!(triggers/0 pr)")).containsExactly("manual");
    assertThat(found("nextRunDate eq '2030-01-01T02:00:00.000Z'"))
        .containsExactly("Often", "nightly");
    assertThat(found("triggers/0/serialized/nextFireTime eq " + NEXT.toEpochMilli()))
        .containsExactly("Often", "nightly");
    assertThat(found("triggers/0/serialized/jobDataMap/schedule.config/type eq 'cron'"))
        .containsExactly("nightly");
    assertThat(found("invokeService eq 'org.forgerock.openidm.schedule'"))
        .containsExactly("manual");
  }

  /** A mistake in one of many expressions shows when the database reads it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyFieldCanBeFilteredAndSortedBy(boolean legacy) {
    List<String> fields =
        List.of(
            "_id",
            "enabled",
            "persisted",
            "recoverable",
            "misfirePolicy",
            "schedule",
            "repeatInterval",
            "repeatCount",
            "type",
            "invokeService",
            "invokeContext",
            "invokeContext/action",
            "invokeLogLevel",
            "startTime",
            "endTime",
            "concurrentExecution",
            "timeZone",
            "triggers",
            "triggers/0",
            "previousRunDate",
            "nextRunDate");
    List<String> ofTriggers =
        List.of(
            "_id",
            "_rev",
            "name",
            "group",
            "jobKey",
            "nodeId",
            "state",
            "previousState",
            "previous_state",
            "acquired",
            "calendar",
            "serialized",
            "serialized/type",
            "serialized/cronEx",
            "serialized/cronEx/timeZone",
            "serialized/repeatInterval",
            "serialized/repeatCount",
            "serialized/timesTriggered",
            "serialized/complete",
            "serialized/startTime",
            "serialized/endTime",
            "serialized/nextFireTime",
            "serialized/previousFireTime",
            "serialized/fireInstanceId",
            "serialized/misfireInstruction",
            "serialized/priority",
            "serialized/volatility",
            "serialized/jobName",
            "serialized/jobDataMap",
            "serialized/jobDataMap/scheduler.invokeContext/action",
            "serialized/jobDataMap/schedule.config/enabled");
    for (String field : fields) {
      all(field).forEach(filter -> queries.jobs(query(filter, field, legacy)));
    }
    for (String field : ofTriggers) {
      all(field).forEach(filter -> queries.triggers(query(filter, field, legacy)));
      all("triggers/0/" + field)
          .forEach(filter -> queries.jobs(query(filter, "triggers/0/" + field, legacy)));
    }
    assertThat(queries.triggers(query("true", "_id", legacy)).total()).isEqualTo(2);
  }

  private static List<String> all(String field) {
    return List.of(
        field + " pr", field + " eq 'x' or " + field + " ge 5 or !(" + field + " lt true)");
  }

  private static JobQueries.Query query(String filter, String sort, boolean legacy) {
    return new JobQueries.Query(
        FilterParser.parse(filter), SortKey.parse("-" + sort + "," + sort), legacy, 0, 2);
  }

  @Test
  void pagesAreOrderedById() {
    Slice<JobRow> page =
        queries.jobs(
            new JobQueries.Query(
                FilterParser.parse("true"), SortKey.parse("type,-_id"), false, 1, 1));

    assertThat(page.total()).isEqualTo(3);
    assertThat(page.items()).extracting(JobRow::key).containsExactly("manual");
  }

  @Test
  void whatLivesInTheMemoryOfAnotherProcessIsNotSeen() {
    job("elsewhere", "Cron")
        .with("persisted", false)
        .with("owner_node", "node2")
        .with("owner_incarnation", UUID.randomUUID())
        .insert();

    assertThat(queries.byKey("elsewhere")).isEmpty();
  }
}
