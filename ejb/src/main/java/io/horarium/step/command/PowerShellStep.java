package io.horarium.step.command;

import io.horarium.platform.Settings;
import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The step that runs a PowerShell script: {@code pwsh -NoProfile -NonInteractive -File script
 * arguments...}. PowerShell itself is {@code HORARIUM_PWSH}, else the first {@code pwsh} of the
 * server's PATH. Its error records come as lines of stderr; with exit code 0 they make the run a
 * warning, because PowerShell goes on after most errors.
 */
@ApplicationScoped
public class PowerShellStep implements StepType {

  private static final EnvironmentRule ENVIRONMENT =
      new EnvironmentRule(
          List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "PSModulePath"),
          Map.of(
              "NO_COLOR", "1",
              "TERM", "dumb",
              "POWERSHELL_TELEMETRY_OPTOUT", "1",
              "POWERSHELL_UPDATECHECK", "Off"));

  private CommandSteps commands;

  protected PowerShellStep() {}

  @Inject
  public PowerShellStep(CommandSteps commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "PowerShell";
  }

  @Override
  public String label(StepSettings settings) {
    return settings.scriptPath();
  }

  @Override
  public List<FieldProblem> check(StepSettings settings) {
    String script = settings.scriptPath();
    if (script == null || script.isBlank()) {
      return List.of(
          new FieldProblem(
              "scriptPath",
              "is required for a PowerShell step; give the path of a script below "
                  + commands.scripts().roots().get(0)));
    }
    List<FieldProblem> problems = new ArrayList<>();
    commands
        .scripts()
        .problem(script)
        .ifPresent(problem -> problems.add(new FieldProblem("scriptPath", problem)));
    problems.addAll(CommandSteps.checkArguments(settings.arguments()));
    problems.addAll(commands.checkFolder(settings.workingDirectory(), null));
    return problems;
  }

  @Override
  public List<String> warnings(StepSettings settings) {
    List<String> warnings = new ArrayList<>();
    try {
      powerShell();
    } catch (RunFailure e) {
      warnings.add(e.getMessage());
    }
    if (!commands.scripts().exists(settings.scriptPath())) {
      warnings.add(
          "The script '"
              + settings.scriptPath()
              + "' is not there on this server; the step fails until it is.");
    }
    return warnings;
  }

  @Override
  public StepWork work(StepContext context) {
    return commands.work(context, command(context.settings()));
  }

  Command command(StepSettings settings) {
    Path powerShell = powerShell();
    Path script = commands.scripts().script("scriptPath", settings.scriptPath());
    List<String> vector = new ArrayList<>();
    vector.add(powerShell.toString());
    vector.addAll(List.of("-NoProfile", "-NonInteractive", "-File", script.toString()));
    try {
      vector.addAll(Arguments.split(settings.arguments()));
    } catch (IllegalArgumentException e) {
      throw new RunFailure("arguments " + e.getMessage() + ".", e);
    }
    return new Command(
        "Script '" + settings.scriptPath() + "'",
        vector,
        ENVIRONMENT.of(commands.serverEnvironment()),
        commands.existingFolder(settings.workingDirectory(), null),
        null,
        Set.of(0),
        true);
  }

  /**
   * PowerShell on this server.
   *
   * @throws RunFailure there is none
   */
  private Path powerShell() {
    Optional<Path> configured = Settings.get("HORARIUM_PWSH").map(Path::of);
    if (configured.isPresent()) {
      Path path = configured.get().toAbsolutePath();
      if (Files.isRegularFile(path) && Files.isExecutable(path)) {
        return path;
      }
      throw new RunFailure(
          "HORARIUM_PWSH names "
              + path
              + ", which is no program that the server may run; correct it or install PowerShell"
              + " there.");
    }
    String path = commands.serverEnvironment().getOrDefault("PATH", "");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).toAbsolutePath().resolve("pwsh"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(
            () ->
                new RunFailure(
                    "There is no PowerShell on this server; install PowerShell 7 so that pwsh is"
                        + " on its PATH, or set HORARIUM_PWSH to the program."));
  }
}
