package io.horarium.step.script;

import io.horarium.problem.RunFailure;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One script for many objects. {@link ObjectScripts} makes it. */
public final class ObjectScript {

  private static final int MOST_LINES = 20;

  private final ScriptHosts hosts;
  private final Duration time;
  private final ScriptText text;
  private final JsonObject script;
  private final Map<String, String> properties;

  ObjectScript(
      ScriptHosts hosts,
      Duration time,
      ScriptText text,
      JsonObject script,
      Map<String, String> properties) {
    this.hosts = hosts;
    this.time = time;
    this.text = text;
    this.script = script;
    this.properties = properties;
  }

  /** How many objects it can be run for at the same time on this node. */
  public int places() {
    return hosts.limits().hosts();
  }

  /**
   * Begins the run for one object; it goes on as {@link Run#poll} is called.
   *
   * @param objectId bound as {@code objectID}
   * @param input bound as {@code input} and {@code object}
   */
  public Run start(String objectId, JsonObject input) {
    JsonObjectBuilder globals =
        script.get("globals") instanceof JsonObject given
            ? Json.createObjectBuilder(given)
            : Json.createObjectBuilder();
    JsonObject context =
        Json.createObjectBuilder()
            .add(
                "script",
                Json.createObjectBuilder(script).add("globals", globals.add("objectID", objectId)))
            .add("input", input)
            .build();
    return new Run(
        ScriptCall.run(
            hosts,
            time,
            text.name(),
            text.source(),
            ScriptGlobals.of(context.toString()),
            properties));
  }

  /**
   * How the script ended for one object.
   *
   * @param value JSON text of its result, or null
   * @param failure why it failed, a whole sentence, or null
   * @param lines of its output, the first ones
   */
  public record Result(String value, String failure, List<String> lines) {

    /** Whether it returned {@code true}. */
    public boolean isTrue() {
      return failure == null && "true".equals(value);
    }
  }

  /** The script for one object. For one thread. */
  public final class Run implements AutoCloseable {

    private final ScriptCall call;
    private final List<String> lines = new ArrayList<>();

    private Run(ScriptCall call) {
      this.call = call;
    }

    /**
     * How it ended, or empty when it has not by now; never waits.
     *
     * @throws RunFailure no process for scripts can be started
     */
    public Optional<Result> poll() {
      try {
        Optional<ScriptEvent> event = call.next(Duration.ZERO);
        while (event.isPresent() && !event.get().last()) {
          if (lines.size() < MOST_LINES) {
            lines.add(event.get().text());
          }
          event = call.next(Duration.ZERO);
        }
        return event.map(this::result);
      } catch (IOException e) {
        throw new RunFailure(
            "No process for scripts can be started on this node; see the server's log and the"
                + " folder script-host in HORARIUM_HOME.",
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunFailure("The scripts were cut off because the server is shutting down.", e);
      }
    }

    private Result result(ScriptEvent event) {
      return event.kind() == ScriptEvent.Kind.RESULT
          ? new Result(event.text(), null, List.copyOf(lines))
          : new Result(
              null,
              new ScriptVerdict(hosts.limits(), time).of(event).message(),
              List.copyOf(lines));
    }

    /** Ends it, with its process if it still runs. */
    @Override
    public void close() {
      call.close();
    }
  }
}
