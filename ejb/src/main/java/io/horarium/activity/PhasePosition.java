package io.horarium.activity;

import java.util.List;

/**
 * Where among its phases a run is.
 *
 * @param phase the innermost active phase, or null
 * @param number its place, or that of the phase it is part of, among the phases without parent,
 *     from 1; null without active phase
 * @param total phases without parent
 */
public record PhasePosition(ActivityPhase phase, Integer number, int total) {

  /** The position in {@code phases}, which are in their order. */
  public static PhasePosition in(List<ActivityPhase> phases) {
    List<String> top =
        phases.stream().filter(phase -> phase.parentKey() == null).map(ActivityPhase::key).toList();
    ActivityPhase active = null;
    for (ActivityPhase phase : phases) {
      if (phase.status() == ActivityPhase.Status.Active) {
        active = phase;
      }
    }
    if (active == null) {
      return new PhasePosition(null, null, top.size());
    }
    int place = top.indexOf(active.parentKey() == null ? active.key() : active.parentKey());
    return new PhasePosition(active, place < 0 ? null : (Integer) (place + 1), top.size());
  }
}
