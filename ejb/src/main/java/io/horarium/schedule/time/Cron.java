package io.horarium.schedule.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * A cron text: one expression, or several joined by {@code " | "} of which each fires
 * (contract/jim.md 9.1). An expression of five fields is in JIM's dialect, one of six or seven in
 * Quartz syntax; one text may hold both.
 */
public final class Cron {

  /** The longest text that is read. */
  public static final int LONGEST = 4000;

  private final String text;
  private final List<CronLine> lines;

  private Cron(String text, List<CronLine> lines) {
    this.text = text;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads a cron text.
   *
   * @throws CronMistake it is none; says where and what to write
   */
  public static Cron parse(String text) {
    if (text.length() > LONGEST) {
      throw new CronMistake("has more than " + LONGEST + " characters");
    }
    List<CronLine> lines = new ArrayList<>();
    String[] parts = text.split("\\|", -1);
    for (String part : parts) {
      if (part.isBlank()) {
        throw new CronMistake(
            parts.length == 1
                ? "is empty; write five fields such as 0 6 * * 1,2,3,4,5"
                : "has nothing on one side of a |; write an expression on both sides");
      }
      lines.add(line(part.strip()));
    }
    return new Cron(text, lines);
  }

  /**
   * Reads one expression in Quartz syntax, of six or seven fields (contract/openidm-scheduler.md
   * 5.1).
   *
   * @throws CronMistake it is none
   */
  public static Cron parseQuartz(String text) {
    return new Cron(text, List.of(QuartzDialect.line(text.strip())));
  }

  private static CronLine line(String text) {
    int fields = text.split("\\s+", -1).length;
    return switch (fields) {
      case 5 -> JimDialect.line(text);
      case 6, 7 -> QuartzDialect.line(text);
      default ->
          throw new CronMistake(
              "has "
                  + fields
                  + (fields == 1 ? " field" : " fields")
                  + ", but must have 5 (minute hour day month weekday), or 6 or 7 in Quartz"
                  + " syntax (second minute hour day month weekday year)");
    };
  }

  /** When it is due in a zone: the union of its lines. */
  public FireTimes in(ZoneId zone) {
    return FireTimes.union(lines.stream().map(line -> line.in(zone)).toList());
  }

  /** What it means, in words, without the zone; for example "at 06:00 from Monday to Friday". */
  public String words() {
    return CronWords.of(lines);
  }

  /** Whether clock changes matter to it as elapsed time, in any of its lines. */
  public boolean elapsed() {
    return lines.stream().anyMatch(CronLine::elapsed);
  }

  /**
   * What the next change of the clock within a year does to it, in whole sentences; empty where it
   * does nothing that anybody would not expect.
   */
  public List<String> notes(ZoneId zone, Instant now) {
    List<String> notes = new ArrayList<>();
    ZoneOffsetTransition change = zone.getRules().nextTransition(now);
    for (int i = 0; i < 2 && change != null; i++) {
      LocalDateTime from = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
      LocalDateTime to = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
      boolean touched =
          lines.stream()
              .filter(line -> !line.elapsed())
              .map(line -> line.next(from))
              .anyMatch(next -> next != null && next.isBefore(to));
      if (touched && Duration.between(now, change.getInstant()).toDays() < 366) {
        notes.add(note(change, from, to));
      }
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return notes;
  }

  private static String note(ZoneOffsetTransition change, LocalDateTime from, LocalDateTime to) {
    String hours = from.toLocalTime() + " to " + to.toLocalTime();
    return change.isGap()
        ? "On "
            + from.toLocalDate()
            + " the clock skips "
            + hours
            + "; what is due then starts once, at "
            + to.toLocalTime()
            + "."
        : "On "
            + from.toLocalDate()
            + " the clock shows "
            + hours
            + " twice; what is due then starts once, the first time.";
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }
}
