package io.horarium.sync.rule;

import java.util.List;

/**
 * Who contributes to an attribute of a metaverse type, the strongest first (contract/jim-sync.md
 * 8.4).
 */
public record PriorityView(
    int metaverseObjectTypeId,
    int metaverseAttributeId,
    String metaverseAttributeName,
    List<ContributorView> contributors) {

  /** One contributor. */
  public record ContributorView(
      int mappingId,
      int priority,
      boolean nullIsValue,
      int syncRuleId,
      String syncRuleName,
      boolean syncRuleEnabled,
      int connectedSystemId,
      String connectedSystemName) {

    static ContributorView of(Mapping mapping) {
      SyncRule rule = mapping.rule();
      return new ContributorView(
          mapping.id(),
          mapping.priority(),
          mapping.nullIsValue(),
          rule.id(),
          rule.name(),
          rule.enabled(),
          rule.system().id(),
          rule.system().name());
    }
  }
}
