package io.horarium.sync.rule;

import java.util.List;

/**
 * A matching rule as the client gave it; null is absent, which leaves a value when a rule is
 * changed.
 *
 * @param metaverseObjectTypeId without effect on the rule of an import rule
 * @param sources ids of attributes of the object type; a rule has one
 */
public record MatchingRuleInput(
    Integer metaverseObjectTypeId,
    Integer targetMetaverseAttributeId,
    List<Integer> sources,
    Integer order,
    Boolean caseSensitive) {}
