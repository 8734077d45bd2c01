package io.horarium.fire;

import io.horarium.access.Initiator;
import io.horarium.platform.Settings;
import io.horarium.schedule.FinishedSchedules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Looks every second, on every node, for what should have been accounted for and was not: instants
 * that went by while everything was down, while a schedule was paused, or whose firing died with
 * its node. It has them accounted for like any firing, so it does not matter who is first. Also
 * removes the schedules whose time is over.
 */
@ApplicationScoped
public class Auditor {

  /** Quartz gets so much time to fire before the auditor does. */
  private static final int LAG_SECONDS = 5;

  private static final int AT_ONCE = 500;
  private static final int REPAIR_TICKS = 30;
  private static final int CLEAN_TICKS = 300;
  private static final int ROWS_AT_ONCE = 10_000;

  private final int days = Settings.number("HORARIUM_FIRE_DAYS", 30, 1, 3650);
  private int ticks;

  @Inject private FireStore store;
  @Inject private FireQueries queries;
  @Inject private Fires fires;
  @Inject private FireMaintenance maintenance;
  @Inject private FinishedSchedules schedules;

  /** Before anything fires: what lived in the memory of the process before this one is gone. */
  void begin() {
    for (UUID lost : store.lostWithMemory()) {
      schedules.remove(lost, "It lived in memory, and its node was restarted", Initiator.SCHEDULER);
    }
  }

  /**
   * One look.
   *
   * @param firesPersisted whether this node may fire persisted schedules
   */
  void tick(boolean firesPersisted) {
    ticks++;
    if (firesPersisted) {
      List<UUID> overdue = store.overdue(LAG_SECONDS, AT_ONCE);
      overdue.forEach(id -> fires.fire(id, null));
    }
    for (UUID finished : store.finished()) {
      schedules.remove(finished, "Its trigger has fired for the last time", Initiator.SCHEDULER);
    }
    if (ticks % REPAIR_TICKS == 1) {
      queries.withoutTrigger().forEach(maintenance::repair);
    }
    if (ticks % CLEAN_TICKS == 2) {
      while (maintenance.deleteOld(days, ROWS_AT_ONCE)) {
        // portion by portion
      }
    }
  }
}
