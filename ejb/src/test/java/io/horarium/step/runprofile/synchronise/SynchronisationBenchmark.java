package io.horarium.step.runprofile.synchronise;

import static io.horarium.step.runprofile.synchronise.SyncFixture.DIRECTORY;
import static io.horarium.step.runprofile.synchronise.SyncFixture.HR;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connectedsystem.RunType;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How fast synchronisations are: 100,000 people with 12 columns, ten mappings in and ten out. Run
 * by name; {@code -Drows=N} and {@code -Dbatch=N} change the measure. Prints what it measured.
 */
class SynchronisationBenchmark {

  private static final int ROWS = Integer.getInteger("rows", 100_000);
  private static final int BATCH = Integer.getInteger("batch", 500);

  private final SyncFixture systems = new SyncFixture().inBatchesOf(BATCH);
  private final List<String> report = new ArrayList<>();

  @Test
  void peopleFromOneSourceToOneTarget() {
    configure();
    people();

    measure("full, first", RunType.FullSynchronisation, HR, ROWS);
    assertThat(systems.counters()).containsEntry("provisioned", (long) ROWS);
    measure("full, unchanged, not exported", RunType.FullSynchronisation, HR, ROWS);
    measure("delta, nothing pending", RunType.DeltaSynchronisation, HR, ROWS);
    systems.exported();
    measure("full, unchanged", RunType.FullSynchronisation, HR, ROWS);
    for (int i = 0; i < Integer.getInteger("repeat", 0); i++) {
      measure("full, unchanged", RunType.FullSynchronisation, HR, ROWS);
    }
    measure("full of the target, unchanged", RunType.FullSynchronisation, DIRECTORY, ROWS);
    assertThat(systems.counters()).isEmpty();
    systems.sql(
        """
        update horarium.cso set attrs = attrs || '{"displayName":["Changed"]}', sync_pending = true,
          row_version = row_version + 1 where system_id = 1 and anchor like '%00'""");
    measure("delta of 1 %", RunType.DeltaSynchronisation, HR, ROWS / 100);

    report.forEach(System.out::println);
  }

  private void configure() {
    for (int i = 1; i <= 6; i++) {
      systems.attributes("extra" + i, "Extra " + i);
    }
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    in.add("employeeId > Employee ID");
    in.add("displayName > Display Name");
    in.add("dept > Department");
    in.add("mail > Email");
    out.add("Employee ID > dn");
    out.add("Display Name > cn");
    out.add("Email > mail");
    out.add("Employee ID > employeeNumber");
    for (int i = 1; i <= 6; i++) {
      in.add("extra" + i + " > Extra " + i);
      out.add("Extra " + i + " > extra" + i);
    }
    if (Boolean.getBoolean("managers")) {
      in.add("manager > Manager");
      out.add("Manager > manager");
    }
    systems.importRule(HR, in.toArray(String[]::new));
    systems.exportRule(DIRECTORY, out.toArray(String[]::new));
    systems.matching(HR, "employeeId = Employee ID", true);
    systems.matching(DIRECTORY, "employeeNumber = Employee ID", true);
  }

  private void people() {
    systems.sql(
        """
        insert into horarium.cso (id, system_id, object_type_id, anchor, status, attrs)
        select (lpad(to_hex(1700000000000 + i), 12, '0') || '7000' || '8000' || lpad(to_hex(i), 12, '0'))::uuid, 1, 1,
          'E' || lpad(i::text, 7, '0'), 'Normal',
          jsonb_build_object('employeeId', jsonb_build_array('E' || lpad(i::text, 7, '0')),
            'displayName', jsonb_build_array('Person Number ' || i), 'dept', jsonb_build_array('Department ' || i % 50),
            'mail', jsonb_build_array('person.number.' || i || '@example.org'),
            'extra1', jsonb_build_array('First value ' || i), 'extra2', jsonb_build_array('Second value ' || i % 100),
            'extra3', jsonb_build_array('Third value ' || i), 'extra4', jsonb_build_array('+44 20 7946 ' || i),
            'extra5', jsonb_build_array('Street ' || i % 1000), 'extra6', jsonb_build_array('Somewhere in the world'),
            'other', jsonb_build_array('never mapped'), 'another', jsonb_build_array('never mapped either'))
        from generate_series(1, ?) i""",
        ROWS);
    if (Boolean.getBoolean("managers")) {
      systems.sql(
          """
          insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id, target_cso_id)
          select c.id, ?, t.anchor, 1, t.id from horarium.cso c
          join horarium.cso t on t.system_id = 1 and t.anchor = 'E' || lpad(((substr(c.anchor, 2)::int * 7919) % ? + 1)::text, 7, '0')
          where c.system_id = 1""",
          systems.spaceAttributes.get(HR + "/manager"), ROWS);
    }
    systems.sql("analyze horarium.cso");
  }

  private void measure(String name, RunType type, int system, int objects) {
    systems.begin();
    Runtime.getRuntime().gc();
    long before = System.nanoTime();
    double javaBefore = javaSeconds();
    double serverBefore = serverSeconds();
    systems.driver().run(systems.work(type, system));
    double seconds = (System.nanoTime() - before) / 1e9;
    double java = javaSeconds() - javaBefore;
    double server = serverSeconds() - serverBefore;
    Runtime.getRuntime().gc();
    long live =
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000;
    String line =
        String.format(
            Locale.ROOT,
            "%-32s %7.2f s %8.0f/s  CPU: Java %6.2f s, server %6.2f s, %8.0f/s  live %d MB  %s",
            name,
            seconds,
            objects / seconds,
            java,
            server,
            objects / (java + server),
            live,
            systems.counters());
    report.add(line);
    System.out.println(line);
    systems.timings().forEach(System.out::println);
  }

  /** Processor time of this thread: what is left of the clock when the machine is busy. */
  private static double javaSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** Processor time of the server's process for this session. */
  private double serverSeconds() {
    long pid = systems.database.number("select pg_backend_pid()");
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toNanos)
            .orElse(0L)
        / 1e9;
  }
}
