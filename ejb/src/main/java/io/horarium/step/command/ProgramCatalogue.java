package io.horarium.step.command;

import io.horarium.platform.Settings;
import io.horarium.problem.RunFailure;
import io.horarium.step.ConfigFile;
import io.horarium.step.ConfigObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The programs that Executable steps may run: {@code HORARIUM_HOME/conf/programs.json}, looked at
 * whenever it is used (design.md 10.5). Whoever may write that file decides what can be run;
 * whoever may define schedules only chooses from it.
 */
@ApplicationScoped
public class ProgramCatalogue {

  private final ConfigFile<List<Program>> file;

  /** The catalogue of this server. */
  public ProgramCatalogue() {
    this(Settings.home().resolve("conf").resolve("programs.json"));
  }

  /** The catalogue in a file. */
  public ProgramCatalogue(Path file) {
    this.file = new ConfigFile<>(file, ProgramCatalogue::read, List.of());
  }

  /** Reads the file when the server starts, so that a mistake is in its log from the beginning. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    file.check();
  }

  private static List<Program> read(ConfigObject root) {
    List<ConfigObject> entries = root.objects("programs");
    if (entries == null) {
      throw root.mistake("programs", "is missing; give the list of programs");
    }
    List<Program> programs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigObject entry : entries) {
      Program program = Program.read(entry);
      if (!names.add(program.name())) {
        throw entry.mistake("name", "is used by an earlier program; choose another");
      }
      programs.add(program);
    }
    return List.copyOf(programs);
  }

  /**
   * The program a step means, by its name or its path.
   *
   * @throws RunFailure the file has a mistake
   */
  Optional<Program> find(String nameOrPath) {
    List<Program> programs = file.get();
    return programs.stream()
        .filter(program -> program.name().equals(nameOrPath))
        .findFirst()
        .or(
            () ->
                programs.stream()
                    .filter(program -> program.path().toString().equals(nameOrPath))
                    .findFirst());
  }

  /** What may be shown of a program: no values of variables, which may be secrets. */
  public record Entry(
      String name,
      String path,
      String checksum,
      List<String> arguments,
      List<ParameterEntry> parameters,
      List<String> environment,
      String folder,
      Integer timeoutSeconds,
      List<Integer> exitCodes) {

    private static Entry of(Program program) {
      List<String> variables = new ArrayList<>(program.environment().pass());
      program.environment().set().keySet().stream()
          .filter(name -> !variables.contains(name))
          .forEach(variables::add);
      return new Entry(
          program.name(),
          program.path().toString(),
          program.checksum(),
          program.arguments().words(),
          program.arguments().parameters().stream().map(ParameterEntry::of).toList(),
          variables,
          program.folder() == null ? null : program.folder().toString(),
          program.timeout() == null ? null : (int) program.timeout().toSeconds(),
          program.exitCodes().stream().sorted().toList());
    }
  }

  /** A parameter of a program. */
  public record ParameterEntry(
      String name, String type, List<String> values, String pattern, boolean optional) {

    private static ParameterEntry of(ArgumentTemplate.Parameter parameter) {
      return new ParameterEntry(
          parameter.name(),
          parameter.type().name(),
          parameter.values(),
          parameter.pattern() == null ? null : parameter.pattern().pattern(),
          parameter.optional());
    }
  }

  /**
   * The programs in the order of the file.
   *
   * @throws RunFailure the file has a mistake
   */
  public List<Entry> entries() {
    return file.get().stream().map(Entry::of).toList();
  }

  /** Where the file lies. */
  public Path path() {
    return file.path();
  }
}
