package io.horarium.idm.scan;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as task scanners write it, {@code 10m}: seconds, minutes, hours, days, months and years
 * are s, m, h, d, M and y (contract/openidm-scheduler.md 11).
 *
 * @param count may be negative
 */
record TimeSpan(long count, char unit) {

  private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,9})\\s*([smhdMy])\\s*");
  private static final Pattern MACRO =
      Pattern.compile("\\$\\{Time\\.now(?:\\s+([+-])\\s+(\\d{1,9})\\s*([smhdMy]))?\\s*}");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static final TimeSpan NONE = new TimeSpan(0, 's');

  /** What a text such as {@code 10m} means; empty: it means nothing. */
  static Optional<TimeSpan> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new TimeSpan(Long.parseLong(matcher.group(1)), matcher.group(2).charAt(0)))
        : Optional.empty();
  }

  /** Puts instants in the place of {@code ${Time.now}} and {@code ${Time.now + 1d}}. */
  static String expanded(String text, Instant now) {
    return MACRO
        .matcher(text)
        .replaceAll(
            found -> {
              if (found.group(1) == null) {
                return iso(now);
              }
              long count = Long.parseLong(found.group(2));
              return iso(
                  new TimeSpan(
                          found.group(1).equals("-") ? -count : count, found.group(3).charAt(0))
                      .after(now));
            });
  }

  /** An instant as scripts and filters see it. */
  static String iso(Instant instant) {
    return ISO.format(instant);
  }

  /** So much later, by the calendar in UTC. */
  Instant after(Instant instant) {
    ZonedDateTime from = instant.atZone(ZoneOffset.UTC);
    return switch (unit) {
      case 's' -> instant.plusSeconds(count);
      case 'm' -> instant.plusSeconds(count * 60);
      case 'h' -> instant.plusSeconds(count * 3600);
      case 'd' -> from.plusDays(count).toInstant();
      case 'M' -> from.plus(Period.ofMonths(Math.toIntExact(count))).toInstant();
      default -> from.plusYears(count).toInstant();
    };
  }
}
