package io.horarium.step.command;

import io.horarium.activity.ActivityStore;
import io.horarium.connector.FileRoots;
import io.horarium.platform.Node;
import io.horarium.platform.Settings;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepContext;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the steps that run a process have in common: folders, environment and the start. */
@ApplicationScoped
public class CommandSteps {

  private ActivityStore activities;
  private ScriptRoots scripts;
  private FileRoots files;
  private Node node;

  protected CommandSteps() {}

  @Inject
  public CommandSteps(ActivityStore activities, ScriptRoots scripts, FileRoots files, Node node) {
    this.activities = activities;
    this.scripts = scripts;
    this.files = files;
    this.node = node;
  }

  ScriptRoots scripts() {
    return scripts;
  }

  /** Variables of this server of which programs may see some. */
  Map<String, String> serverEnvironment() {
    return System.getenv();
  }

  /** The work of one attempt at running {@code command}. */
  StepWork work(StepContext context, Command command) {
    return new ProcessWork(
        context,
        activities,
        command,
        ready ->
            ProcessRun.start(
                ready,
                context.stepExecutionId(),
                Map.of(OrphanSweep.MARK, OrphanSweep.mark(node)),
                OutputLimit.configured()));
  }

  /** What is wrong with the arguments as a text, if anything. */
  static List<FieldProblem> checkArguments(String arguments) {
    try {
      Arguments.split(arguments);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(new FieldProblem("arguments", e.getMessage()));
    }
  }

  /** What is wrong with the working directory, if anything. */
  List<FieldProblem> checkFolder(String folder, Path ofProgram) {
    try {
      if (folder != null) {
        folder(folder, ofProgram);
      }
      return List.of();
    } catch (RunFailure e) {
      return List.of(
          new FieldProblem(
              "workingDirectory",
              "'"
                  + folder
                  + "' is not allowed; use a folder below the program's own folder, "
                  + "HORARIUM_SCRIPT_ROOTS or HORARIUM_FILE_ROOTS"));
    }
  }

  /** The folder to start in, which exists. */
  Path existingFolder(String given, Path ofProgram) {
    Path folder = folder(given, ofProgram);
    if (!Files.isDirectory(folder)) {
      throw new RunFailure(
          "workingDirectory " + folder + " does not exist; make the folder or name another.");
    }
    return folder;
  }

  private Path folder(String given, Path ofProgram) {
    if (given == null) {
      return ofProgram == null ? defaultFolder() : ofProgram;
    }
    try {
      Path folder = (ofProgram == null ? defaultFolder() : ofProgram).resolve(given).normalize();
      boolean below =
          (ofProgram != null && real(folder).startsWith(real(ofProgram)))
              || real(folder).startsWith(real(defaultFolder()))
              || scripts.roots().stream().anyMatch(root -> real(folder).startsWith(real(root)));
      if (below) {
        return folder;
      }
      return files.resolve("workingDirectory", given);
    } catch (InvalidPathException | InvalidInput e) {
      throw new RunFailure(
          "workingDirectory '"
              + given
              + "' lies outside the folders that programs may work in; use one below the program's"
              + " own folder, HORARIUM_SCRIPT_ROOTS or HORARIUM_FILE_ROOTS.",
          e);
    }
  }

  private static Path defaultFolder() {
    Path folder = Settings.home().resolve("work");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RunFailure(
          "The folder " + folder + " for running programs cannot be made; check its owner.", e);
    }
  }

  private static Path real(Path path) {
    Path existing = path;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null
          ? path
          : existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      return path;
    }
  }

  /**
   * Refuses a program that a connector could write.
   *
   * @throws RunFailure it lies in a folder for connector files
   */
  void keptApart(Path program, String title) {
    if (files.isAllowed(program.toString())) {
      throw new RunFailure(
          title
              + " lies in a folder of HORARIUM_FILE_ROOTS, where an export could write it; keep"
              + " programs and connector files apart.");
    }
  }
}
