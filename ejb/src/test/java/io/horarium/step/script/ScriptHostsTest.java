package io.horarium.step.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.step.script.ScriptEvent.Kind;
import io.horarium.step.script.ScriptRunner.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of scripts and the life of the processes that run them. */
class ScriptHostsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private ScriptRunner runner;

  @AfterEach
  void stop() {
    runner.close();
    assertThat(runner.hosts.pids()).isEmpty();
  }

  private void start(Duration time, long statements, int lines, Duration idle) {
    runner =
        new ScriptRunner(new ScriptLimits("48m", time, statements, lines, 50_000, 2, idle), folder);
  }

  private void start() {
    start(LONG, 1_000_000_000_000L, 500, Duration.ofMinutes(5));
  }

  private void assertWorksOn() {
    assertThat(runner.run("1 + 1").end().text()).isEqualTo("2");
  }

  @Test
  void anEndlessLoopEndsByTime() {
    start();

    Ran ran =
        runner.run(
            "try { while (true) {} } finally { while (true) {} }", "{}", Duration.ofSeconds(1));

    assertThat(ran.end().kind()).isEqualTo(Kind.OUT_OF_TIME);
    assertWorksOn();
  }

  @Test
  void anEndlessLoopEndsByStatements() {
    start(LONG, 1_000_000, 500, Duration.ofMinutes(5));

    assertThat(runner.run("for (;;) { try { for (;;) {} } catch (e) {} }").end().kind())
        .isEqualTo(Kind.OUT_OF_STATEMENTS);
    assertThat(runner.run("setter = {set x(v) { while (true) {} }}; setter.x = 1").end().kind())
        .isEqualTo(Kind.OUT_OF_STATEMENTS);
    assertWorksOn();
  }

  @Test
  void oneEndlessOperationOfTheEngineIsKilled() {
    start();

    // Counted as one instruction: only the death of the process ends it.
    Ran ran = runner.run("new Array(4e9).indexOf(5)", "{}", Duration.ofSeconds(1));

    assertThat(ran.end().kind()).isEqualTo(Kind.OUT_OF_TIME);
    assertWorksOn();
  }

  @Test
  void whoEatsMemoryDiesAlone() throws Exception {
    start();
    try (ScriptCall other = runner.call("while (true) {}", "{}", LONG)) {
      assertThat(other.next(Duration.ofSeconds(1))).isEmpty();

      Ran ran = runner.run("var a = []; while (true) { a.push(new Array(1000).join('xy')); }");

      assertThat(ran.end().kind()).isEqualTo(Kind.OUT_OF_MEMORY);
      assertThat(other.next(Duration.ofMillis(10))).isEmpty();
      assertWorksOn();
    }
  }

  @Test
  void oneHugeStringIsNotKeptEither() {
    start();

    Ran ran = runner.run("var s = 'xy'; while (true) { s += s; logger.info(s); }");

    assertThat(ran.end().kind()).isIn(Kind.OUT_OF_MEMORY, Kind.THROWN);
    assertThat(ran.lines()).allMatch(line -> line.length() < 9_000);
    assertWorksOn();
  }

  @Test
  void hundredsOfMegabytesOfOutputAreDropped() {
    start();

    Ran ran =
        runner.run(
            """
            var line = new Array(1025).join('x');
            for (var i = 0; i < 300000; i++) { logger.info(line); }
            i""");

    assertThat(ran.end().text()).isEqualTo("300000");
    assertThat(ran.lines()).hasSizeLessThan(60);
    assertThat(ran.lines().get(ran.lines().size() - 1)).startsWith("notice").contains("dropped");
    assertThat(ran.lines().stream().filter(line -> line.startsWith("notice"))).hasSize(1);
  }

  @Test
  void linesAreCountedToo() {
    start(LONG, 1_000_000_000_000L, 10, Duration.ofMinutes(5));

    Ran ran = runner.run("for (var i = 0; i < 1000; i++) { logger.info('x'); }");

    assertThat(ran.lines()).hasSize(11);
  }

  @Test
  void manyScriptsShareFewProcesses() throws Exception {
    start();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<Ran>> runs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int number = i;
        runs.add(
            threads.submit(
                () ->
                    runner.run(
                        "logger.info('n'); var x = 0; for (var i = 0; i < 10000; i++) { x++; } n",
                        "{\"globals\": {\"n\": " + number + "}}",
                        LONG)));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(runs.get(i).get(2, TimeUnit.MINUTES).end().text()).isEqualTo("" + i);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(runner.hosts.pids()).hasSizeBetween(1, 2);
  }

  @Test
  void aKilledHostFailsItsOwnScriptOnly() throws Exception {
    start();
    try (ScriptCall victim = runner.call("logger.info('up'); while (true) {}", "{}", LONG)) {
      while (victim.next(Duration.ofSeconds(1)).isEmpty()) {
        // not up yet
      }
      long pid = runner.hosts.pids().get(0);

      assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

      assertThat(ScriptRunner.finish(victim).end().kind()).isEqualTo(Kind.HOST_LOST);
    }
    assertWorksOn();
  }

  @Test
  void aDeadIdleHostIsReplaced() throws Exception {
    start();
    assertWorksOn();
    ProcessHandle host = ProcessHandle.of(runner.hosts.pids().get(0)).orElseThrow();
    host.destroyForcibly();
    host.onExit().get(10, TimeUnit.SECONDS);

    assertWorksOn();

    assertThat(runner.hosts.pids()).hasSize(1).doesNotContain(host.pid());
  }

  @Test
  void closingACallEndsItsProcess() throws Exception {
    start();
    ScriptCall call = runner.call("logger.info('up'); while (true) {}", "{}", LONG);
    while (call.next(Duration.ofSeconds(1)).isEmpty()) {
      // not up yet
    }
    ProcessHandle host = ProcessHandle.of(runner.hosts.pids().get(0)).orElseThrow();

    call.close();

    assertThat(host.isAlive()).isFalse();
    assertThat(runner.hosts.pids()).isEmpty();
    assertWorksOn();
  }

  @Test
  void aWarmHostIsUsedAgainAndEndsWhenNobodyNeedsIt() throws Exception {
    start(LONG, 1_000_000_000_000L, 500, Duration.ofMillis(500));
    assertWorksOn();
    ProcessHandle host = ProcessHandle.of(runner.hosts.pids().get(0)).orElseThrow();

    host.onExit().get(30, TimeUnit.SECONDS);

    assertThat(runner.hosts.pids()).isEmpty();
    assertWorksOn();
  }

  @Test
  void aJarThatSomebodyChangedIsNotRun() throws Exception {
    start();
    assertWorksOn();
    try (var jars = Files.list(folder)) {
      for (Path jar : jars.toList()) {
        Files.writeString(jar, "not a jar");
      }
    }
    runner.close();
    start();

    assertWorksOn();
  }
}
