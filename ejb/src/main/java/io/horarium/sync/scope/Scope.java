package io.horarium.sync.scope;

import io.horarium.sync.value.Attributes;
import java.time.Instant;
import java.util.List;

/**
 * Which objects a synchronisation rule is for. Groups are alternatives; a rule without groups is
 * for all (contract/jim-sync.md 6). The list is copied.
 */
public record Scope(List<ScopeGroup> groups) {

  /** Of a rule without criteria. */
  public static final Scope EVERYTHING = new Scope(List.of());

  /** Copies the list. */
  public Scope {
    groups = List.copyOf(groups);
  }

  /**
   * Whether an object is in scope.
   *
   * @param attributes of the connector space object for an import rule, of the metaverse object for
   *     an export rule
   * @param now the start of the run, the same for all objects of it
   */
  public boolean covers(Attributes attributes, Instant now) {
    return groups.isEmpty()
        || groups.stream().anyMatch(group -> group.isFulfilled(attributes, now));
  }
}
