package io.horarium.sync.rule;

import java.time.Instant;

/**
 * A synchronisation rule (contract/jim-sync.md 4). The last two properties are Horarium's own.
 *
 * @param provisionToConnectedSystem null for an import rule
 * @param projectToMetaverse null for an export rule
 * @param order place among the rules of its system, from 0
 */
public record SyncRuleView(
    int id,
    String name,
    String description,
    Instant created,
    int connectedSystemId,
    String connectedSystemName,
    int connectedSystemObjectTypeId,
    String connectedSystemObjectTypeName,
    int metaverseObjectTypeId,
    String metaverseObjectTypeName,
    Direction direction,
    Boolean provisionToConnectedSystem,
    Boolean projectToMetaverse,
    boolean enabled,
    boolean enforceState,
    DeprovisionAction outboundDeprovisionAction,
    OutOfScopeAction inboundOutOfScopeAction,
    int order) {

  static SyncRuleView of(SyncRule rule, int order) {
    return new SyncRuleView(
        rule.id(),
        rule.name(),
        rule.description(),
        rule.created(),
        rule.system().id(),
        rule.system().name(),
        rule.objectType().id(),
        rule.objectType().name(),
        rule.mvObjectType().id(),
        rule.mvObjectType().name(),
        rule.direction(),
        rule.imports() ? null : (Boolean) rule.provisionToSystem(),
        rule.imports() ? (Boolean) rule.projectToMetaverse() : null,
        rule.enabled(),
        rule.enforceState(),
        rule.deprovisionAction(),
        rule.outOfScopeAction(),
        order);
  }
}
