package io.horarium.schedule;

import java.util.List;

/**
 * A schedule was made or replaced. Fired inside of the transaction, after it was written.
 *
 * @param steps in their order
 */
public record ScheduleSaved(ScheduleSummary schedule, List<StepDetail> steps) {

  public ScheduleSaved {
    steps = List.copyOf(steps);
  }
}
