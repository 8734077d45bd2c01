package io.horarium.step.command;

import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityStore.PhaseName;
import io.horarium.activity.NewItem;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import io.horarium.step.StepWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A process as the work of a step: its lines of output are the items, a silent second yields a
 * heartbeat, so that no transaction lasts and a cancel is seen at once.
 *
 * <p>A process cannot be gone on with, and must not run twice. So first a checkpoint says that it
 * is about to be started, then it is started, then another one says which process it is. An attempt
 * that finds the first was made by a server that ended: it ends the process, if that still runs,
 * and fails, because nobody knows how far the process came.
 */
final class ProcessWork implements StepWork {

  /** Items that are not lines. */
  private enum Mark {
    INTENT,
    STARTED,
    BEAT,
    END
  }

  private enum State {
    NEW,
    INTENDED,
    RUNNING,
    ENDED
  }

  static final String STARTING = "command.starting";
  static final String RUNNING = "command.running";

  private static final Duration SLICE = Duration.ofMillis(100);
  private static final Duration LONGEST_CHUNK = Duration.ofSeconds(1);
  private static final Duration PIPES_CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final Duration TIMEOUT_GRACE = Duration.ofSeconds(5);
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(1);
  private static final int LAST_WORDS = 300;

  private final StepContext context;
  private final ActivityStore activities;
  private final Command command;
  private final Function<Command, ProcessRun> starter;

  private ProcessRun run;
  private State state = State.NEW;
  private Mark mark;
  private long chunkSince;
  private long startedAt;
  private long exitedAt;
  private boolean timedOut;
  private int leftovers;
  private long errorLines;
  private String lastError;
  private StepOutcome outcome;

  /**
   * The work of one attempt.
   *
   * @param starter starts the process
   */
  ProcessWork(
      StepContext context,
      ActivityStore activities,
      Command command,
      Function<Command, ProcessRun> starter) {
    this.context = context;
    this.activities = activities;
    this.command = command;
    this.starter = starter;
  }

  @Override
  public void open(Checkpoint from) {
    if (from.phase() == null) {
      return;
    }
    ProcessTree orphan = ProcessTree.of(ProcessTree.MARK, context.stepExecutionId().toString());
    ProcessCursor.read(from.cursor()).flatMap(ProcessCursor::process).ifPresent(orphan::add);
    int ended = orphan.end(TIMEOUT_GRACE);
    throw new RunFailure(
        command.title()
            + " was running when the server ended; it is not known how far it came"
            + (ended > 0 ? ", and what was left of it has been ended" : "")
            + ". Check what it did before you run the step again.");
  }

  @Override
  public Object next() {
    if (chunkSince == 0) {
      chunkSince = System.nanoTime();
    }
    mark = null;
    return switch (state) {
      case NEW -> {
        state = State.INTENDED;
        yield marked(Mark.INTENT);
      }
      case INTENDED -> {
        run = starter.apply(command);
        startedAt = System.nanoTime();
        state = State.RUNNING;
        yield marked(Mark.STARTED);
      }
      case RUNNING -> running();
      case ENDED -> null;
    };
  }

  private Mark marked(Mark item) {
    mark = item;
    return item;
  }

  private Object running() {
    try {
      long since = System.nanoTime();
      do {
        OutputLine line = run.poll(SLICE);
        if (line != null) {
          return line;
        }
        if (run.exited() && endsNow()) {
          state = State.ENDED;
          return marked(Mark.END);
        }
        limitTime();
      } while (!context.stop().stopRequested() && !passed(since, LONGEST_CHUNK));
      run.look();
      return marked(Mark.BEAT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure(command.title() + " was stopped because the server ends.", e);
    }
  }

  /** The process has ended: waits a little for its last lines, then ends what it left running. */
  private boolean endsNow() {
    if (exitedAt == 0) {
      exitedAt = System.nanoTime();
    }
    boolean drained = run.drained();
    if (drained || (leftovers == 0 && passed(exitedAt, PIPES_CLOSE_WITHIN))) {
      leftovers += run.end(CANCEL_GRACE);
    }
    return drained || passed(exitedAt, PIPES_CLOSE_WITHIN.multipliedBy(5));
  }

  private void limitTime() {
    if (command.timeout() != null && !timedOut && passed(startedAt, command.timeout())) {
      timedOut = true;
      run.end(TIMEOUT_GRACE);
    }
  }

  private static boolean passed(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }

  @Override
  public boolean chunkEnds() {
    return mark != null || passed(chunkSince, LONGEST_CHUNK);
  }

  @Override
  public void write(List<Object> batch) {
    chunkSince = 0;
    List<NewItem> items = new ArrayList<>();
    for (Object item : batch) {
      if (item instanceof OutputLine line) {
        items.add(item(line));
      } else if (item == Mark.STARTED) {
        activities.beginPhase(
            context.activityId(), 0, List.of(new PhaseName(RUNNING, "Running the program")));
      } else if (item == Mark.END) {
        outcome = judge();
        items.add(exit());
      }
    }
    activities.addItems(context.activityId(), items);
  }

  private NewItem item(OutputLine line) {
    if (line.stream().equals(OutputLine.STDERR)) {
      errorLines++;
      if (!line.text().isBlank()) {
        lastError = line.text();
      }
    }
    return NewItem.of(Long.toString(line.number()), line.text(), line.stream());
  }

  private NewItem exit() {
    boolean failed = outcome.ending() == Ending.FailedWithError;
    return new NewItem(
        null,
        "Exit code " + run.exitCode(),
        "exit",
        "NotSet",
        failed ? "UnhandledError" : null,
        failed ? outcome.message() : null,
        null);
  }

  private StepOutcome judge() {
    if (timedOut) {
      return new StepOutcome(
          Ending.FailedWithError,
          command.title()
              + " ran longer than its timeout of "
              + command.timeout().toSeconds()
              + " s and was ended; raise timeoutSeconds in programs.json if this is its normal"
              + " time.",
          null);
    }
    int code = run.exitCode();
    String words = command.title() + " ended with exit code " + code;
    if (!command.exitCodes().contains(code)) {
      return new StepOutcome(Ending.FailedWithError, words + lastWords(), null);
    }
    StringBuilder warning = new StringBuilder();
    if (leftovers > 0) {
      warning
          .append(command.title())
          .append(" left ")
          .append(leftovers)
          .append(" processes running, which were ended; a step ends with its program.");
    }
    if (command.errorsWarn() && errorLines > 0) {
      warning
          .append(warning.isEmpty() ? "" : " ")
          .append(command.title())
          .append(" wrote ")
          .append(errorLines)
          .append(" lines to its error stream; see the items.");
    }
    return warning.isEmpty()
        ? new StepOutcome(Ending.Complete, words, null)
        : new StepOutcome(Ending.CompleteWithWarning, words, warning.toString());
  }

  private String lastWords() {
    if (lastError == null) {
      return "; see its output.";
    }
    String words = lastError.strip();
    return "; its last words were: "
        + (words.length() <= LAST_WORDS ? words : words.substring(0, LAST_WORDS) + "…");
  }

  @Override
  public Checkpoint checkpoint() {
    return run == null
        ? new Checkpoint(STARTING, null)
        : new Checkpoint(RUNNING, ProcessCursor.of(run).json());
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void stop() {
    if (run != null) {
      run.end(CANCEL_GRACE);
    }
  }

  @Override
  public void close() {
    if (run != null && outcome == null) {
      run.end(CANCEL_GRACE);
    }
    if (run != null) {
      run.close();
    }
  }
}
