package io.horarium.schedule.time;

import java.util.List;
import java.util.Locale;

/**
 * Cron lines of five fields, as NCrontab 3.4.0 reads them (contract/jim.md 9.1): minute, hour, day
 * of the month, month, day of the week from 0 (Sunday) to 6. Names may be shortened to any prefix,
 * a reversed range is turned round, a step below 1 is 1, and both day fields must match.
 */
final class JimDialect {

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  private record Field(String name, int min, int max, List<String> names) {}

  private static final Field MINUTE = new Field("minute", 0, 59, List.of());
  private static final Field HOUR = new Field("hour", 0, 23, List.of());
  private static final Field DAY = new Field("day of the month", 1, 31, List.of());
  private static final Field MONTH = new Field("month", 1, 12, MONTHS);
  private static final Field WEEKDAY = new Field("day of the week", 0, 6, DAYS);

  private JimDialect() {}

  static CronLine line(String text) {
    String[] fields = text.split("\\s+", -1);
    long hours = bits(HOUR, fields[1]);
    return new CronLine(
        Bits.of(0),
        bits(MINUTE, fields[0]),
        hours,
        hours == CronLine.ALL_HOURS || fields[1].contains("/"),
        new DayRule.Both(bits(DAY, fields[2]), bits(WEEKDAY, fields[4])),
        bits(MONTH, fields[3]),
        null);
  }

  private static long bits(Field field, String text) {
    long bits = 0;
    for (String item : text.split(",", -1)) {
      bits |= item(field, item);
    }
    return bits;
  }

  private static long item(Field field, String item) {
    String range = item;
    int step = 1;
    int slash = item.indexOf('/');
    if (slash >= 0) {
      range = item.substring(0, slash);
      step = Math.max(1, number(field, item.substring(slash + 1), item));
    }
    int from;
    int to;
    int dash = range.indexOf('-');
    if (range.equals("*")) {
      from = field.min;
      to = field.max;
    } else if (dash > 0) {
      int a = value(field, range.substring(0, dash), item);
      int b = value(field, range.substring(dash + 1), item);
      from = Math.min(a, b);
      to = Math.max(a, b);
    } else {
      from = value(field, range, item);
      to = slash >= 0 ? field.max : from;
    }
    long bits = 0;
    for (int i = from; i <= to; i += step) {
      bits |= Bits.of(i);
    }
    return bits;
  }

  private static int value(Field field, String text, String item) {
    if (!text.isEmpty() && Character.isLetter(text.charAt(0))) {
      String prefix = text.toLowerCase(Locale.ROOT);
      for (int i = 0; i < field.names.size(); i++) {
        if (field.names.get(i).startsWith(prefix)) {
          return i + field.min;
        }
      }
      throw mistake(field, item);
    }
    int value = number(field, text, item);
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
        "has '%s' for the %s; in five fields that is *, a number from %d to %d%s, a range, a list or a step such as */2"
            .formatted(
                item,
                field.name,
                field.min,
                field.max,
                field.names.isEmpty() ? "" : " or an English name"));
  }
}
