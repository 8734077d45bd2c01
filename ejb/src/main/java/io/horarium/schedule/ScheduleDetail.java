package io.horarium.schedule;

import java.util.List;

/** A schedule with its steps, ordered by index and position. */
public record ScheduleDetail(ScheduleSummary summary, List<StepDetail> steps) {

  public ScheduleDetail {
    steps = List.copyOf(steps);
  }
}
