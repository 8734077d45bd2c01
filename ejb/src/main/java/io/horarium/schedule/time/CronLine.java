package io.horarium.schedule.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * One cron expression: which local dates and times it means, without a time zone.
 *
 * @param seconds bits 0 to 59
 * @param minutes bits 0 to 59
 * @param hours bits 0 to 23
 * @param elapsed whether the hours are all of them or were written with a step: then time that
 *     passes counts, not the hands of a clock (design.md section 9)
 * @param days of each month
 * @param months bits 1 to 12
 * @param years those meant; null means all
 */
record CronLine(
    long seconds,
    long minutes,
    long hours,
    boolean elapsed,
    DayRule days,
    long months,
    YearSet years) {

  /** Years a line is searched for; the longest pause of a line that fires again is 40 years. */
  private static final int HORIZON = 100;

  static final long ALL_HOURS = Bits.range(0, 23);

  /** The years of a Quartz expression. */
  record YearSet(java.util.BitSet years) {
    boolean has(int year) {
      return years.get(year);
    }
  }

  /** When it is due in a zone. */
  FireTimes in(ZoneId zone) {
    return elapsed
        ? new ElapsedTimes(this, zone.getRules())
        : new WallClockTimes(this, zone.getRules());
  }

  /**
   * The first date and time that matches and is not before {@code from}; null when there is none in
   * the next hundred years.
   */
  LocalDateTime next(LocalDateTime from) {
    LocalTime time = nextTime(from.toLocalTime());
    LocalDate first = from.toLocalDate();
    if (time == null) {
      first = first.plusDays(1);
    }
    LocalDate date = nextDate(first);
    if (date == null) {
      return null;
    }
    if (time == null || !date.equals(first)) {
      time = nextTime(LocalTime.MIDNIGHT);
    }
    return date.atTime(time);
  }

  private LocalDate nextDate(LocalDate from) {
    int lastYear = from.getYear() + HORIZON;
    YearMonth month = YearMonth.from(from);
    long excluded = Bits.range(0, from.getDayOfMonth() - 1);
    while (month.getYear() <= lastYear) {
      if (years != null && !years.has(month.getYear())) {
        month = YearMonth.of(month.getYear() + 1, 1);
      } else {
        if (Bits.has(months, month.getMonthValue())) {
          int day = Bits.next(days.daysOf(month) & ~excluded, 1);
          if (day > 0) {
            return month.atDay(day);
          }
        }
        month = month.plusMonths(1);
      }
      excluded = 0;
    }
    return null;
  }

  /** The first time of day that matches and is not before {@code from}, or null. */
  private LocalTime nextTime(LocalTime from) {
    int hour = from.getHour();
    int minute = from.getMinute();
    // part of a second counts as begun
    int second = from.getSecond() + (from.getNano() > 0 ? 1 : 0);
    if (Bits.has(hours, hour)) {
      if (Bits.has(minutes, minute)) {
        int s = Bits.next(seconds, second);
        if (s >= 0) {
          return LocalTime.of(hour, minute, s);
        }
      }
      int m = Bits.next(minutes, minute + 1);
      if (m >= 0) {
        return LocalTime.of(hour, m, Bits.next(seconds, 0));
      }
    }
    int h = Bits.next(hours, hour + 1);
    return h < 0 ? null : LocalTime.of(h, Bits.next(minutes, 0), Bits.next(seconds, 0));
  }
}
