package io.horarium.step.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process a step has started: enough to know it again, because the number alone may belong to
 * another process by then.
 *
 * @param startedAtMillis 0 where the machine does not tell
 */
record ProcessCursor(long pid, long startedAtMillis) {

  static ProcessCursor of(ProcessRun run) {
    Instant started = run.startedAt();
    return new ProcessCursor(run.pid(), started == null ? 0 : started.toEpochMilli());
  }

  static Optional<ProcessCursor> read(String json) {
    if (json == null) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonObject cursor = reader.readObject();
      return Optional.of(
          new ProcessCursor(
              cursor.getJsonNumber("pid").longValue(),
              cursor.getJsonNumber("started").longValue()));
    }
  }

  String json() {
    return "{\"pid\": " + pid + ", \"started\": " + startedAtMillis + "}";
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> process() {
    return ProcessTree.same(pid, startedAtMillis);
  }
}
