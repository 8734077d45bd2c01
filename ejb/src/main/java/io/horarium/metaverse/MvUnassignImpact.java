package io.horarium.metaverse;

import io.horarium.metaverse.MvUseQueries.Reference;
import java.util.List;

/**
 * What taking an attribute from a type means, or meant (contract/jim-sync.md 8.2).
 *
 * @param wasBound whether the type has, or had, the attribute
 * @param references what refers to the attribute of this type
 * @param unassigned whether the type has it no more
 * @param blockedByReferences ours: rules of the type refer to it
 */
public record MvUnassignImpact(
    int attributeId,
    String attributeName,
    boolean builtIn,
    long objectsWithValues,
    int metaverseObjectTypeId,
    String metaverseObjectTypeName,
    boolean wasBound,
    List<Reference> references,
    boolean unassigned,
    boolean blockedByValues,
    boolean requiresConfirmation,
    boolean blockedByReferences) {

  static MvUnassignImpact of(
      MvAttribute attribute, MvObjectType type, long objects, List<Reference> references) {
    boolean used = references.stream().anyMatch(reference -> !reference.kind().equals("Binding"));
    return new MvUnassignImpact(
        attribute.id(),
        attribute.name(),
        attribute.builtIn(),
        objects,
        type.id(),
        type.name(),
        type.attributes().contains(attribute),
        references,
        false,
        objects > 0,
        used,
        used);
  }

  MvUnassignImpact done() {
    return new MvUnassignImpact(
        attributeId,
        attributeName,
        builtIn,
        objectsWithValues,
        metaverseObjectTypeId,
        metaverseObjectTypeName,
        wasBound,
        references,
        wasBound,
        blockedByValues,
        requiresConfirmation,
        blockedByReferences);
  }

  /** Whether something keeps the attribute at the type. */
  public boolean blocked() {
    return blockedByValues || blockedByReferences;
  }
}
