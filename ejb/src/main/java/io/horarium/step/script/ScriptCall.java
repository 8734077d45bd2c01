package io.horarium.step.script;

import io.horarium.step.script.ScriptEvent.Kind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One script on its way through a script host. It waits for a free one, sends the script, hands out
 * its events and gives the host back; a host that does not answer in time is killed. For one
 * thread.
 */
final class ScriptCall implements AutoCloseable {

  /** What the host has, beyond the script's time, to say that the time is over. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** A new process may start slowly; what it needs until it is ready is not the script's time. */
  private static final Duration START = Duration.ofSeconds(30);

  private final ScriptHosts hosts;
  private final Duration time;
  private final JsonObject request;
  private final int maxLines;

  private HostProcess host;
  private long deadline;
  private int lines;
  private ScriptEvent last;

  private ScriptCall(ScriptHosts hosts, Duration time, JsonObjectBuilder request) {
    this.hosts = hosts;
    this.time = time;
    this.maxLines = hosts.limits().lines();
    this.request =
        request
            .add("statements", hosts.limits().statements())
            .add("millis", time.toMillis())
            .add("maxLines", hosts.limits().lines())
            .add("maxCharacters", hosts.limits().characters())
            .build();
  }

  /**
   * A script to run.
   *
   * @param name shown with errors
   * @param globals JSON text of an object; each property becomes a variable
   * @param properties what {@code identityServer.getProperty} answers
   */
  static ScriptCall run(
      ScriptHosts hosts,
      Duration time,
      String name,
      String source,
      String globals,
      Map<String, String> properties) {
    JsonObjectBuilder allowed = Json.createObjectBuilder();
    properties.forEach(allowed::add);
    return new ScriptCall(
        hosts,
        time,
        Json.createObjectBuilder()
            .add("do", "run")
            .add("name", name)
            .add("source", source)
            .add("globals", globals)
            .add("properties", allowed));
  }

  /** A script to parse only. */
  static ScriptCall check(ScriptHosts hosts, Duration time, String name, String source) {
    return new ScriptCall(
        hosts,
        time,
        Json.createObjectBuilder().add("do", "check").add("name", name).add("source", source));
  }

  /**
   * The next event, or empty when none came that soon: the script is silent, or waits for a host.
   *
   * @throws IOException when no host can be started
   */
  Optional<ScriptEvent> next(Duration wait) throws IOException, InterruptedException {
    if (last != null) {
      return Optional.of(last);
    }
    long end = System.nanoTime() + wait.toNanos();
    if (host == null && !begin(wait)) {
      return Optional.empty();
    }
    boolean starting = !host.wasReady();
    ScriptEvent event = host.poll(Duration.ofNanos(end - System.nanoTime()));
    if (starting && host.wasReady()) {
      deadline = System.nanoTime() + time.plus(GRACE).toNanos();
    }
    if (event == null) {
      if (System.nanoTime() - deadline > 0) {
        event =
            host.wasReady()
                ? ScriptEvent.of(Kind.OUT_OF_TIME, null)
                : ScriptEvent.of(Kind.HOST_LOST, "its process did not get ready");
        // Does not answer any more: it is busy in one single operation of the engine.
        finish(event);
      }
      return Optional.ofNullable(last);
    }
    if (event.kind() == Kind.LINE && ++lines > maxLines + 1) {
      event = ScriptEvent.of(Kind.HOST_LOST, "its process sent more lines than it may");
    }
    if (event.last()) {
      finish(event);
    }
    return Optional.of(event);
  }

  private boolean begin(Duration wait) throws IOException, InterruptedException {
    Optional<HostProcess> free = hosts.take(wait);
    if (free.isEmpty()) {
      return false;
    }
    host = free.get();
    deadline = System.nanoTime() + (host.wasReady() ? time.plus(GRACE) : START).toNanos();
    // Sent or not: a process that is gone says so in its events.
    host.send(request);
    return true;
  }

  private void finish(ScriptEvent event) {
    last = event;
    hosts.giveBack(host, event.hostReusable());
    host = null;
  }

  /** Ends a script that still runs, with its process. */
  @Override
  public void close() {
    if (host != null) {
      hosts.giveBack(host, false);
      host = null;
    }
  }
}
