package io.horarium.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes the server's console on, line by line and byte by byte, except the line with the first API
 * key: that one is kept for the banner.
 */
final class ConsoleRelay {

  private final PrintStream out;
  private final AtomicReference<String> firstKey = new AtomicReference<>();

  ConsoleRelay(PrintStream out) {
    this.out = out;
  }

  /** Follows one server process until its console ends, on a thread of its own. */
  void follow(InputStream console) {
    Thread thread = new Thread(() -> copy(console), "server-console");
    thread.setDaemon(true);
    thread.start();
  }

  /** The first key, if it came; only the first asker gets it. */
  Optional<String> takeFirstKey() {
    return Optional.ofNullable(firstKey.getAndSet(null));
  }

  void copy(InputStream console) {
    // Latin 1 on both sides leaves every byte as it is, whatever the server's encoding.
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(console, StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Optional<String> key = FirstKey.in(line);
        if (key.isPresent()) {
          firstKey.set(key.get());
        } else {
          write(line);
        }
      }
    } catch (IOException e) {
      // The process is gone, and with it its console.
    }
  }

  private void write(String line) {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.ISO_8859_1);
    synchronized (out) {
      out.write(bytes, 0, bytes.length);
      out.flush();
    }
  }
}
