package io.horarium.metaverse;

import io.horarium.metaverse.MvUseQueries.Reference;
import java.util.List;

/**
 * What deleting or redefining an attribute means, or meant (contract/jim-sync.md 8.2).
 *
 * @param references what refers to the attribute
 * @param deleted whether it is gone now
 * @param blockedByReferences ours: rules refer to it. What they do would change silently, so they
 *     have to be changed first
 */
public record MvAttributeImpact(
    int attributeId,
    String attributeName,
    boolean builtIn,
    long totalObjectsWithValues,
    List<Reference> references,
    boolean deleted,
    boolean blockedByValues,
    boolean requiresConfirmation,
    boolean blockedByReferences) {

  static MvAttributeImpact of(MvAttribute attribute, long objects, List<Reference> references) {
    return new MvAttributeImpact(
        attribute.id(),
        attribute.name(),
        attribute.builtIn(),
        objects,
        references,
        false,
        objects > 0,
        !references.isEmpty(),
        references.stream().anyMatch(reference -> !reference.kind().equals("Binding")));
  }

  MvAttributeImpact done() {
    return new MvAttributeImpact(
        attributeId,
        attributeName,
        builtIn,
        totalObjectsWithValues,
        references,
        true,
        blockedByValues,
        requiresConfirmation,
        blockedByReferences);
  }

  /** Whether something keeps the attribute as it is. */
  public boolean blocked() {
    return blockedByValues || blockedByReferences;
  }
}
