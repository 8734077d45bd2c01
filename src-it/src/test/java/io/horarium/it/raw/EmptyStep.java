package io.horarium.it.raw;

import io.horarium.step.Checkpoint;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** A step of one item that does nothing; only in the application that the benchmark measures. */
@ApplicationScoped
public class EmptyStep implements StepType {

  /** Its wire name. */
  public static final String NAME = "Empty";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepWork work(StepContext context) {
    return new Nothing();
  }

  private static final class Nothing implements StepWork {

    private boolean given;
    private boolean written;

    @Override
    public void open(Checkpoint from) {
      // nothing to go on with
    }

    @Override
    public Object next() {
      if (given) {
        return null;
      }
      given = true;
      return "item";
    }

    @Override
    public boolean chunkEnds() {
      return false;
    }

    @Override
    public void write(List<Object> batch) {
      written = true;
    }

    @Override
    public Checkpoint checkpoint() {
      return Checkpoint.START;
    }

    @Override
    public Optional<StepOutcome> outcome() {
      return written
          ? Optional.of(new StepOutcome(Ending.Complete, "Nothing was done", null))
          : Optional.empty();
    }

    @Override
    public void close() {
      // nothing was opened
    }
  }
}
