package io.horarium.step.script;

import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;

/** Scripts that are run once for each of many objects, in the script hosts of this node. */
@ApplicationScoped
public class ObjectScripts {

  private ScriptStep step;
  private ScriptHosts hosts;
  private ScriptRoots roots;
  private ScriptProperties properties;

  protected ObjectScripts() {}

  @Inject
  public ObjectScripts(
      ScriptStep step, ScriptHosts hosts, ScriptRoots roots, ScriptProperties properties) {
    this.step = step;
    this.hosts = hosts;
    this.roots = roots;
    this.properties = properties;
  }

  /**
   * A script that can be run.
   *
   * @param script as in an {@code invokeContext}: type, source or file, globals
   *     (contract/openidm-scheduler.md 11)
   * @param timeoutSeconds that each run may take, or null: what the settings of the node say
   * @throws RunFailure it cannot be run, with the reason
   */
  public ObjectScript of(JsonObject script, Integer timeoutSeconds) {
    StepSettings settings =
        new StepSettings(
            text(script, "file"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            text(script, "source"),
            text(script, "type"),
            null);
    List<FieldProblem> problems = step.check(settings);
    if (!problems.isEmpty()) {
      FieldProblem first = problems.get(0);
      throw new RunFailure("The script cannot run: " + first.field() + " " + first.problem() + ".");
    }
    Duration time =
        timeoutSeconds == null ? hosts.limits().time() : Duration.ofSeconds(timeoutSeconds);
    return new ObjectScript(hosts, time, ScriptText.of(settings, roots), script, properties.read());
  }

  /**
   * Runs a script to its end, for at most {@code seconds}.
   *
   * @param content bound as {@code content}
   * @throws RunFailure it cannot be run, with the reason
   */
  public ObjectScript.Result run(JsonObject script, JsonValue content, int seconds) {
    try (ObjectScript.Run run = of(script, seconds).start("content", content)) {
      return run.awaited();
    }
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : null;
  }
}
