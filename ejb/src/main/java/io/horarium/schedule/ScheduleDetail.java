package io.horarium.schedule;

import java.util.List;

/**
 * A schedule with its steps, ordered by index and position.
 *
 * @param warnings why some of its steps will not run as things are now; whole sentences
 */
public record ScheduleDetail(
    ScheduleSummary summary, List<StepDetail> steps, List<String> warnings) {

  public ScheduleDetail {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }
}
