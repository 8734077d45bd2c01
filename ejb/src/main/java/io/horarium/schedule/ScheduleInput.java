package io.horarium.schedule;

import java.util.List;

/**
 * What a caller wants a schedule to be: the whole of it, as POST and PUT send it (contract/jim.md
 * 7.3).
 *
 * @param key null = as it is; a new schedule then takes its id
 * @param name 1 to 200 characters; blanks around it do not count
 * @param description null = none
 * @param timing trigger and pattern type may be null: as they are; a new schedule is Manual with
 *     SpecificTimes
 * @param steps in their order; never null
 * @param firing how it fires; never null
 * @param changeReason kept with the activity of the change, or null
 */
public record ScheduleInput(
    String key,
    String name,
    String description,
    Timing timing,
    boolean enabled,
    List<StepInput> steps,
    String changeReason,
    FiringInput firing) {

  public ScheduleInput {
    name = name == null ? null : name.strip();
    steps = List.copyOf(steps);
  }

  /** As JIM's clients send it: how it fires stays as it is. */
  public ScheduleInput(
      String key,
      String name,
      String description,
      Timing timing,
      boolean enabled,
      List<StepInput> steps,
      String changeReason) {
    this(key, name, description, timing, enabled, steps, changeReason, FiringInput.ABSENT);
  }
}
