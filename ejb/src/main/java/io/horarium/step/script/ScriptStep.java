package io.horarium.step.script;

import io.horarium.activity.ActivityStore;
import io.horarium.step.FieldProblem;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The step that runs a JavaScript (design.md 10.3, 10.7). */
@ApplicationScoped
public class ScriptStep implements StepType {

  private static final Logger LOG = Logger.getLogger(ScriptStep.class);

  private static final Set<String> JAVASCRIPT =
      Set.of("text/javascript", "application/javascript", "javascript");

  /** Saving waits no longer than this for a host that can parse. */
  private static final Duration CHECK = Duration.ofSeconds(5);

  private static final int REMEMBERED = 20_000;

  private final SyntaxVerdicts verdicts = new SyntaxVerdicts();
  private ScriptHosts hosts;
  private ScriptRoots roots;
  private ScriptProperties properties;
  private ActivityStore activities;

  protected ScriptStep() {}

  @Inject
  public ScriptStep(
      ScriptHosts hosts, ScriptRoots roots, ScriptProperties properties, ActivityStore activities) {
    this.hosts = hosts;
    this.roots = roots;
    this.properties = properties;
    this.activities = activities;
  }

  @Override
  public String name() {
    return "Script";
  }

  @Override
  public String label(StepSettings settings) {
    return settings.scriptPath() == null ? name() : settings.scriptPath();
  }

  @Override
  public List<FieldProblem> check(StepSettings settings) {
    List<FieldProblem> problems = new ArrayList<>();
    if (settings.scriptSource() == null && settings.scriptPath() == null) {
      problems.add(
          new FieldProblem(
              "scriptSource",
              "or scriptPath is required for a Script step; give the text of a script or the file"
                  + " that holds one"));
    } else if (settings.scriptSource() != null && settings.scriptPath() != null) {
      problems.add(
          new FieldProblem("scriptPath", "and scriptSource exclude each other; keep one of them"));
    } else if (settings.scriptPath() != null) {
      roots
          .problem(ScriptText.path(settings.scriptPath(), roots))
          .ifPresent(problem -> problems.add(new FieldProblem("scriptPath", problem)));
    } else if (settings.scriptSource().length() > ScriptText.LIMIT) {
      problems.add(
          new FieldProblem("scriptSource", "has more than 1,048,576 characters; split the script"));
    }
    String type = settings.scriptType();
    if (type != null && !JAVASCRIPT.contains(type.strip().toLowerCase(Locale.ROOT))) {
      problems.add(
          new FieldProblem(
              "scriptType",
              "is '" + type + "', but scripts can only be JavaScript; use text/javascript"));
    }
    if (settings.context() != null) {
      ScriptGlobals.problem(settings.context())
          .ifPresent(problem -> problems.add(new FieldProblem("context", problem)));
    }
    if (problems.isEmpty() && settings.scriptSource() != null) {
      syntaxProblem(settings.scriptSource())
          .ifPresent(problem -> problems.add(new FieldProblem("scriptSource", problem)));
    }
    return problems;
  }

  @Override
  public List<String> warnings(StepSettings settings) {
    if (settings.scriptPath() == null
        || settings.scriptSource() != null
        || roots.exists(ScriptText.path(settings.scriptPath(), roots))) {
      return List.of();
    }
    return List.of(
        "The script '"
            + settings.scriptPath()
            + "' does not exist on this node; the step fails until it is put there.");
  }

  /** What keeps a text from being a program; empty also when no host can tell right now. */
  private Optional<String> syntaxProblem(String source) {
    // a long one is kept by nobody
    return source.length() > REMEMBERED
        ? checked(source).problem()
        : verdicts.of(source, () -> checked(source)).problem();
  }

  private SyntaxVerdicts.Verdict checked(String source) {
    try (ScriptCall call = ScriptCall.check(hosts, CHECK, ScriptText.INLINE, source)) {
      return call.next(CHECK)
          .map(
              event ->
                  new SyntaxVerdicts.Verdict(
                      event.kind() == ScriptEvent.Kind.SYNTAX
                          ? Optional.of(refusal(event))
                          : Optional.empty(),
                      true))
          .orElse(SyntaxVerdicts.UNKNOWN);
    } catch (IOException e) {
      LOG.warn("No script host can be started; scripts are saved unchecked", e);
      return SyntaxVerdicts.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SyntaxVerdicts.UNKNOWN;
    }
  }

  private static String refusal(ScriptEvent event) {
    String place = event.column() > 0 ? ", column " + event.column() : "";
    return "is not a script that can be run: line "
        + event.line()
        + place
        + ": "
        + event.text()
        + "; the language is ECMAScript 5.1 with most of 2015 to 2023, without classes, modules and"
        + " async functions";
  }

  @Override
  public StepWork work(StepContext context) {
    ScriptText text = ScriptText.of(context.settings(), roots);
    Duration time =
        context.timeoutSeconds() == null
            ? hosts.limits().time()
            : Duration.ofSeconds(context.timeoutSeconds());
    ScriptCall call =
        ScriptCall.run(
            hosts,
            time,
            text.name(),
            text.source(),
            ScriptGlobals.of(context.settings().context()),
            properties.read());
    return new ScriptWork(
        context.activityId(),
        activities,
        call,
        new ScriptVerdict(hosts.limits(), time),
        context.stop());
  }
}
