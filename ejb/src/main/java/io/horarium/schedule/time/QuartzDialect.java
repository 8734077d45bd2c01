package io.horarium.schedule.time;

import io.horarium.schedule.time.CronLine.YearSet;
import java.util.BitSet;
import java.util.Locale;

/**
 * Cron lines of six or seven fields in Quartz syntax: second, minute, hour, day of the month,
 * month, day of the week (1 is Sunday), year; with {@code ? L W #} and names, in any case
 * (contract/openidm-scheduler.md 5.1).
 */
final class QuartzDialect {

  static final int FIRST_YEAR = 1970;
  static final int LAST_YEAR = 2199;

  private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  private static final String DAYS = "SUNMONTUEWEDTHUFRISAT";
  private static final int MOST_FROM_LAST = 30;

  private enum Field {
    SECOND("second", 0, 59, 59, "", ""),
    MINUTE("minute", 0, 59, 59, "", ""),
    HOUR("hour", 0, 23, 23, "", ""),
    DAY("day of the month", 1, 31, 31, "", ", L, L-3, LW, 15W or ?"),
    MONTH("month", 1, 12, 12, MONTHS, " or a name such as JAN"),
    WEEKDAY(
        "day of the week", 1, 7, 7, DAYS, " (1 is Sunday), a name such as MON, L, 6L, 6#3 or ?"),
    YEAR("year", FIRST_YEAR, LAST_YEAR, LAST_YEAR - FIRST_YEAR, "", "");

    private final String title;
    private final int min;
    private final int max;
    private final int mostStep;

    /** Of three letters each. */
    private final String names;

    private final String more;

    Field(String title, int min, int max, int mostStep, String names, String more) {
      this.title = title;
      this.min = min;
      this.max = max;
      this.mostStep = mostStep;
      this.names = names;
      this.more = more;
    }
  }

  private QuartzDialect() {}

  static CronLine line(String text) {
    String[] fields = text.toUpperCase(Locale.ROOT).split("\\s+", -1);
    if (fields.length != 6 && fields.length != 7) {
      throw new CronMistake(
          "has "
              + fields.length
              + " fields, but Quartz syntax has 6 or 7: second minute hour day month weekday year");
    }
    long hours = bits(Field.HOUR, fields[2]);
    return new CronLine(
        bits(Field.SECOND, fields[0]),
        bits(Field.MINUTE, fields[1]),
        hours,
        hours == CronLine.ALL_HOURS || fields[2].contains("/"),
        days(fields[3], fields[5]),
        bits(Field.MONTH, fields[4]),
        fields.length == 6 || fields[6].equals("*")
            ? null
            : new YearSet(set(Field.YEAR, fields[6])));
  }

  private static DayRule days(String dayOfMonth, String dayOfWeek) {
    boolean noDay = dayOfMonth.equals("?");
    boolean noWeekday = dayOfWeek.equals("?");
    if (noDay == noWeekday) {
      throw new CronMistake(
          "must have ? for exactly one of day of the month and day of the week, which has no"
              + " meaning then");
    }
    return noDay ? weekdays(dayOfWeek) : ofMonth(dayOfMonth);
  }

  private static DayRule ofMonth(String text) {
    long days = 0;
    long fromLast = 0;
    long nearest = 0;
    long nearestFromLast = 0;
    for (String item : text.split(",", -1)) {
      if (item.matches("L(-[0-9]{1,2})?W?")) {
        boolean working = item.endsWith("W");
        String offsetText = item.replaceAll("[^0-9]", "");
        int offset = offsetText.isEmpty() ? 0 : Integer.parseInt(offsetText);
        if (offset > MOST_FROM_LAST) {
          throw mistake(Field.DAY, item);
        }
        if (working) {
          nearestFromLast |= Bits.of(offset);
        } else {
          fromLast |= Bits.of(offset);
        }
      } else if (item.matches("[0-9]{1,2}W")) {
        nearest |= Bits.of(value(Field.DAY, item.substring(0, item.length() - 1), item));
      } else {
        days |= bits(Field.DAY, item);
      }
    }
    return new DayRule.OfMonth(days, fromLast, nearest, nearestFromLast);
  }

  private static DayRule weekdays(String text) {
    // L alone is Saturday, the last day of the week.
    if (text.length() > 1 && text.endsWith("L") && !text.contains(",")) {
      return new DayRule.Last(value(Field.WEEKDAY, text.substring(0, text.length() - 1), text) - 1);
    }
    int hash = text.indexOf('#');
    if (hash > 0 && !text.contains(",")) {
      String n = text.substring(hash + 1);
      if (!n.matches("[1-5]")) {
        throw new CronMistake(
            "has '" + text + "' for the day of the week; after # stands a number from 1 to 5");
      }
      return new DayRule.Nth(
          value(Field.WEEKDAY, text.substring(0, hash), text) - 1, n.charAt(0) - '0');
    }
    long days = 0;
    for (String item : text.split(",", -1)) {
      days |= item.equals("L") ? Bits.of(7) : bits(Field.WEEKDAY, item);
    }
    return new DayRule.Both(DayRule.Both.ALL_OF_MONTH, days >>> 1);
  }

  private static long bits(Field field, String text) {
    long[] bits = {0};
    set(field, text).stream().forEach(value -> bits[0] |= Bits.of(value));
    return bits[0];
  }

  private static BitSet set(Field field, String text) {
    BitSet set = new BitSet();
    for (String item : text.split(",", -1)) {
      item(field, item, set);
    }
    return set;
  }

  private static void item(Field field, String item, BitSet set) {
    String range = item;
    int step = -1;
    int slash = item.indexOf('/');
    if (slash >= 0) {
      range = item.substring(0, slash);
      step = number(field, item.substring(slash + 1), item);
      if (step > field.mostStep) {
        throw mistake(field, item);
      }
    }
    int dash = range.indexOf('-');
    if (range.equals("*") || (range.isEmpty() && slash >= 0)) {
      add(set, field, field.min, field.max, Math.max(1, step));
    } else if (dash > 0) {
      int from = value(field, range.substring(0, dash), item);
      int to = value(field, range.substring(dash + 1), item);
      add(set, field, from, to, Math.max(1, step));
    } else {
      int from = value(field, range, item);
      // a step of 0 repeats nothing
      add(set, field, from, step > 0 ? field.max : from, Math.max(1, step));
    }
  }

  /** A range that ends before it begins goes on at the other end, except for years. */
  private static void add(BitSet set, Field field, int from, int to, int step) {
    int size = field.max - field.min + 1;
    int end = to;
    if (to < from) {
      if (field == Field.YEAR) {
        throw new CronMistake("has years that end before they begin; write the earlier one first");
      }
      end += size;
    }
    for (int i = from; i <= end; i += step) {
      set.set(field.min + Math.floorMod(i - field.min, size));
    }
  }

  private static int value(Field field, String text, String item) {
    int named = text.length() == 3 ? field.names.indexOf(text) : -1;
    int value = named >= 0 && named % 3 == 0 ? named / 3 + 1 : number(field, text, item);
    if (value < field.min || value > field.max) {
      throw mistake(field, item);
    }
    return value;
  }

  private static int number(Field field, String text, String item) {
    if (!text.matches("[0-9]{1,4}")) {
      throw mistake(field, item);
    }
    return Integer.parseInt(text);
  }

  private static CronMistake mistake(Field field, String item) {
    return new CronMistake(
        "has '%s' for the %s; in Quartz syntax that is *, a number from %d to %d%s, a range, a list or a step such as 0/15"
            .formatted(item, field.title, field.min, field.max, field.more));
  }
}
