package io.horarium.scripthost;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The child process: takes one request after the other from standard input and answers on standard
 * output. It ends when its node closes the pipe or dies, and it dies of its own accord when a
 * script used up the memory.
 */
public final class ScriptHost {

  /** How a process ends that ran out of memory; also the JVM's own exit status for that. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int NODE_GONE = 0;
  private static final int DEFECT = 4;

  private ScriptHost() {}

  /** Runs until the node is gone. */
  public static void main(String[] arguments) {
    Frames frames =
        new Frames(
            new FileInputStream(FileDescriptor.in),
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(System.err);
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(frames, requests), "requests");
    reader.setDaemon(true);
    reader.start();
    try {
      warmUp(frames);
      frames.write(new Event("ready").text());
      while (true) {
        frames.write(new ScriptRun(frames, requests.take()).answer().text());
      }
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(NODE_GONE);
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(DEFECT);
    }
  }

  /** Reads all the time, also while a script runs: the end of the stream is the end of the node. */
  private static void read(Frames frames, BlockingQueue<String> requests) {
    try {
      while (true) {
        requests.add(frames.read());
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(NODE_GONE);
    }
  }

  /** Loads the engine before the first script is waiting for it. */
  private static void warmUp(Frames frames) {
    new ScriptRun(
            frames,
            """
            {"do": "run", "name": "warm-up", "source": "var x = [1].map(function (n) { return 'a' + n; }); x[0]",
             "globals": "{}", "properties": {}, "statements": 1000000, "millis": 30000, "maxLines": 0, "maxCharacters": 0}""")
        .answer();
  }
}
