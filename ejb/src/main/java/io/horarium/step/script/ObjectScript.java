package io.horarium.step.script;

import io.horarium.problem.RunFailure;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One script for many objects. {@link ObjectScripts} makes it. */
public final class ObjectScript {

  private static final int MOST_LINES = 20;
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** What waiting for a free process, and for a new one to be ready, may add. */
  private static final Duration QUEUE = Duration.ofSeconds(10);

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
   * @param objectId the script knows it by the name of the vendor, with a big D
   * @param input bound as {@code input} and {@code object}
   */
  public Run start(String objectId, JsonObject input) {
    return started(
        Json.createObjectBuilder()
            .add("script", withGlobal("objectID", Json.createValue(objectId)))
            .add("input", input));
  }

  /** Begins a run with one variable. */
  Run start(String variable, JsonValue value) {
    return started(Json.createObjectBuilder().add("script", withGlobal(variable, value)));
  }

  private JsonObjectBuilder withGlobal(String variable, JsonValue value) {
    JsonObjectBuilder globals =
        script.get("globals") instanceof JsonObject given
            ? Json.createObjectBuilder(given)
            : Json.createObjectBuilder();
    return Json.createObjectBuilder(script).add("globals", globals.add(variable, value));
  }

  private Run started(JsonObjectBuilder context) {
    return new Run(
        ScriptCall.run(
            hosts,
            time,
            text.name(),
            text.source(),
            ScriptGlobals.of(context.build().toString()),
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
      return poll(Duration.ZERO);
    }

    /** How it ended; waits for that, which its time limits. */
    Result awaited() {
      long end = System.nanoTime() + time.multipliedBy(3).plus(QUEUE).toNanos();
      while (System.nanoTime() - end < 0) {
        Optional<Result> result = poll(GLANCE);
        if (result.isPresent()) {
          return result.get();
        }
      }
      throw new RunFailure("All processes for scripts are busy; try again in a moment.");
    }

    private Optional<Result> poll(Duration wait) {
      try {
        Optional<ScriptEvent> event = call.next(wait);
        while (event.isPresent() && !event.get().last()) {
          if (lines.size() < MOST_LINES) {
            lines.add(event.get().text());
          }
          event = call.next(wait);
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
