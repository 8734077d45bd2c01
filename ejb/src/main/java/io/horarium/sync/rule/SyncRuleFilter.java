package io.horarium.sync.rule;

import java.util.Locale;
import java.util.Set;

/**
 * Which rules of the list are asked for; an empty set: any (contract/jim-sync.md 4).
 *
 * @param search part of the name in any case, or null
 */
public record SyncRuleFilter(
    Set<Integer> connectedSystemIds,
    Set<Direction> directions,
    Set<ActionType> actionTypes,
    Set<Status> statuses,
    String search) {

  /** What a rule does with objects that the other side does not have. */
  public enum ActionType {
    Projects,
    Provisions,
    FlowOnly
  }

  /** Whether a rule is in use. */
  public enum Status {
    Enabled,
    Disabled
  }

  boolean accepts(SyncRule rule) {
    return accepts(connectedSystemIds, rule.system().id())
        && accepts(directions, rule.direction())
        && accepts(actionTypes, action(rule))
        && accepts(statuses, rule.enabled() ? Status.Enabled : Status.Disabled)
        && (search == null
            || rule.name().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
  }

  private static ActionType action(SyncRule rule) {
    if (rule.projectToMetaverse()) {
      return ActionType.Projects;
    }
    return rule.provisionToSystem() ? ActionType.Provisions : ActionType.FlowOnly;
  }

  private static <T> boolean accepts(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
