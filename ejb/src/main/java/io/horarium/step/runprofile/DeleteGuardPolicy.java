package io.horarium.step.runprofile;

import io.horarium.connectedsystem.DeleteGuard;
import io.horarium.connectedsystem.DeleteGuardAction;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether objects that a full import did not see may be marked as deleted
 * (contract/sync-engine.md 5.5): a source that returned too little must not look like a mass
 * deletion.
 *
 * @param limits of the connected system
 */
public record DeleteGuardPolicy(DeleteGuard limits) {

  /** Below this number of objects a percentage says nothing. */
  static final int SMALL = 50;

  /**
   * What the check found.
   *
   * @param read records read, usable or not
   * @param existing normal objects per object type id before the import
   * @param missing of those, not seen
   * @param unreadable object type ids of which a record came without readable anchor; -1 when not
   *     even its type was readable
   */
  public record Seen(
      long read, Map<Integer, Long> existing, Map<Integer, Long> missing, Set<Integer> unreadable) {
    long existingCount() {
      return sum(existing);
    }

    long missingCount() {
      return sum(missing);
    }

    private static long sum(Map<Integer, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * The decision.
   *
   * @param withheld object type ids whose missing objects stay
   * @param warning why, or null
   * @param refusal why nothing at all may be applied, or null
   */
  public record Decision(Set<Integer> withheld, String warning, String refusal) {}

  /**
   * {@code overridden}: this run was told to pass the limits; that nothing at all was read cannot
   * be overridden.
   */
  public Decision decide(Seen seen, boolean overridden) {
    if (seen.missingCount() == 0) {
      return seen.read() == 0
          ? new Decision(Set.of(), "The source has no record.", null)
          : new Decision(Set.of(), null, null);
    }
    if (seen.read() == 0) {
      return new Decision(
          Set.copyOf(seen.missing().keySet()),
          "No record was read, so none of the "
              + seen.missingCount()
              + " missing objects was marked as deleted; clear the connected system to empty it on purpose.",
          null);
    }
    String limit =
        overridden || limits.action() == DeleteGuardAction.Off ? null : limitPassed(seen);
    if (limit != null && limits.action() == DeleteGuardAction.Refuse) {
      return new Decision(
          Set.of(),
          null,
          limit
              + " Nothing was applied. Check the source; if the deletions are meant, run once with overrideDeleteGuard.");
    }
    if (limit != null) {
      return new Decision(
          Set.copyOf(seen.missing().keySet()),
          limit
              + " They were not marked as deleted. Check the source; if they are meant, run once with overrideDeleteGuard.",
          null);
    }
    return withholdUnreadable(seen);
  }

  private String limitPassed(Seen seen) {
    long missing = seen.missingCount();
    long existing = seen.existingCount();
    if (existing >= SMALL && missing * 100 > existing * limits.maxPercent()) {
      return "%d of %d objects are missing from the source, more than the limit of %d %%."
          .formatted(missing, existing, limits.maxPercent());
    }
    if (limits.maxCount() != null && missing > limits.maxCount()) {
      return "%d objects are missing from the source, more than the limit of %d."
          .formatted(missing, limits.maxCount());
    }
    if (limits.minExpected() != null
        && existing >= limits.minExpected()
        && seen.read() < limits.minExpected()) {
      return "Only %d records were read where at least %d are expected; %d objects are missing."
          .formatted(seen.read(), limits.minExpected(), missing);
    }
    return null;
  }

  /** The unreadable row may be the missing object (rule d). */
  private static Decision withholdUnreadable(Seen seen) {
    Set<Integer> withheld = new HashSet<>(seen.missing().keySet());
    if (!seen.unreadable().contains(-1)) {
      withheld.retainAll(seen.unreadable());
    }
    if (seen.unreadable().isEmpty() || withheld.isEmpty()) {
      return new Decision(Set.of(), null, null);
    }
    long spared = withheld.stream().mapToLong(type -> seen.missing().getOrDefault(type, 0L)).sum();
    return new Decision(
        Set.copyOf(withheld),
        spared
            + " missing objects were not marked as deleted, because a record without a readable external id may be one of them;"
            + " mend that record and import again.",
        null);
  }
}
