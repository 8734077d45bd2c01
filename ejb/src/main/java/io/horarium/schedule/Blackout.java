package io.horarium.schedule;

import io.horarium.schedule.time.BlackoutWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A named calendar of days and times at which schedules that refer to it do not start.
 *
 * @param name 1 to 100 characters without a comma; what schedules refer to it by
 * @param description or null
 * @param timeZone of the windows
 * @param windows nothing starts in any of them
 */
public record Blackout(
    String name, String description, String timeZone, List<BlackoutWindow> windows) {

  public Blackout {
    windows = List.copyOf(windows);
  }

  /** Whether nothing starts at this instant. */
  public boolean covers(Instant instant) {
    var local = instant.atZone(ZoneId.of(timeZone)).toLocalDateTime();
    return windows.stream().anyMatch(window -> window.contains(local));
  }
}
