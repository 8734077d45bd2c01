package io.horarium.schedule.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Set;

/**
 * A part of the calendar in which nothing starts. All that is given must hold; a window that gives
 * nothing is always.
 *
 * @param firstDay or null
 * @param lastDay belongs to it, or null
 * @param yearly whether the days mean those of every year; both must be given then, and may lie
 *     around New Year
 * @param daysOfWeek empty: all
 * @param startTime belongs to it; null together with endTime: the whole day
 * @param endTime no longer belongs to it; not after startTime: on the next day, and the window
 *     counts for the day it began on
 */
public record BlackoutWindow(
    LocalDate firstDay,
    LocalDate lastDay,
    boolean yearly,
    Set<DayOfWeek> daysOfWeek,
    LocalTime startTime,
    LocalTime endTime) {

  public BlackoutWindow {
    daysOfWeek = Set.copyOf(daysOfWeek);
  }

  /** Whether the local date and time lies within. */
  public boolean contains(LocalDateTime local) {
    LocalTime time = local.toLocalTime();
    if (startTime == null) {
      return onDay(local.toLocalDate());
    }
    if (startTime.isBefore(endTime)) {
      return onDay(local.toLocalDate()) && !time.isBefore(startTime) && time.isBefore(endTime);
    }
    return (onDay(local.toLocalDate()) && !time.isBefore(startTime))
        || (onDay(local.toLocalDate().minusDays(1)) && time.isBefore(endTime));
  }

  private boolean onDay(LocalDate day) {
    return (daysOfWeek.isEmpty() || daysOfWeek.contains(day.getDayOfWeek())) && inRange(day);
  }

  private boolean inRange(LocalDate day) {
    if (!yearly) {
      return (firstDay == null || !day.isBefore(firstDay))
          && (lastDay == null || !day.isAfter(lastDay));
    }
    MonthDay first = MonthDay.from(firstDay);
    MonthDay last = MonthDay.from(lastDay);
    MonthDay asked = MonthDay.from(day);
    boolean afterFirst = !asked.isBefore(first);
    boolean beforeLast = !asked.isAfter(last);
    return first.isAfter(last) ? afterFirst || beforeLast : afterFirst && beforeLast;
  }
}
