package io.horarium.step.command;

import io.horarium.activity.ActivityStore;
import io.horarium.connector.FileRoots;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.platform.Node;
import io.horarium.step.ChunkDriver;
import io.horarium.step.ScriptRoots;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server's home with scripts and a catalogue, and runs of steps in it. */
final class CommandFixture implements AutoCloseable {

  private static final int BATCH = 100;

  final Path home;
  final Map<String, String> environment = new HashMap<>(System.getenv());
  final ProgramCatalogue catalogue;
  final CommandSteps commands;
  final TestTransactions transactions = new TestTransactions();
  final Database database = transactions.database();
  final UUID member = Ids.next();
  final UUID activity = Ids.next();
  final ChunkDriver driver = new ChunkDriver(transactions, BATCH);
  volatile boolean cancelled;

  CommandFixture(Path home) throws IOException {
    this.home = home.toRealPath();
    System.setProperty("horarium.home", this.home.toString());
    Files.createDirectories(this.home.resolve("conf"));
    Files.createDirectories(this.home.resolve("script"));
    Files.createDirectories(this.home.resolve("files"));
    var files = new FileRoots(List.of(this.home.resolve("files")));
    catalogue = new ProgramCatalogue(this.home.resolve("conf").resolve("programs.json"));
    commands =
        new CommandSteps(
            new ActivityStore(database),
            new ScriptRoots(List.of(this.home.resolve("script")), files),
            files,
            new Node()) {
          @Override
          Map<String, String> serverEnvironment() {
            return environment;
          }
        };
    TestDatabase.clear();
    TestDatabase.database()
        .update(
            """
            insert into horarium.activity (id, status, target_type, target_operation_type)
            values (?, 'InProgress', 'ScheduleStep', 'Execute')""",
            activity);
  }

  /** A shell script that can be run. */
  Path program(String name, String text) {
    try {
      Path file = Files.writeString(home.resolve(name), "#!/bin/sh\n" + text);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A catalogue of one program; {@code more} begins with a comma. */
  void catalogue(String name, Path path, String more) {
    try {
      Files.writeString(
          catalogue.path(),
          "{\"programs\": [{\"name\": \"%s\", \"path\": \"%s\"%s}]}".formatted(name, path, more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a step of the program in the catalogue to its end. */
  StepOutcome run(String program, String arguments) {
    return driver.run(work(executable(), settings(program, arguments, null)));
  }

  ExecutableStep executable() {
    return new ExecutableStep(catalogue, commands);
  }

  StepWork work(StepType type, StepSettings settings) {
    return type.work(context(type.name(), settings));
  }

  StepContext context(String type, StepSettings settings) {
    return new StepContext(
        member, activity, type, null, null, null, false, BATCH, null, settings, () -> cancelled);
  }

  static StepSettings settings(String program, String arguments, String folder) {
    return new StepSettings(
        null, arguments, program, folder, null, null, null, null, null, null, null);
  }

  static StepSettings script(String script, String arguments) {
    return new StepSettings(
        script, arguments, null, null, null, null, null, null, null, null, null);
  }

  /** Items as "stream: text", in order; with a stream, only its texts. */
  List<String> items() {
    return database.list(
        """
        select object_type || ': ' || display_name from horarium.activity_item
        where activity_id = ? order by seq""",
        row -> row.getString(1),
        activity);
  }

  List<String> items(String stream) {
    return items().stream()
        .filter(item -> item.startsWith(stream + ": "))
        .map(item -> item.substring(stream.length() + 2))
        .toList();
  }

  long counted(String column) {
    return database.number("select " + column + " from horarium.activity where id = ?", activity);
  }

  /** Processes of the step that still run. */
  int left() {
    ProcessTree tree = ProcessTree.of(ProcessTree.MARK, member.toString());
    tree.look();
    return tree.alive().size();
  }

  @Override
  public void close() {
    ProcessTree.of(ProcessTree.MARK, member.toString()).end(java.time.Duration.ZERO);
    System.clearProperty("horarium.home");
    transactions.close();
  }
}
