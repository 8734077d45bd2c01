package io.horarium.fire;

import static io.horarium.fire.FireOutcome.Blackout;
import static io.horarium.fire.FireOutcome.Disabled;
import static io.horarium.fire.FireOutcome.Merged;
import static io.horarium.fire.FireOutcome.Missed;
import static io.horarium.fire.FireOutcome.NoSteps;
import static io.horarium.fire.FireOutcome.Overlap;
import static io.horarium.fire.FireOutcome.Paused;
import static io.horarium.fire.FireOutcome.Refused;
import static io.horarium.fire.FireOutcome.Started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.platform.Node;
import io.horarium.problem.InvalidInput;
import io.horarium.schedule.BlackoutStore;
import io.horarium.testdb.History;
import io.horarium.testdb.SettableClock;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger on a real database; time passes by moving the clock. */
class FireTransactionTest {

  private final SettableClock clock = new SettableClock();
  private TestTransactions transactions;
  private Database database;
  private StartedRuns runs;
  private FireTransaction fires;
  private UUID id;

  @BeforeEach
  void everyMinuteFromSix() {
    TestDatabase.clear();
    transactions = new TestTransactions();
    database = transactions.database();
    runs = new StartedRuns(database);
    Node node = new Node();
    fires =
        new FireTransaction(
            new FireStore(database, node, clock::now),
            new BlackoutStore(database),
            runs,
            new SchedulerSettings(Path.of("no", "such", "file")),
            node);
    schedule("* * * * *", "UTC", "2026-03-01T06:00:30Z");
  }

  @AfterEach
  void end() {
    transactions.close();
  }

  @Test
  void everyInstantHasOneRowHoweverOftenAndByWhomItIsAccountedFor() {
    clock.at("2026-03-01T06:01:00Z");
    account("2026-03-01T06:01:00Z");
    account("2026-03-01T06:01:00Z");
    account(null);
    runs.end();
    clock.at("2026-03-01T06:02:03Z");
    account(null);
    account("2026-03-01T06:02:00Z");

    assertThat(ledger())
        .containsExactly("2026-03-01T06:01:00Z Started 0 s", "2026-03-01T06:02:00Z Started 3 s");
    assertThat(next()).isEqualTo("2026-03-01T06:03:00Z");
    assertThat(runs.instants).hasSize(2);
  }

  @Test
  void anInstantThatDiedWithItsNodeIsFoundByTheNextOne() {
    concurrent();
    clock.at("2026-03-01T06:02:00Z");
    set("misfire_grace_seconds = 120");

    account("2026-03-01T06:02:00Z");

    // the one that is a minute late stands for both
    assertThat(outcomes()).containsExactly(Started, Merged);
  }

  @Test
  void aNodeWhoseClockIsAheadIsBelievedALittle() {
    clock.at("2026-03-01T06:00:58Z");

    account("2026-03-01T06:01:00Z");
    assertThat(outcomes()).containsExactly(Started);
    account("2026-03-01T06:02:00Z");
    assertThat(outcomes()).containsExactly(Started);
  }

  @Test
  void tenMinutesOfDowntimeWithDoNothing() {
    clock.at("2026-03-01T06:10:30Z");

    account(null);

    assertThat(outcomes())
        .containsExactly(
            Missed, Missed, Missed, Missed, Missed, Missed, Missed, Missed, Missed, Started);
    assertThat(ledger().get(9)).isEqualTo("2026-03-01T06:10:00Z Started 30 s");
  }

  @Test
  void tenMinutesOfDowntimeWithoutGrace() {
    set("misfire_grace_seconds = null");
    clock.at("2026-03-01T06:10:30Z");

    account(null);

    assertThat(outcomes()).hasSize(10).containsOnly(Missed);
    assertThat(runs.instants).isEmpty();
  }

  @Test
  void tenMinutesOfDowntimeWithFireAndProceed() {
    set("misfire_policy = 'fireAndProceed'");
    clock.at("2026-03-01T06:10:30Z");

    account(null);

    assertThat(outcomes()).hasSize(10).startsWith(Started).endsWith(Merged, Merged);
    assertThat(runs.instants).containsExactly(Instant.parse("2026-03-01T06:01:00Z"));
    assertThat(next()).isEqualTo("2026-03-01T06:11:00Z");
  }

  @Test
  void moreInstantsThanOnePortionMakeOneRun() {
    set("misfire_policy = 'fireAndProceed'");
    clock.at("2026-03-03T06:00:30Z");

    account(null);

    assertThat(outcomes()).hasSize(2 * 24 * 60);
    assertThat(runs.instants).hasSize(1);
  }

  @Test
  void aSimpleTriggerMakesUpForWhatItMissedAndKeepsItsCount() {
    simple(60_000, 4);
    clock.at("2026-03-01T06:03:15Z");
    account(null);
    runs.end();
    clock.at("2026-03-01T07:00:00Z");
    account(null);

    assertThat(outcomes()).containsExactly(Started, Merged, Merged, Started, Merged);
    assertThat(next()).isNull();
  }

  @Test
  void aBurstStartsEveryRun() {
    simple(0, 2);
    clock.at("2026-03-01T06:00:31Z");

    account(null);

    assertThat(outcomes()).containsExactly(Started, Started, Started);
    assertThat(next()).isNull();
  }

  @Test
  void aRunThatIsActiveMakesOverlaps() {
    clock.at("2026-03-01T06:01:00Z");
    account(null);
    clock.at("2026-03-01T06:02:00Z");
    account(null);
    runs.end();
    clock.at("2026-03-01T06:03:00Z");
    account(null);

    assertThat(outcomes()).containsExactly(Started, Overlap, Started);
  }

  @Test
  void aPauseHasItsRowsAndIsMadeUpForByPolicy() {
    set("misfire_policy = 'fireAndProceed', paused = true, paused_at = '2026-03-01T06:00:40Z'");
    clock.at("2026-03-01T06:03:10Z");
    account(null);
    assertThat(outcomes()).containsExactly(Paused, Paused, Paused);

    fires.resumed(id);

    assertThat(outcomes()).containsExactly(Started, Paused, Paused);
    assertThat(detail("2026-03-01T06:01:00Z")).contains("makes up for 3 instants");
  }

  @Test
  void aPauseIsForgottenWithDoNothing() {
    set("paused = true, paused_at = '2026-03-01T06:00:40Z'");
    clock.at("2026-03-01T06:02:10Z");
    account(null);

    fires.resumed(id);

    assertThat(outcomes()).containsExactly(Paused, Paused);
  }

  @Test
  void blackoutsAreNamed() {
    database.update(
        """
        insert into horarium.blackout (name, time_zone, windows)
        values ('Night', 'Europe/London', '[{"startTime":"22:00","endTime":"06:02"}]')""");
    set("blackouts = 'Night'");
    clock.at("2026-03-01T06:02:00Z");

    account(null);

    assertThat(outcomes()).containsExactly(Blackout, Started);
    assertThat(detail("2026-03-01T06:01:00Z")).isEqualTo("Night");
  }

  @Test
  void aScheduleWithoutStepsIsSkippedAndGoesOn() {
    database.update("delete from horarium.schedule_step");
    clock.at("2026-03-01T06:01:00Z");

    account(null);

    assertThat(outcomes()).containsExactly(NoSteps);
    assertThat(next()).isEqualTo("2026-03-01T06:02:00Z");
  }

  @Test
  void aRefusedRunIsRecordedInASecondAttempt() {
    runs.refusal = "The run profile is gone.";
    clock.at("2026-03-01T06:01:00Z");

    assertThatThrownBy(() -> account(null)).isInstanceOf(InvalidInput.class);
    assertThat(outcomes()).isEmpty();
    transactions.run(() -> fires.account(id, null, null, false, "The run profile is gone."));

    assertThat(outcomes()).containsExactly(Refused);
    assertThat(detail("2026-03-01T06:01:00Z")).isEqualTo("The run profile is gone.");
  }

  @Test
  void aFiringThatComesAfterTheScheduleWasDisabledIsRecorded() {
    set("enabled = false, armed_at = null, next_run_at = null");
    clock.at("2026-03-01T06:01:00Z");

    account("2026-03-01T06:01:00Z");
    account(null);

    assertThat(outcomes()).containsExactly(Disabled);
  }

  @Test
  void aTriggerThatIsMadeAnewBeginsAnew() {
    set("armed_at = '2026-03-01T06:05:30Z'");
    clock.at("2026-03-01T06:06:00Z");

    account(null);

    assertThat(ledger()).containsExactly("2026-03-01T06:06:00Z Started 0 s");
  }

  @Test
  void theWatermarkOfAScheduleInMemoryIsInMemory() {
    set("persisted = false");
    clock.at("2026-03-01T06:02:00Z");

    var done = fires.account(id, null, Instant.parse("2026-03-01T06:01:30Z"), false, null);

    assertThat(done.knownUntil()).isEqualTo("2026-03-01T06:02:00Z");
    assertThat(ledger()).containsExactly("2026-03-01T06:02:00Z Started 0 s");
    assertThat(
            database.number("select count(*) from horarium.execution where only_node is not null"))
        .isEqualTo(1);
    set("owner_incarnation = '" + UUID.randomUUID() + "'");
    assertThat(fires.account(id, null, done.knownUntil(), false, null).gone()).isTrue();
  }

  /** Half past one local time, and every quarter of an hour, on days when clocks change. */
  @ParameterizedTest
  @CsvSource({
    // the clock skips 01:00 to 02:00
    "Europe/London, 30 1 * * *, 2026-03-28T12:00:00Z, 2026-03-30T00:00:00Z, 2026-03-29T01:00:00Z",
    // the clock shows 01:00 to 02:00 twice
    "Europe/London, 30 1 * * *, 2026-10-24T12:00:00Z, 2026-10-25T23:00:00Z, 2026-10-25T00:30:00Z",
    "America/New_York, 30 2 * * *, 2026-03-07T12:00:00Z, 2026-03-08T23:00:00Z, 2026-03-08T07:00:00Z",
    "America/New_York, 30 1 * * *, 2026-10-31T12:00:00Z, 2026-11-01T23:00:00Z, 2026-11-01T05:30:00Z",
    // half an hour
    "Australia/Lord_Howe, 15 2 * * *, 2026-10-03T00:00:00Z, 2026-10-04T00:00:00Z, 2026-10-03T15:30:00Z",
    "Australia/Lord_Howe, 45 1 * * *, 2026-04-04T00:00:00Z, 2026-04-05T00:00:00Z, 2026-04-04T14:45:00Z",
    // at midnight
    "Africa/Cairo, 30 0 * * *, 2026-04-23T12:00:00Z, 2026-04-24T12:00:00Z, 2026-04-23T22:00:00Z",
    "Africa/Cairo, 30 23 * * *, 2026-10-29T12:00:00Z, 2026-10-30T12:00:00Z, 2026-10-29T20:30:00Z",
  })
  void aWallClockTimeFiresOnceWhereClocksChange(
      String zone, String cron, String armed, String until, String expected) {
    schedule(cron, zone, armed);

    moveTo(until);

    assertThat(ledger()).containsExactly(expected + " Started 0 s");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/London, 2026-03-28T12:00:00Z",
    "Europe/London, 2026-10-24T12:00:00Z",
    "America/New_York, 2026-03-07T12:00:00Z",
    "America/New_York, 2026-10-31T12:00:00Z",
    "Australia/Lord_Howe, 2026-10-03T06:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T06:00:00Z",
    "Africa/Cairo, 2026-04-23T12:00:00Z",
    "Africa/Cairo, 2026-10-29T12:00:00Z"
  })
  void everyQuarterOfAnHourFiresWhereClocksChange(String zone, String from) {
    schedule("*/15 * * * *", zone, from);

    moveTo(Instant.parse(from).plus(Duration.ofDays(1)).toString());

    assertThat(outcomes()).hasSize(97).containsOnly(Started);
    assertThat(
            database.number(
                "select count(distinct floor(extract(epoch from scheduled_for) / 900)) from horarium.fire"))
        .isEqualTo(97);
  }

  private void moveTo(String until) {
    account(null);
    runs.end();
    while (!clock.now().isAfter(Instant.parse(until).minusSeconds(300))) {
      clock.forward(Duration.ofMinutes(5));
      account(null);
      runs.end();
    }
  }

  private void account(String hint) {
    Instant due = hint == null ? null : Instant.parse(hint);
    boolean[] madeUp = {false};
    boolean[] more = {true};
    while (more[0]) {
      transactions.run(
          () -> {
            var done = fires.account(id, due, null, madeUp[0], null);
            madeUp[0] = done.madeUp();
            more[0] = done.more();
          });
    }
  }

  private void schedule(String cron, String zone, String armed) {
    database.update("delete from horarium.schedule");
    clock.at(armed);
    id = Ids.next();
    History.schedule("Due")
        .with("id", id)
        .with("trigger_type", "Cron")
        .with("cron_expression", cron)
        .with("time_zone", zone)
        .with("enabled", true)
        .with("misfire_grace_seconds", 60)
        .with("armed_at", Instant.parse(armed))
        .with("known_until", Instant.parse(armed).minusMillis(1))
        .insert();
    database.update(
        """
        insert into horarium.schedule_step (id, schedule_id, step_index, position, step_type)
        values (?, ?, 0, 0, 'Script')""",
        Ids.next(),
        id);
  }

  private void simple(long interval, long count) {
    set(
        "trigger_type = 'Simple', cron_expression = null, repeat_interval = "
            + interval
            + ", repeat_count = "
            + count);
  }

  private void concurrent() {
    set("concurrent_execution = true");
  }

  private void set(String assignments) {
    database.update("update horarium.schedule set " + assignments);
  }

  private List<FireOutcome> outcomes() {
    return database.list(
        "select outcome from horarium.fire order by scheduled_for",
        row -> FireOutcome.valueOf(row.getString(1)));
  }

  private List<String> ledger() {
    return database.list(
        "select * from horarium.fire order by scheduled_for",
        row ->
            Database.instant(row, "scheduled_for")
                + " "
                + row.getString("outcome")
                + " "
                + Duration.between(
                        Database.instant(row, "scheduled_for"), Database.instant(row, "decided_at"))
                    .toSeconds()
                + " s");
  }

  private String detail(String instant) {
    return database
        .first(
            "select detail from horarium.fire where scheduled_for = ?",
            row -> row.getString(1),
            Instant.parse(instant))
        .orElse(null);
  }

  private Instant next() {
    return database
        .first(
            "select next_run_at from horarium.schedule",
            row -> Database.instant(row, "next_run_at"))
        .orElse(null);
  }
}
