package io.horarium.step.script;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs scripts in real script hosts. */
final class ScriptRunner implements AutoCloseable {

  /** What came of a script: its lines as {@code level text}, and how it ended. */
  record Ran(List<String> lines, ScriptEvent end) {}

  /** Generous: a busy machine must not make a test fail. */
  static final ScriptLimits LIMITS =
      new ScriptLimits(
          "48m",
          Duration.ofSeconds(60),
          1_000_000_000_000L,
          500,
          100_000,
          2,
          Duration.ofMinutes(5));

  static final Map<String, String> PROPERTIES =
      Map.of("openidm.node.id", "node7", "greeting", "hello &{openidm.node.id}");

  final ScriptHosts hosts;

  ScriptRunner(ScriptLimits limits, Path folder) {
    this.hosts = new ScriptHosts(limits, folder);
  }

  Ran run(String source) {
    return run(source, "{}", hosts.limits().time());
  }

  Ran run(String source, String context, Duration time) {
    try (ScriptCall call = call(source, context, time)) {
      return finish(call);
    }
  }

  ScriptCall call(String source, String context, Duration time) {
    return ScriptCall.run(hosts, time, "test.js", source, ScriptGlobals.of(context), PROPERTIES);
  }

  static Ran finish(ScriptCall call) {
    List<String> lines = new ArrayList<>();
    try {
      while (true) {
        Optional<ScriptEvent> event = call.next(Duration.ofSeconds(1));
        if (event.isPresent() && event.get().last()) {
          return new Ran(lines, event.get());
        }
        event.ifPresent(line -> lines.add(line.level() + " " + line.text()));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    hosts.close();
  }
}
