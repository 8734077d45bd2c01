package io.horarium.sync.rule;

import java.time.Instant;
import java.util.List;

/**
 * A matching rule (contract/jim-sync.md 7).
 *
 * @param connectedSystemObjectTypeId 0 when it hangs on an import rule; then the properties of the
 *     object types are null
 * @param syncRuleId null when it hangs on an object type
 * @param sources always one
 */
public record MatchingRuleView(
    int id,
    int order,
    int connectedSystemObjectTypeId,
    String connectedSystemObjectTypeName,
    Integer metaverseObjectTypeId,
    String metaverseObjectTypeName,
    Integer syncRuleId,
    int targetMetaverseAttributeId,
    String targetMetaverseAttributeName,
    List<SourceView> sources,
    boolean caseSensitive,
    Instant created) {

  /** What is compared. */
  public record SourceView(
      int id, int order, int connectedSystemAttributeId, String connectedSystemAttributeName) {}

  static MatchingRuleView of(MatchingRule rule) {
    boolean simple = rule.objectType() != null;
    return new MatchingRuleView(
        rule.id(),
        rule.order(),
        simple ? rule.objectType().id() : 0,
        simple ? rule.objectType().name() : null,
        simple ? (Integer) rule.mvObjectType().id() : null,
        simple ? rule.mvObjectType().name() : null,
        simple ? null : (Integer) rule.syncRule().id(),
        rule.target().id(),
        rule.target().name(),
        List.of(new SourceView(rule.id(), 0, rule.source().id(), rule.source().name())),
        rule.caseSensitive(),
        rule.created());
  }
}
