package io.horarium.step.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Every process that a step has started, directly or not.
 *
 * <p>Children are found from their parents as long as those live. A process whose parent has ended
 * belongs to nobody; on Linux it is found all the same, by a variable of its environment that it
 * inherited. What gets away: elsewhere than on Linux a grandchild whose parent ended between two
 * looks; on Linux a process that empties its environment, is a program of another user (setuid), or
 * was started on request by a service such as cron or systemd.
 */
final class ProcessTree {

  /** Names the step execution a process belongs to. */
  static final String MARK = "HORARIUM_STEP_EXECUTION";

  private static final Path PROC = Path.of("/proc");
  private static final long PAUSE_NANOS = 20_000_000L;
  private static final Duration LAST_RESORT = Duration.ofSeconds(5);

  private final String mark;
  private final String except;
  private final Map<Long, ProcessHandle> known = new LinkedHashMap<>();

  /** The processes whose environment holds {@code variable=value}. */
  static ProcessTree of(String variable, String value) {
    return new ProcessTree(variable + "=" + value + "\0", null);
  }

  private ProcessTree(String mark, String except) {
    this.mark = bytes(mark);
    this.except = except == null ? null : bytes(except);
  }

  /** The processes whose variable begins with {@code beginning}, but is not {@code own}. */
  static ProcessTree ofOthers(String variable, String beginning, String own) {
    return new ProcessTree(variable + "=" + beginning, variable + "=" + own + "\0");
  }

  /** As environments are read here: one byte is one character, so that no byte is lost. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Adds a process that is known to belong to it. */
  void add(ProcessHandle process) {
    known.put(process.pid(), process);
  }

  /** Whether a process can be found here although its parent has ended. */
  static boolean findsOrphans() {
    return Files.isDirectory(PROC);
  }

  /** Looks for processes that have come since. */
  void look() {
    for (ProcessHandle process : List.copyOf(known.values())) {
      process.descendants().forEach(this::add);
    }
    if (findsOrphans()) {
      marked();
    }
    known.values().removeIf(process -> !lives(process));
  }

  private void marked() {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isMarked(process)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(this::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // without /proc the parents are what we have
    }
  }

  private boolean isMarked(Path process) {
    try {
      String environment =
          "\0"
              + new String(
                  Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
      return environment.contains("\0" + mark)
          && (except == null || !environment.contains("\0" + except));
    } catch (IOException e) {
      // it has ended, or is another user's
      return false;
    }
  }

  /** The processes that were alive at the last look. */
  Collection<ProcessHandle> alive() {
    return List.copyOf(known.values());
  }

  /**
   * Ends all of them: asks, and after the grace forces. Returns how many there were.
   *
   * @param grace time to end by themselves
   */
  int end(Duration grace) {
    look();
    int found = known.size();
    known.values().forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + grace.toNanos();
    while (!known.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
      known.values().removeIf(process -> !lives(process));
    }
    deadline = System.nanoTime() + LAST_RESORT.toNanos();
    do {
      look();
      known.values().forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(known.isEmpty() ? 0 : PAUSE_NANOS);
    } while (!known.isEmpty() && System.nanoTime() < deadline);
    return found;
  }

  /** Whether it still runs; one that has ended but was not fetched by its parent does not. */
  private static boolean lives(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat =
          Files.readString(
              PROC.resolve(Long.toString(process.pid())).resolve("stat"),
              StandardCharsets.ISO_8859_1);
      return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return process.isAlive();
    }
  }

  /** The process of this id, if it is still the one that was started then. */
  static Optional<ProcessHandle> same(long pid, long startedAtMillis) {
    return ProcessHandle.of(pid)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .filter(instant -> instant.toEpochMilli() == startedAtMillis)
                    .isPresent());
  }
}
