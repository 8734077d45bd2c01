package io.horarium.idm;

import io.horarium.problem.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a job may fire and in which zone its cron text counts, from what a client wrote
 * (contract/openidm-scheduler.md 3.5).
 *
 * @param zone id of a zone or offset
 * @param startAt null: at once
 * @param endAt null: never
 */
record JobTimes(String zone, Instant startAt, Instant endAt) {

  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z|[+-]\\d{2}:?\\d{2})?");

  private record Written(LocalDateTime local, ZoneOffset offset) {

    Instant in(ZoneId zone) {
      return (offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset))
          .truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * Reads them. The zone is {@code timeZone}, else the offset of {@code startTime}, else the
   * server's.
   *
   * @param byDefault the server's zone
   * @throws InvalidInput one of them cannot be read, or they contradict each other
   */
  static JobTimes of(String startTime, String endTime, String timeZone, ZoneId byDefault) {
    Written start = read("startTime", startTime);
    Written end = read("endTime", endTime);
    if (start != null
        && end != null
        && start.offset() != null
        && end.offset() != null
        && !start.offset().equals(end.offset())) {
      throw InvalidInput.field(
          "endTime",
          "endTime '"
              + endTime
              + "' has another offset than startTime '"
              + startTime
              + "'; write both in the same time zone");
    }
    ZoneId zone = zone(timeZone);
    if (zone == null) {
      zone = start == null || start.offset() == null ? byDefault : start.offset();
    }
    Instant startAt = start == null ? null : start.in(zone);
    Instant endAt = end == null ? null : end.in(zone);
    if (startAt != null && endAt != null && endAt.isBefore(startAt)) {
      throw InvalidInput.field("endTime", "End time cannot be before start time");
    }
    return new JobTimes(zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(), startAt, endAt);
  }

  private static Written read(String field, String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Matcher matcher = TEXT.matcher(text.strip());
    try {
      if (matcher.matches()) {
        return new Written(
            LocalDateTime.parse(matcher.group(1)),
            matcher.group(2) == null ? null : ZoneOffset.of(matcher.group(2)));
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw InvalidInput.field(
        field,
        field
            + " '"
            + shortened(text)
            + "' is not a date and time; write it as 2017-10-31T15:53:00 or with an offset as"
            + " 2017-10-31T15:53:00+05:00");
  }

  private static ZoneId zone(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return ZoneId.of(text.strip(), ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      throw InvalidInput.field(
          "timeZone", "Scheduler configured timezone is not understood: " + shortened(text));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
