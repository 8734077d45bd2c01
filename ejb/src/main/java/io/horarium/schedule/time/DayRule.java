package io.horarium.schedule.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;

/** Which days of a month a cron line means. */
interface DayRule {

  /** The days 1 to 31 as bits; only days that the month has. */
  long daysOf(YearMonth month);

  /** Sunday is 0. */
  static int number(DayOfWeek day) {
    return day.getValue() % 7;
  }

  /**
   * Days of the month of which one of the days of the week is wanted: both must match (contract
   * jim.md 9.1).
   *
   * @param daysOfMonth bits 1 to 31
   * @param daysOfWeek bits 0 (Sunday) to 6
   */
  record Both(long daysOfMonth, long daysOfWeek) implements DayRule {

    static final long ALL_OF_MONTH = Bits.range(1, 31);
    static final long ALL_OF_WEEK = Bits.range(0, 6);

    @Override
    public long daysOf(YearMonth month) {
      int first = number(month.atDay(1).getDayOfWeek());
      long days = 0;
      for (int day = 1; day <= month.lengthOfMonth(); day++) {
        if (Bits.has(daysOfMonth, day) && Bits.has(daysOfWeek, (first + day - 1) % 7)) {
          days |= Bits.of(day);
        }
      }
      return days;
    }
  }

  /**
   * Days of the month in Quartz syntax.
   *
   * @param days bits 1 to 31
   * @param fromLast {@code L} is bit 0, {@code L-3} bit 3
   * @param nearest {@code 15W} is bit 15: the working day nearest to it in the same month
   * @param nearestFromLast {@code LW} is bit 0, {@code L-3W} bit 3
   */
  record OfMonth(long days, long fromLast, long nearest, long nearestFromLast) implements DayRule {

    @Override
    public long daysOf(YearMonth month) {
      int length = month.lengthOfMonth();
      long[] found = {days & Bits.range(1, length)};
      Bits.each(fromLast, offset -> found[0] |= day(length - offset));
      Bits.each(nearest, day -> found[0] |= day > length ? 0 : workingDay(month, day));
      Bits.each(
          nearestFromLast,
          offset -> found[0] |= length - offset < 1 ? 0 : workingDay(month, length - offset));
      return found[0];
    }

    private static long day(int day) {
      return day < 1 ? 0 : Bits.of(day);
    }

    private static long workingDay(YearMonth month, int day) {
      LocalDate date = month.atDay(day);
      return switch (date.getDayOfWeek()) {
        case SATURDAY -> Bits.of(day == 1 ? 3 : day - 1);
        case SUNDAY -> Bits.of(day == month.lengthOfMonth() ? day - 2 : day + 1);
        default -> Bits.of(day);
      };
    }
  }

  /** The last such day of the week of each month; Sunday is 0. */
  record Last(int dayOfWeek) implements DayRule {

    @Override
    public long daysOf(YearMonth month) {
      int length = month.lengthOfMonth();
      int last = number(month.atEndOfMonth().getDayOfWeek());
      return Bits.of(length - Math.floorMod(last - dayOfWeek, 7));
    }
  }

  /** The n-th such day of the week of each month, 1 to 5; Sunday is 0. */
  record Nth(int dayOfWeek, int n) implements DayRule {

    @Override
    public long daysOf(YearMonth month) {
      int first = number(month.atDay(1).getDayOfWeek());
      int day = 1 + Math.floorMod(dayOfWeek - first, 7) + 7 * (n - 1);
      return day > month.lengthOfMonth() ? 0 : Bits.of(day);
    }
  }
}
