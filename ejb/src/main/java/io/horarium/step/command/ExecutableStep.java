package io.horarium.step.command;

import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The step that runs a program of the catalogue (design.md 10.5): the program and each argument are
 * handed to the machine as they are, there is no shell in between.
 */
@ApplicationScoped
public class ExecutableStep implements StepType {

  private ProgramCatalogue catalogue;
  private CommandSteps commands;

  protected ExecutableStep() {}

  @Inject
  public ExecutableStep(ProgramCatalogue catalogue, CommandSteps commands) {
    this.catalogue = catalogue;
    this.commands = commands;
  }

  @Override
  public String name() {
    return "Executable";
  }

  @Override
  public String label(StepSettings settings) {
    return settings.executablePath();
  }

  @Override
  public List<FieldProblem> check(StepSettings settings) {
    String wanted = settings.executablePath();
    if (wanted == null || wanted.isBlank()) {
      return List.of(
          new FieldProblem(
              "executablePath",
              "is required for an Executable step; give the name of a program of the catalogue"));
    }
    Program program;
    try {
      program = catalogue.find(wanted.strip()).orElse(null);
    } catch (RunFailure e) {
      return List.of(
          new FieldProblem(
              "executablePath", "cannot be looked up. " + withoutStop(e.getMessage())));
    }
    if (program == null) {
      return List.of(
          new FieldProblem(
              "executablePath",
              "is '"
                  + wanted
                  + "', which is no program of the catalogue; give a name listed by"
                  + " /api/v1/catalogue/programs, or have it added to "
                  + catalogue.path()));
    }
    List<FieldProblem> problems = new ArrayList<>();
    try {
      program.arguments().apply(Arguments.split(settings.arguments()));
    } catch (IllegalArgumentException e) {
      problems.add(new FieldProblem("arguments", e.getMessage()));
    }
    problems.addAll(commands.checkFolder(settings.workingDirectory(), program.folder()));
    return problems;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  @Override
  public List<String> warnings(StepSettings settings) {
    try {
      Program program = catalogue.find(settings.executablePath().strip()).orElse(null);
      if (program == null) {
        return List.of(unknown(settings));
      }
      program.exists();
      return List.of();
    } catch (RunFailure e) {
      return List.of(e.getMessage());
    }
  }

  @Override
  public StepWork work(StepContext context) {
    return commands.work(context, command(context.settings()));
  }

  Command command(StepSettings settings) {
    Program program =
        catalogue
            .find(settings.executablePath().strip())
            .orElseThrow(() -> new RunFailure(unknown(settings)));
    String title = "Program '" + program.name() + "'";
    commands.keptApart(program.path(), title);
    program.verify();
    List<String> vector = new ArrayList<>(List.of(program.path().toString()));
    try {
      vector.addAll(program.arguments().apply(Arguments.split(settings.arguments())));
    } catch (IllegalArgumentException e) {
      throw new RunFailure("arguments " + e.getMessage() + ".", e);
    }
    Path folder = commands.existingFolder(settings.workingDirectory(), program.folder());
    return new Command(
        title,
        vector,
        program.environment().of(commands.serverEnvironment()),
        folder,
        program.timeout(),
        program.exitCodes(),
        false);
  }

  private String unknown(StepSettings settings) {
    return "Program '"
        + settings.executablePath()
        + "' is not in the catalogue any more; add it to "
        + catalogue.path()
        + " or change executablePath of the step.";
  }
}
