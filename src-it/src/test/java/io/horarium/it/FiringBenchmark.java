package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Await;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.HorariumProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * How fast 5,000 one-shot schedules that are due in the same second get into the ledger, against
 * bare Quartz in the same server on the same database with the same settings: its job then does
 * nothing. Prints what it measured; README.md says how to run it.
 *
 * <p>A schedule without a row in {@code horarium.schedule} is bare Quartz: the trigger is loaded,
 * fired and completed like any other, and the job finds nothing to do. {@code -Dfires=N} takes
 * another number than 5,000.
 */
class FiringBenchmark {

  private static final int FIRES = Integer.getInteger("fires", 5_000);
  private static final int REPEATS = 3;
  private static final int PORT_OFFSET = 450;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final List<String> report = new ArrayList<>();
  private Database database;

  @Test
  void oneShotSchedulesOfOneSecond() {
    Path home = Path.of(System.getProperty("it.home")).resolveSibling("firing-benchmark-home");
    try (HorariumProcess horarium = HorariumProcess.start(home, PORT_OFFSET)) {
      database = horarium.database();
      double best = 0;
      double bestBare = 0;
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        bestBare = Math.max(bestBare, bare());
        best = Math.max(best, ledgered());
      }
      report.add("ratio of the best: %.2f".formatted(best / bestBare));
    } finally {
      System.out.println(String.join(System.lineSeparator(), report));
    }
  }

  /** Triggers whose schedules are gone: Quartz does all it does, the job nothing. */
  private double bare() {
    Instant due = due();
    database.update(
        """
        insert into horarium.qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group,
          next_fire_time, prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time,
          misfire_instr, job_data)
        select 'horarium', gen_random_uuid()::text, 'schedules', 'fire', 'horarium', ?::bigint, -1, 5, 'WAITING',
          'SCHEDULE', ?::bigint, 0, -1, ''::bytea
          from generate_series(1, ?)""",
        due.toEpochMilli(),
        due.toEpochMilli(),
        FIRES);
    Await.untilTrue("the moment", LIMIT, () -> Instant.now().isAfter(due));
    Await.untilTrue(
        "bare Quartz to have fired",
        LIMIT,
        () ->
            number("select count(*) from horarium.qrtz_triggers where trigger_group = 'schedules'")
                == 0);
    return line("bare Quartz", due, Instant.now());
  }

  private double ledgered() {
    Instant due = due();
    String run = UUID.randomUUID().toString();
    database.update(
        """
        insert into horarium.schedule (id, key, name, trigger_type, repeat_interval, repeat_count, enabled,
          armed_at, known_until, next_run_at)
        select gen_random_uuid(), ? || n, ? || n, 'Simple', 0, 0, true, ?::timestamptz,
          ?::timestamptz - interval '1 ms', ?::timestamptz
          from generate_series(1, ?) n""",
        run,
        run,
        due.toString(),
        due.toString(),
        due.toString(),
        FIRES);
    database.update(
        """
        insert into horarium.schedule_step (id, schedule_id, step_index, position, step_type, script_source)
        select gen_random_uuid(), id, 0, 0, 'Script', '1' from horarium.schedule where key like ? || '%'""",
        run);
    database.update(
        """
        insert into horarium.qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group,
          next_fire_time, prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time,
          misfire_instr, job_data)
        select 'horarium', id::text, 'schedules', 'fire', 'horarium', ?::bigint, -1, 5, 'WAITING', 'SCHEDULE',
          ?::bigint, 0, -1, ''::bytea
          from horarium.schedule where key like ? || '%'""",
        due.toEpochMilli(), due.toEpochMilli(), run);
    Await.untilTrue(
        "every row of the ledger",
        LIMIT,
        () -> number("select count(*) from horarium.fire") >= FIRES);
    Instant last =
        Instant.ofEpochMilli(
            number(
                "select (extract(epoch from max(decided_at)) * 1000)::bigint from horarium.fire"));
    double rate = line("ledgered fires", due, last);
    Await.untilTrue(
        "every execution to have begun",
        LIMIT,
        () -> number("select count(*) from horarium.execution where started_at is null") == 0);
    report.add(
        "  the last execution began after %s s"
            .formatted(
                database
                    .rows(
                        "select round(extract(epoch from max(started_at) - ?::timestamptz)::numeric, 1) from horarium.execution",
                        due.toString())
                    .get(0)));
    assertThat(number("select count(*) from horarium.fire where outcome <> 'Started'")).isZero();
    assertThat(number("select count(*) from horarium.execution")).isEqualTo(FIRES);
    Await.untilTrue(
        "every execution to end",
        LIMIT,
        () -> number("select count(*) from horarium.execution where closed_at is null") == 0);
    database.update("delete from horarium.execution");
    database.update("delete from horarium.schedule");
    return rate;
  }

  private static Instant due() {
    return Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS);
  }

  private long number(String sql) {
    return Long.parseLong(database.rows(sql).get(0));
  }

  private double line(String label, Instant due, Instant end) {
    double seconds = Duration.between(due, end).toMillis() / 1000.0;
    double rate = FIRES / seconds;
    report.add("%-16s %8.2f s %,8.0f fires/s".formatted(label, seconds, rate));
    return rate;
  }
}
