package io.horarium.schedule.time;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes times of day as cron text in JIM's dialect (contract/jim.md 9.2 and 9.3). The text means
 * exactly these times: minutes are never mixed up with the hours of others.
 */
public final class CronText {

  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final int DAYS_OF_WEEK = 7;

  private CronText() {}

  /**
   * Given times on given days. Times of one minute share an expression, minutes with the same hours
   * too; the expressions are joined by {@code " | "}.
   *
   * @param times whole minutes, at least one
   * @param days 0 (Sunday) to 6; empty: every day
   */
  public static String at(Collection<LocalTime> times, Collection<Integer> days) {
    Map<Integer, SortedSet<Integer>> hoursByMinute = new TreeMap<>();
    for (LocalTime time : times) {
      hoursByMinute.computeIfAbsent(time.getMinute(), m -> new TreeSet<>()).add(time.getHour());
    }
    Map<SortedSet<Integer>, List<Integer>> minutesByHours = new LinkedHashMap<>();
    hoursByMinute.forEach(
        (minute, hours) ->
            minutesByHours.computeIfAbsent(hours, h -> new ArrayList<>()).add(minute));
    return minutesByHours.entrySet().stream()
        .map(entry -> list(entry.getValue()) + " " + list(entry.getKey()) + " * * " + days(days))
        .collect(Collectors.joining(" | "));
  }

  /**
   * Every so many minutes of each hour; the count begins anew with the hour.
   *
   * @param minutes 1 to 59
   */
  public static String everyMinutes(int minutes, Collection<Integer> days) {
    return "*/" + minutes + " * * * " + days(days);
  }

  /**
   * Every so many hours of each day, on the hour; the count begins anew with the day.
   *
   * @param hours 1 to 23
   */
  public static String everyHours(int hours, Collection<Integer> days) {
    return "0 */" + hours + " * * " + days(days);
  }

  /**
   * The times from {@code start} in steps of {@code minutes} up to {@code end}, which belongs to
   * them.
   */
  public static List<LocalTime> window(LocalTime start, LocalTime end, int minutes) {
    List<LocalTime> times = new ArrayList<>();
    int last = end.toSecondOfDay() / 60;
    for (int minute = start.toSecondOfDay() / 60;
        minute <= last && minute < MINUTES_OF_DAY;
        minute += minutes) {
      times.add(LocalTime.MIN.plusMinutes(minute));
    }
    return times;
  }

  private static String days(Collection<Integer> days) {
    SortedSet<Integer> sorted = new TreeSet<>(days);
    return sorted.isEmpty() || sorted.size() == DAYS_OF_WEEK ? "*" : list(sorted);
  }

  private static String list(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
