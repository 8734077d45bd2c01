package io.horarium.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Texts of the wire for instants, durations and GUIDs (contract/jim.md 1). */
public final class Texts {

  static final String SAMPLE_INSTANT = "2026-03-01T06:00:00.000Z";
  static final String SAMPLE_UUID = "0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01";

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?(Z|[+-]\\d{2}:\\d{2})?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION =
      Pattern.compile(
          "(-)?(?:(\\d{1,8})\\.)?([01]?\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,7}))?");
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Texts() {}

  /** {@code 2026-03-01T06:00:00.123Z}: UTC, three fraction digits, the rest cut off. */
  public static String of(Instant instant) {
    return MILLISECONDS.format(instant);
  }

  /** {@code [d.]hh:mm:ss[.fffffff]}, the form .NET calls "c"; negative ones begin with a minus. */
  public static String of(Duration duration) {
    Duration size = duration.abs();
    var text = new StringBuilder(duration.isNegative() ? "-" : "");
    if (size.toDays() > 0) {
      text.append(size.toDays()).append('.');
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            size.toHoursPart(),
            size.toMinutesPart(),
            size.toSecondsPart()));
    int ticks = size.toNanosPart() / 100;
    if (ticks > 0) {
      text.append(String.format(Locale.ROOT, ".%07d", ticks));
    }
    return text.toString();
  }

  /** The duration of {@code [-][d.]hh:mm:ss[.fffffff]}, or null when unreadable. */
  public static Duration duration(String text) {
    var matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    String days = matcher.group(2);
    String fraction = matcher.group(6);
    Duration size =
        Duration.ofDays(days == null ? 0 : Long.parseLong(days))
            .plusHours(Long.parseLong(matcher.group(3)))
            .plusMinutes(Long.parseLong(matcher.group(4)))
            .plusSeconds(Long.parseLong(matcher.group(5)))
            .plusNanos(
                fraction == null
                    ? 0
                    : Long.parseLong((fraction + "0000000").substring(0, 7)) * 100);
    return matcher.group(1) == null ? size : size.negated();
  }

  /** The instant, to the microsecond, or null when unreadable; a missing offset counts as UTC. */
  public static Instant instant(String text) {
    String trimmed = text.strip();
    var matcher = INSTANT.matcher(trimmed);
    if (!matcher.matches()) {
      return null;
    }
    try {
      Instant instant =
          matcher.group(2) == null
              ? LocalDateTime.parse(trimmed).toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(trimmed).toInstant();
      return instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The GUID, or null when {@code text} is not one of 36 characters. */
  public static UUID uuid(String text) {
    String trimmed = text.strip();
    return UUID_FORM.matcher(trimmed).matches() ? UUID.fromString(trimmed) : null;
  }
}
