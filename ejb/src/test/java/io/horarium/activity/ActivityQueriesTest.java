package io.horarium.activity;

import static io.horarium.testdb.History.activity;
import static io.horarium.testdb.History.item;
import static io.horarium.testdb.History.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.access.Initiator;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.platform.Slice;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.testdb.SettableClock;
import io.horarium.testdb.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityQueriesTest {

  private static final String T0 = "2026-03-03T06:00:00Z";
  private static final String T1 = "2026-03-03T06:00:01Z";
  private static final String T2 = "2026-03-03T06:00:12.345Z";

  private final Database database = TestDatabase.database();
  private final SettableClock clock = new SettableClock();
  private final ActivityQueries queries =
      new ActivityQueries(
          database, new ActivityPhaseQueries(database), new ProgressRates(clock), clock);

  @BeforeEach
  void empty() {
    TestDatabase.clear();
  }

  @Test
  void aQueuedRunHasNoTimesYet() {
    UUID id = activity(T0).with("status", "InProgress").with("run_type", "Export").insert();

    ActivitySummary run = queries.get(id).summary();

    assertThat(run.status()).isEqualTo(ActivityStatus.InProgress);
    assertThat(run.executed()).isEqualTo(Instant.parse(T0));
    assertThat(run.executionTime()).isNull();
    assertThat(run.totalTime()).isNull();
    assertThat(run.runType()).isEqualTo("Export");
  }

  @Test
  void anEndedRunTookItsWorkAndItsWait() {
    UUID id = activity(T0).at("started_at", T1).at("completed_at", T2).insert();
    UUID neverBegan = activity(T0).with("status", "Cancelled").at("completed_at", T1).insert();

    ActivitySummary run = queries.get(id).summary();
    ActivitySummary cancelled = queries.get(neverBegan).summary();

    assertThat(run.executed()).isEqualTo(Instant.parse(T1));
    assertThat(run.executionTime()).isEqualTo(Duration.ofMillis(11_345));
    assertThat(run.totalTime()).isEqualTo(Duration.ofMillis(12_345));
    assertThat(cancelled.executionTime()).isNull();
    assertThat(cancelled.totalTime()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aRunHasStatsAndPhasesAndAChangeHasNone() {
    UUID run =
        activity(T0).with("objects_read", 10).with("added", 2).with("deletes_withheld", 7).insert();
    phase(run, 1, "import.apply", "Pending").insert();
    phase(run, 0, "import.read", "Completed").at("started", T0).at("ended", T1).insert();
    item(run, "E1", "Added").insert();
    item(run, "E2", "Added").insert();
    item(run, null, "NotSet").with("error_type", "UnhandledError").insert();
    UUID change =
        activity(T0)
            .with("target_type", "Schedule")
            .with("target_operation_type", "Update")
            .with("change_reason", "tidy")
            .insert();

    ActivityDetail detail = queries.get(run);

    assertThat(detail.stats().objectChanges()).isEqualTo(2);
    assertThat(detail.stats().objectTypes()).isEqualTo(1);
    assertThat(detail.stats().counters().read()).isEqualTo(10);
    assertThat(detail.stats().counters().deletesWithheld()).isEqualTo(7);
    assertThat(detail.phases())
        .extracting(ActivityPhase::key)
        .containsExactly("import.read", "import.apply");
    assertThat(detail.phases().get(0).took()).isEqualTo(Duration.ofSeconds(1));
    assertThat(queries.stats(run)).isEqualTo(detail.stats());
    assertThat(queries.get(change).stats()).isNull();
    assertThat(queries.get(change).changeReason()).isEqualTo("tidy");
    assertThatThrownBy(() -> queries.stats(change)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> queries.items(change, 0, 10)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aRunProfileThatWasCreatedIsNotARun() {
    UUID id = activity(T0).with("target_operation_type", "Create").insert();

    assertThatThrownBy(() -> queries.stats(id)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void itemsComeInTheOrderTheyWereWritten() {
    UUID run = activity(T0).insert();
    for (String id : List.of("E3", "E1", "E2")) {
      item(run, id, "Added").insert();
    }
    item(activity(T0).insert(), "other", "Added").insert();

    Slice<ActivityItem> page = queries.items(run, 1, 1);

    assertThat(page.total()).isEqualTo(3);
    assertThat(page.items()).extracting(ActivityItem::externalId).containsExactly("E1");
  }

  @Test
  void listsParentsAndStepsButNoOtherChildren() {
    UUID parent =
        activity(T0)
            .with("target_type", "Schedule")
            .with("schedule_execution_id", Ids.next())
            .insert();
    UUID step =
        activity(T1).with("parent_activity_id", parent).with("schedule_step_index", 0).insert();
    activity(T1).with("parent_activity_id", step).insert();

    Slice<ActivitySummary> all =
        queries.list(ActivityFilter.NONE, ActivityOrder.NEWEST_FIRST, 0, 10);

    assertThat(all.items()).extracting(ActivitySummary::id).containsExactly(step, parent);
    assertThat(all.items()).extracting(ActivitySummary::children).containsExactly(1L, 1L);
    assertThat(all.total()).isEqualTo(2);
    assertThat(ids(filtered("children", true))).containsExactly(step, parent);
    assertThat(ids(filtered("scheduled", true))).containsExactly(parent);
    assertThat(ids(filtered("scheduled", false))).containsExactly(step);
    assertThat(queries.children(parent, 0, 10).items())
        .extracting(ActivitySummary::id)
        .containsExactly(step);
    assertThat(queries.children(parent, 5, 10).total()).isEqualTo(1);
  }

  @Test
  void everyFilterNarrowsTheList() {
    UUID schedule = Ids.next();
    UUID key = Ids.next();
    UUID wanted =
        activity(T1)
            .with("target_name", "Full Import")
            .with("target_context", "HR people")
            .with("status", "CompleteWithWarning")
            .with("added", 3)
            .with("initiated_by_id", key)
            .with("scheduled_by_schedule_id", schedule)
            .with("schedule_execution_id", Ids.next())
            .insert();
    activity(T0)
        .with("target_type", "Schedule")
        .with("target_operation_type", "Update")
        .with("target_name", "Nightly")
        .with("scheduled_by_schedule_id", schedule)
        .with("initiated_by_type", "System")
        .with("initiated_by_name", "Scheduler Service")
        .insert();

    assertThat(ids(search("hr PEO"))).containsExactly(wanted);
    assertThat(ids(search("ada"))).containsExactly(wanted);
    assertThat(ids(search("importHR"))).isEmpty();
    for (String filter :
        List.of(
            "target",
            "initiatorType",
            "operation",
            "outcome",
            "status",
            "initiatedById",
            "initiatedBy",
            "from",
            "system",
            "profile",
            "schedule")) {
      assertThat(ids(narrowing(filter, key, schedule))).as(filter).containsExactly(wanted);
    }
    assertThat(ids(narrowing("to", key, schedule))).doesNotContain(wanted).hasSize(1);
    assertThat(ids(narrowing("children", key, schedule))).isEmpty();
  }

  @Test
  void ordersByTheColumnAskedFor() {
    UUID b = activity(T0).with("target_name", "b").insert();
    UUID a = activity(T1).with("target_name", "A").insert();
    UUID none = activity(T2).insert();

    assertThat(ids(new ActivityOrder(ActivityOrder.Sort.named("TargetName"), false)))
        .containsExactly(a, b, none);
    assertThat(ids(new ActivityOrder(ActivityOrder.Sort.named("whatever"), false)))
        .containsExactly(b, a, none);
  }

  @Test
  void progressSaysHowFarAndHowFast() {
    UUID id =
        activity(T0)
            .with("status", "InProgress")
            .at("started_at", T1)
            .with("objects_processed", 300)
            .with("objects_to_process", 1200)
            .with("added", 280)
            .insert();
    phase(id, 0, "import.read", "Active").insert();
    phase(id, 1, "import.parse", "Active").with("parent_key", "import.read").insert();
    phase(id, 2, "import.apply", "Pending").insert();
    clock.at("2026-03-03T06:00:07.200Z");

    ActivityProgress first = queries.progress(id);
    clock.forward(Duration.ofSeconds(2));
    database.update("update horarium.activity set objects_processed = 400 where id = ?", id);
    ActivityProgress second = queries.progress(id);

    assertThat(first.percentComplete()).isEqualTo(25.0);
    assertThat(first.elapsedSeconds()).isEqualTo(6.2);
    assertThat(first.objectsPerSecond()).isNull();
    assertThat(first.secondsRemaining()).isNull();
    assertThat(first.counters().byChangeType())
        .containsOnlyKeys("Added")
        .containsEntry("Added", 280L);
    assertThat(first.currentPhase().key()).isEqualTo("import.parse");
    assertThat(first.currentPhaseNumber()).isEqualTo(1);
    assertThat(first.totalPhases()).isEqualTo(2);
    assertThat(second.percentComplete()).isEqualTo(33.3);
    assertThat(second.objectsPerSecond()).isEqualTo(50.0);
    assertThat(second.secondsRemaining()).isEqualTo(16.0);
  }

  @Test
  void progressStandsStillOnceTheRunEnded() {
    UUID id = activity(T0).at("started_at", T1).at("completed_at", T2).insert();
    clock.at("2026-03-04T06:00:00Z");

    ActivityProgress progress = queries.progress(id);

    assertThat(progress.elapsedSeconds()).isEqualTo(11.345);
    assertThat(progress.percentComplete()).isNull();
    assertThat(progress.objectsPerSecond()).isNull();
    assertThat(progress.currentPhase()).isNull();
    assertThat(progress.currentPhaseNumber()).isNull();
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    UUID id = Ids.next();

    assertThatThrownBy(() -> queries.get(id)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> queries.stats(id)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> queries.items(id, 0, 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> queries.children(id, 0, 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> queries.progress(id)).isInstanceOf(NotFound.class);
  }

  private List<UUID> ids(ActivityFilter filter) {
    return queries.list(filter, ActivityOrder.NEWEST_FIRST, 0, 10).items().stream()
        .map(ActivitySummary::id)
        .toList();
  }

  private List<UUID> ids(ActivityOrder order) {
    return queries.list(ActivityFilter.NONE, order, 0, 10).items().stream()
        .map(ActivitySummary::id)
        .toList();
  }

  private static ActivityFilter search(String text) {
    return new ActivityFilter(
        text, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, null,
        List.of(), List.of(), null, List.of());
  }

  private static ActivityFilter filtered(String what, boolean wanted) {
    return new ActivityFilter(
        null,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        null,
        null,
        what.equals("children") ? wanted : null,
        null,
        null,
        List.of(),
        List.of(),
        what.equals("scheduled") ? wanted : null,
        List.of());
  }

  /** Each filter by itself, with a value that only one of two activities has. */
  private static ActivityFilter narrowing(String what, UUID key, UUID schedule) {
    return new ActivityFilter(
        null,
        what.equals("target") ? Set.of(ActivityTarget.ConnectedSystemRunProfile) : Set.of(),
        what.equals("initiatorType") ? Set.of(Initiator.Type.ApiKey) : Set.of(),
        what.equals("operation")
            ? Set.of(ActivityOperation.Execute, ActivityOperation.Delete)
            : Set.of(),
        what.equals("outcome") ? Set.of(ActivityOutcome.Added, ActivityOutcome.Created) : Set.of(),
        what.equals("status") ? Set.of(ActivityStatus.CompleteWithWarning) : Set.of(),
        what.equals("initiatedById") ? key : null,
        what.equals("initiatedBy") ? "AD" : null,
        what.equals("children") ? true : null,
        what.equals("from") ? Instant.parse(T1) : null,
        what.equals("to") ? Instant.parse(T0) : null,
        what.equals("system") ? List.of("HR people") : List.of(),
        what.equals("profile") ? List.of("x", "Full Import") : List.of(),
        null,
        what.equals("schedule") ? List.of(schedule) : List.of());
  }
}
