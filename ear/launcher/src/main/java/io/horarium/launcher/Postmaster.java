package io.horarium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The running main process of a PostgreSQL, as its {@code postmaster.pid} names it.
 *
 * @param process alive when this was read
 * @param port where it listens
 */
record Postmaster(ProcessHandle process, int port) {

  /** The postmaster of a data folder; empty if there is none or the file is stale. */
  static Optional<Postmaster> of(Path data) {
    List<String> lines;
    try {
      lines = Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      return Optional.empty();
    }
    // Line 1 is the pid, line 4 the port (PostgreSQL, src/include/utils/pidfile.h).
    if (lines.size() < 4) {
      return Optional.empty();
    }
    try {
      int port = Integer.parseInt(lines.get(3).strip());
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(ProcessHandle::isAlive)
          .filter(Postmaster::looksLikePostgres)
          .map(process -> new Postmaster(process, port));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A stale file may name a process that has nothing to do with us. */
  private static boolean looksLikePostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }
}
