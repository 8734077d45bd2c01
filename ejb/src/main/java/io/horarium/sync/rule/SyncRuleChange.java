package io.horarium.sync.rule;

/**
 * What to set on a rule; null leaves it.
 *
 * @param description a blank text clears it
 * @param projectToMetaverse without effect on an export rule
 * @param provisionToConnectedSystem without effect on an import rule
 */
public record SyncRuleChange(
    String name,
    String description,
    Boolean projectToMetaverse,
    Boolean provisionToConnectedSystem,
    Boolean enabled,
    Boolean enforceState,
    DeprovisionAction outboundDeprovisionAction,
    OutOfScopeAction inboundOutOfScopeAction) {

  /** Whether nothing but texts for people would change. */
  boolean cosmetic() {
    return projectToMetaverse == null
        && provisionToConnectedSystem == null
        && enabled == null
        && enforceState == null
        && outboundDeprovisionAction == null
        && inboundOutOfScopeAction == null;
  }
}
