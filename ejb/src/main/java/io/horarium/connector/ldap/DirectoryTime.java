package io.horarium.connector.ldap;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as directories write them: Generalized Time and UTC Time of RFC 4517. */
final class DirectoryTime {

  private static final Pattern GENERALIZED =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})?)?(?:[.,](\\d{1,9}))?(Z|[+-]\\d{2}(?:\\d{2})?)");
  private static final Pattern UTC =
      Pattern.compile("(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})?()(Z|[+-]\\d{4})");

  private static final DateTimeFormatter OUT =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private DirectoryTime() {}

  /** ISO 8601 in UTC; a text that is no time stays as it is. */
  static String toIso(String text) {
    Instant instant = parse(text);
    return instant == null ? text : instant.toString();
  }

  /** The instant, or null when the text is no time of a directory. */
  static Instant parse(String text) {
    Matcher general = GENERALIZED.matcher(text);
    if (general.matches()) {
      Instant instant = instant(general, Integer.parseInt(general.group(1)));
      if (instant != null) {
        return instant;
      }
    }
    Matcher utc = UTC.matcher(text);
    if (utc.matches()) {
      int year = Integer.parseInt(utc.group(1));
      return instant(utc, year < 50 ? 2000 + year : 1900 + year); // RFC 5280, 4.1.2.5.1
    }
    return null;
  }

  private static Instant instant(Matcher found, int year) {
    try {
      // A fraction belongs to the smallest unit that is written.
      long unit = found.group(6) != null ? 1 : found.group(5) != null ? 60 : 3_600;
      long nanos = 0;
      if (found.group(7) != null && !found.group(7).isEmpty()) {
        String digits = (found.group(7) + "000000000").substring(0, 9);
        nanos = Long.parseLong(digits) * unit;
      }
      String zone = found.group(8);
      return LocalDateTime.of(
              year,
              number(found, 2),
              number(found, 3),
              number(found, 4),
              number(found, 5),
              number(found, 6))
          .plusNanos(nanos)
          .toInstant(zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone));
    } catch (java.time.DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher found, int group) {
    return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
  }

  /** Generalized Time in UTC; a fraction only where there is one. */
  static String toGeneralized(Instant instant) {
    return OUT.format(instant).replaceAll("\\.?0+$", "") + "Z";
  }
}
