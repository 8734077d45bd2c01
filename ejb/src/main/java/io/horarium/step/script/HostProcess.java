package io.horarium.step.script;

import io.horarium.step.script.ScriptEvent.Kind;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One child process that runs scripts, one at a time. It inherits nothing: no environment, no open
 * file beside its pipes, and a new empty working directory. It ends when the pipe closes, so also
 * when this server is killed.
 */
final class HostProcess {

  private static final Logger LOG = Logger.getLogger(HostProcess.class);
  private static final String MAIN = "io.horarium.scripthost.ScriptHost";

  /** The JVM's exit status with {@code ExitOnOutOfMemoryError}; the host's own, too. */
  private static final int OUT_OF_MEMORY = 3;

  /** Full, it makes the script wait for whoever reads the events. */
  private static final int QUEUE = 500;

  private final Process process;
  private final Path directory;
  private final HostFrames frames;
  private final BlockingQueue<ScriptEvent> events = new ArrayBlockingQueue<>(QUEUE);
  private final Thread reader;
  private boolean ready;
  private boolean lost;

  private HostProcess(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    this.frames = new HostFrames(process.getInputStream(), process.getOutputStream());
    this.reader = new Thread(this::readEvents, "horarium-script-host-" + process.pid());
    reader.setDaemon(true);
  }

  /** Starts one; it is not ready yet, but takes a request at once. */
  static HostProcess start(String classPath, String heap) throws IOException {
    Path directory = Files.createTempDirectory("horarium-script");
    ProcessBuilder builder =
        new ProcessBuilder(command(classPath, heap, directory))
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    String systemRoot = environment.get("SystemRoot");
    environment.clear();
    if (systemRoot != null) {
      // Windows starts no JVM without it.
      environment.put("SystemRoot", systemRoot);
    }
    try {
      HostProcess host = new HostProcess(builder.start(), directory);
      host.reader.start();
      return host;
    } catch (IOException e) {
      Files.deleteIfExists(directory);
      throw e;
    }
  }

  private static List<String> command(String classPath, String heap, Path directory) {
    String windows = File.separatorChar == '\\' ? ".exe" : "";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java" + windows).toString());
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-Xss2m",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError",
            // Standard output belongs to the frames.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + directory.resolve("crash.log"),
            "-Djava.io.tmpdir=" + directory,
            "-Djava.awt.headless=true",
            "-Duser.timezone=" + TimeZone.getDefault().getID(),
            "-cp",
            classPath,
            MAIN));
    return command;
  }

  /** Sends a request; false when the process is not there any more. */
  boolean send(JsonObject request) {
    try {
      frames.write(request);
      return true;
    } catch (IOException e) {
      LOG.debugf(e, "Script host %d takes no request", process.pid());
      return false;
    }
  }

  /** The next event of the request, or null when none came in time. */
  ScriptEvent poll(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (!lost) {
      ScriptEvent event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (event == null) {
        return null;
      }
      if (event.kind() != Kind.READY) {
        lost = event.kind() == Kind.HOST_LOST || event.kind() == Kind.OUT_OF_MEMORY;
        return event;
      }
      ready = true;
    }
    return ScriptEvent.of(Kind.HOST_LOST, "its process is gone");
  }

  /** Whether it ever said that it is up, as far as the events were read. */
  boolean wasReady() {
    return ready;
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Ends it at once and removes what is left of it. */
  void kill() {
    process.destroyForcibly();
    reader.interrupt();
    try {
      process.waitFor(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Files.deleteIfExists(directory.resolve("crash.log"));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      LOG.debugf(e, "%s stays", directory);
    }
  }

  private void readEvents() {
    try {
      while (true) {
        events.put(frames.read());
      }
    } catch (IOException e) {
      tellLoss(e);
    } catch (InterruptedException e) {
      // Killed: nobody listens.
      Thread.currentThread().interrupt();
    }
  }

  private void tellLoss(IOException why) {
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        LOG.warnf(why, "Script host %d talks nonsense and is killed", process.pid());
        process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
        events.put(ScriptEvent.of(Kind.HOST_LOST, "its process did not keep to the rules"));
      } else if (process.exitValue() == OUT_OF_MEMORY) {
        events.put(ScriptEvent.of(Kind.OUT_OF_MEMORY, null));
      } else {
        events.put(
            ScriptEvent.of(Kind.HOST_LOST, "its process ended with status " + process.exitValue()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
