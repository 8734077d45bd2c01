package io.horarium.schedule;

import java.util.UUID;

/**
 * What lets schedules fire, as the keeper of schedules sees it. Every call joins the transaction of
 * the caller.
 */
public interface Firing {

  /**
   * The schedule is going to be changed: what was due by now is accounted for under the rules it
   * had. Called before the schedule is read for the change.
   */
  void settle(UUID scheduleId);

  /** The schedule was saved; its trigger is placed, moved or taken away. Called after the flush. */
  void changed(PlacedTrigger trigger);

  /** The schedule is going to be deleted. */
  void removed(UUID scheduleId);

  /**
   * The schedule is about to go on after a pause: what was missed is made up for if its policy says
   * so.
   */
  void resumed(UUID scheduleId);

  /** Every trigger is paused, or goes on, also those that are placed later. */
  void allPaused(boolean paused);
}
