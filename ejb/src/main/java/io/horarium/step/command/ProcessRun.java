package io.horarium.step.command;

import io.horarium.problem.RunFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One process, from its start until nothing of it is left: its lines come through a short queue, so
 * that neither a flood of output nor a slow database costs memory.
 */
final class ProcessRun implements AutoCloseable {

  private static final int QUEUE = 1000;
  private static final Path NOTHING = Path.of("/dev/null");

  private final Process process;
  private final ProcessTree tree;
  private final BlockingQueue<OutputLine> lines = new ArrayBlockingQueue<>(QUEUE);
  private final List<Thread> readers;
  private volatile boolean unwanted;

  private ProcessRun(Process process, ProcessTree tree, OutputLimit limit) {
    this.process = process;
    this.tree = tree;
    this.readers =
        List.of(
            reader(process.getInputStream(), OutputLine.STDOUT, limit),
            reader(process.getErrorStream(), OutputLine.STDERR, limit));
  }

  /**
   * Starts a process; nothing of the server's environment reaches it but what the command says.
   * There is no shell in between, with one exception that Java makes: a file that is neither a
   * binary nor begins with {@code #!} is run as a script of {@code /bin/sh}, still with every
   * argument whole.
   *
   * @param marks variables by which its descendants are found
   * @throws RunFailure the machine refuses
   */
  static ProcessRun start(
      Command command, UUID stepExecutionId, Map<String, String> marks, OutputLimit limit) {
    ProcessBuilder builder =
        new ProcessBuilder(command.vector()).directory(command.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.environment().putAll(marks);
    builder.environment().put(ProcessTree.MARK, stepExecutionId.toString());
    if (Files.exists(NOTHING)) {
      builder.redirectInput(new File(NOTHING.toString()));
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      ProcessTree tree = ProcessTree.of(ProcessTree.MARK, stepExecutionId.toString());
      tree.add(process.toHandle());
      ProcessRun run = new ProcessRun(process, tree, limit);
      run.readers.forEach(Thread::start);
      return run;
    } catch (IOException | IllegalArgumentException e) {
      throw new RunFailure(
          command.title()
              + " could not be started in "
              + command.folder()
              + " ("
              + e.getMessage()
              + "); check the file, its permissions and the folder.",
          e);
    }
  }

  private Thread reader(InputStream input, String stream, OutputLimit limit) {
    Thread thread =
        new Thread(
            new OutputReader(input, stream, limit, this::offer),
            "output-" + process.pid() + "-" + stream);
    thread.setDaemon(true);
    return thread;
  }

  private void offer(OutputLine line) throws InterruptedException {
    while (!lines.offer(line, 1, TimeUnit.SECONDS)) {
      if (unwanted) {
        throw new InterruptedException("nobody reads any more");
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /** When the machine says it was started; null where it does not tell. */
  Instant startedAt() {
    return process.info().startInstant().orElse(null);
  }

  /** The next line, or null if none comes within the time. */
  OutputLine poll(Duration wait) throws InterruptedException {
    return lines.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether the process itself has ended; its children may still write. */
  boolean exited() {
    return !process.isAlive();
  }

  /** Whether every line has been handed out. */
  boolean drained() {
    return readers.stream().noneMatch(Thread::isAlive) && lines.isEmpty();
  }

  /** Once {@link #exited}. */
  int exitCode() {
    return process.exitValue();
  }

  /** Ends what is left of the process and its descendants; returns how many there were. */
  int end(Duration grace) {
    return tree.end(grace);
  }

  /**
   * Notes new descendants, where they could not be found any more once their parents have ended.
   * Costs as much as the machine has processes.
   */
  void look() {
    if (!ProcessTree.findsOrphans()) {
      tree.look();
    }
  }

  /** Ends everything at once. */
  @Override
  public void close() {
    unwanted = true;
    tree.end(Duration.ZERO);
    readers.forEach(Thread::interrupt);
    lines.clear();
  }
}
