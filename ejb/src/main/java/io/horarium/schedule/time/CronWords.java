package io.horarium.schedule.time;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Says in words what cron lines mean. Lines for the same days are told together. */
final class CronWords {

  private static final int DAY = 24 * 60 * 60;
  private static final int HOUR = 60 * 60;
  private static final int MOST_LISTED = 12;
  private static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  private CronWords() {}

  static String of(List<CronLine> lines) {
    Map<String, BitSet> timesByDays = new LinkedHashMap<>();
    for (CronLine line : lines) {
      BitSet times = timesByDays.computeIfAbsent(days(line), days -> new BitSet());
      Bits.each(
          line.hours(),
          h ->
              Bits.each(
                  line.minutes(),
                  m -> Bits.each(line.seconds(), s -> times.set(h * HOUR + m * 60 + s))));
    }
    List<String> parts = new ArrayList<>();
    timesByDays.forEach((days, times) -> parts.add(times(times) + days));
    return String.join("; and ", parts);
  }

  private static String times(BitSet times) {
    int count = times.cardinality();
    int[] seconds = times.stream().toArray();
    int step = step(seconds);
    if (step > 0 && count > 2) {
      boolean allDay = seconds[0] < step && seconds[count - 1] + step >= DAY && DAY % step == 0;
      String every = "every " + interval(step);
      if (allDay) {
        return seconds[0] == 0 ? every : every + " from " + time(seconds[0]);
      }
      return every + " from " + time(seconds[0]) + " to " + time(seconds[count - 1]);
    }
    if (count <= MOST_LISTED) {
      return "at " + list(times, CronWords::time);
    }
    String minutes = sameEveryHour(times);
    if (minutes != null) {
      return minutes;
    }
    return count
        + " times a day, first at "
        + time(seconds[0])
        + " and last at "
        + time(seconds[count - 1]);
  }

  /** The distance of neighbours when all have the same, else 0. */
  private static int step(int[] seconds) {
    int step = seconds.length < 2 ? 0 : seconds[1] - seconds[0];
    for (int i = 2; i < seconds.length; i++) {
      if (seconds[i] - seconds[i - 1] != step) {
        return 0;
      }
    }
    return step;
  }

  private static String sameEveryHour(BitSet times) {
    BitSet first = times.get(0, HOUR);
    for (int hour = 1; hour < 24; hour++) {
      if (!times.get(hour * HOUR, (hour + 1) * HOUR).equals(first)) {
        return null;
      }
    }
    if (first.cardinality() > MOST_LISTED) {
      return first.cardinality() + " times in every hour";
    }
    return "at "
        + list(
            first, s -> s % 60 == 0 ? String.valueOf(s / 60) : "%d:%02d".formatted(s / 60, s % 60))
        + " minutes past every hour";
  }

  private static String interval(int seconds) {
    if (seconds % HOUR == 0) {
      return plural(seconds / HOUR, "hour");
    }
    return seconds % 60 == 0 ? plural(seconds / 60, "minute") : plural(seconds, "second");
  }

  private static String plural(int count, String noun) {
    return count == 1 ? noun : count + " " + noun + "s";
  }

  private static String time(int second) {
    LocalTime time = LocalTime.ofSecondOfDay(second);
    return time.getSecond() == 0
        ? "%02d:%02d".formatted(time.getHour(), time.getMinute())
        : "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
  }

  private static String days(CronLine line) {
    String months =
        Long.bitCount(line.months()) == 12
            ? ""
            : " in " + list(bits(line.months()), month -> MONTHS.get(month - 1));
    String years = line.years() == null ? "" : " of " + years(line.years().years());
    return rule(line.days()) + months + years;
  }

  private static String years(BitSet years) {
    int first = years.nextSetBit(0);
    int last = years.length() - 1;
    if (years.cardinality() == last - first + 1 && years.cardinality() > 2) {
      return last == QuartzDialect.LAST_YEAR ? first + " and later" : first + " to " + last;
    }
    return years.cardinality() > MOST_LISTED
        ? years.cardinality() + " years from " + first
        : list(years, String::valueOf);
  }

  private static String rule(DayRule rule) {
    if (rule instanceof DayRule.Both both) {
      return both(both);
    }
    if (rule instanceof DayRule.OfMonth month) {
      return ofMonth(month);
    }
    if (rule instanceof DayRule.Last last) {
      return " on the last " + WEEKDAYS.get(last.dayOfWeek()) + " of the month";
    }
    DayRule.Nth nth = (DayRule.Nth) rule;
    return " on the "
        + ORDINALS.get(nth.n() - 1)
        + " "
        + WEEKDAYS.get(nth.dayOfWeek())
        + " of the month";
  }

  private static String both(DayRule.Both both) {
    boolean everyDay = both.daysOfMonth() == DayRule.Both.ALL_OF_MONTH;
    String weekdays = weekdays(both.daysOfWeek());
    if (everyDay) {
      return weekdays.isEmpty() ? " every day" : " " + weekdays;
    }
    String days = " on day " + list(bits(both.daysOfMonth()), String::valueOf);
    return weekdays.isEmpty()
        ? days
        : days + " if it is " + weekdays.replaceFirst("^(on|from) ", "").replace(" to ", " up to ");
  }

  private static String weekdays(long days) {
    if (days == DayRule.Both.ALL_OF_WEEK) {
      return "";
    }
    if (days == Bits.range(1, 5)) {
      return "from Monday to Friday";
    }
    return "on " + list(bits(days), WEEKDAYS::get);
  }

  private static String ofMonth(DayRule.OfMonth month) {
    if (month.days() == DayRule.Both.ALL_OF_MONTH) {
      return " every day";
    }
    List<String> parts = new ArrayList<>();
    if (month.days() != 0) {
      parts.add("on day " + list(bits(month.days()), String::valueOf));
    }
    Bits.each(month.fromLast(), n -> parts.add("on " + fromLast(n)));
    Bits.each(month.nearest(), n -> parts.add("on the working day nearest to day " + n));
    Bits.each(
        month.nearestFromLast(), n -> parts.add("on the working day nearest to " + fromLast(n)));
    return " " + String.join(" and ", parts) + " of the month";
  }

  private static String fromLast(int days) {
    return days == 0 ? "the last day" : "the day " + days + " before the last";
  }

  private static BitSet bits(long bits) {
    return BitSet.valueOf(new long[] {bits});
  }

  private static String list(BitSet numbers, IntFunction<String> word) {
    List<String> words = numbers.stream().mapToObj(word).toList();
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
