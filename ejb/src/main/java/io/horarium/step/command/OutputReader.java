package io.horarium.step.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads one output stream of a process to its end, line by line, in bounded memory whatever comes:
 * a line is cut after {@value #LONGEST_LINE} bytes, and once the {@link OutputLimit} is used up the
 * rest is only counted, but for its last lines, because the reason of a failure stands there.
 */
final class OutputReader implements Runnable {

  static final int LONGEST_LINE = 2000;
  private static final int TAIL_BYTES = 8192;
  private static final int TAIL_LINES = 20;

  /** Takes the lines; may wait. */
  @FunctionalInterface
  interface Sink {
    void accept(OutputLine line) throws InterruptedException;
  }

  private final InputStream input;
  private final String stream;
  private final OutputLimit limit;
  private final Sink sink;

  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private long cut;
  private long number;

  private boolean counting;
  private long kept;
  private long droppedBytes;
  private final byte[] tail = new byte[TAIL_BYTES];
  private int tailLength;
  private boolean tailWhole = true;
  private boolean lastIsNewline = true;

  OutputReader(InputStream input, String stream, OutputLimit limit, Sink sink) {
    this.input = input;
    this.stream = stream;
    this.limit = limit;
    this.sink = sink;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[65_536];
    try (input) {
      try {
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          take(buffer, read);
        }
      } catch (IOException e) {
        // The process was ended and its pipe closed: what came before counts.
      }
      finish();
    } catch (InterruptedException e) {
      // Nobody wants the rest.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // closing a pipe that is gone
    }
  }

  private void take(byte[] buffer, int read) throws InterruptedException {
    int at = 0;
    while (at < read && !counting) {
      int end = at;
      while (end < read && buffer[end] != '\n') {
        end++;
      }
      int fits = Math.min(end - at, LONGEST_LINE - length);
      System.arraycopy(buffer, at, line, length, fits);
      length += fits;
      cut += end - at - fits;
      at = end;
      if (end < read) {
        at++;
        endLine();
      }
    }
    if (counting && at < read) {
      count(buffer, at, read);
    }
  }

  private void endLine() throws InterruptedException {
    number++;
    if (limit.take(length)) {
      sink.accept(new OutputLine(stream, number, text(line, 0, length, cut)));
    } else {
      counting = true;
      kept = number - 1;
      droppedBytes = length + cut + 1;
      remember(line, 0, length);
      remember(new byte[] {'\n'}, 0, 1);
    }
    length = 0;
    cut = 0;
  }

  private void count(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        number++;
      }
    }
    lastIsNewline = buffer[to - 1] == '\n';
    droppedBytes += to - from;
    remember(buffer, from, to - from);
  }

  /** Keeps the last bytes. */
  private void remember(byte[] bytes, int from, int count) {
    if (count >= TAIL_BYTES) {
      tailWhole = false;
      System.arraycopy(bytes, from + count - TAIL_BYTES, tail, 0, TAIL_BYTES);
      tailLength = TAIL_BYTES;
      return;
    }
    int overflow = tailLength + count - TAIL_BYTES;
    if (overflow > 0) {
      tailWhole = false;
      System.arraycopy(tail, overflow, tail, 0, tailLength - overflow);
      tailLength -= overflow;
    }
    System.arraycopy(bytes, from, tail, tailLength, count);
    tailLength += count;
  }

  private void finish() throws InterruptedException {
    if (!counting && (length > 0 || cut > 0)) {
      endLine();
    }
    if (!counting) {
      return;
    }
    if (!lastIsNewline) {
      number++;
    }
    Deque<String> last = lastLines();
    long dropped = number - kept - last.size();
    if (dropped > 0) {
      sink.accept(
          new OutputLine(
              OutputLine.NOTE,
              number,
              dropped
                  + " lines of "
                  + stream
                  + " were not kept, because the limit of output is reached ("
                  + droppedBytes
                  + " bytes came after it)."
                  + (last.isEmpty() ? "" : " Its last lines follow.")));
    }
    long first = number - last.size();
    for (String text : last) {
      sink.accept(new OutputLine(stream, ++first, text));
    }
  }

  private Deque<String> lastLines() {
    Deque<String> last = new ArrayDeque<>();
    int end = tailLength > 0 && tail[tailLength - 1] == '\n' ? tailLength - 1 : tailLength;
    while (tailLength > 0 && end >= 0 && last.size() < TAIL_LINES) {
      int start = end;
      while (start > 0 && tail[start - 1] != '\n') {
        start--;
      }
      if (start == 0 && !tailWhole && !last.isEmpty()) {
        // only the end of this line is left
        break;
      }
      int size = Math.min(end - start, LONGEST_LINE);
      last.addFirst(text(tail, start, size, end - start - size));
      end = start - 1;
    }
    return last;
  }

  /**
   * A line as the database can hold it: no NUL, wrong bytes replaced, no carriage return at its
   * end.
   */
  private static String text(byte[] bytes, int from, int count, long missing) {
    int size = missing == 0 && count > 0 && bytes[from + count - 1] == '\r' ? count - 1 : count;
    String text = new String(bytes, from, size, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    return missing == 0 ? text : text + "… (" + missing + " more bytes)";
  }
}
