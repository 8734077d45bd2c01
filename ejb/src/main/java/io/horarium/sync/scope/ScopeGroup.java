package io.horarium.sync.scope;

import io.horarium.problem.InvalidInput;
import io.horarium.sync.value.Attributes;
import java.time.Instant;
import java.util.List;

/**
 * Criteria and groups that must hold together or one of which must hold (contract/jim-sync.md 6).
 * An empty group holds, of either type. The lists are copied.
 */
public record ScopeGroup(Type type, List<ScopeCriterion> criteria, List<ScopeGroup> children) {

  /**
   * Groups inside groups; deeper ones nobody understands, and evaluation must not exhaust stacks.
   */
  public static final int MAX_DEPTH = 50;

  /** How a group decides; the names are those of the wire. */
  public enum Type {
    All,
    Any
  }

  /**
   * Copies the lists.
   *
   * @throws InvalidInput nested deeper than {@link #MAX_DEPTH}
   */
  public ScopeGroup {
    criteria = List.copyOf(criteria);
    children = List.copyOf(children);
    if (depth(children) >= MAX_DEPTH) {
      throw InvalidInput.request(
          "Scoping groups are nested deeper than " + MAX_DEPTH + " levels; make them flatter.");
    }
  }

  private static int depth(List<ScopeGroup> groups) {
    return groups.stream().mapToInt(group -> 1 + depth(group.children)).max().orElse(0);
  }

  /** Whether an object fulfils it; {@code now} is the start of the run. */
  public boolean isFulfilled(Attributes attributes, Instant now) {
    if (criteria.isEmpty() && children.isEmpty()) {
      return true;
    }
    boolean decisive = type == Type.Any;
    for (ScopeCriterion criterion : criteria) {
      if (criterion.isFulfilled(attributes, now) == decisive) {
        return decisive;
      }
    }
    for (ScopeGroup child : children) {
      if (child.isFulfilled(attributes, now) == decisive) {
        return decisive;
      }
    }
    return !decisive;
  }
}
