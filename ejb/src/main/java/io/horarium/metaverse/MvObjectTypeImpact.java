package io.horarium.metaverse;

import io.horarium.metaverse.MvUseQueries.TypeUse;
import java.util.List;

/**
 * What deleting a type means, or meant (contract/jim-sync.md 8.1).
 *
 * @param synchronisationRules rules and matching rules that are about the type; they keep it
 * @param cascadeReferences what would go with the type: that it has its attributes
 * @param deleted whether it is gone now
 */
public record MvObjectTypeImpact(
    int objectTypeId,
    String objectTypeName,
    boolean builtIn,
    long metaverseObjectCount,
    List<TypeUse> synchronisationRules,
    List<TypeUse> cascadeReferences,
    boolean deleted,
    boolean blockedByObjects,
    boolean blockedBySynchronisationRules,
    boolean blocked,
    boolean requiresConfirmation) {

  static MvObjectTypeImpact of(MvObjectType type, long objects, List<TypeUse> rules) {
    List<TypeUse> cascade =
        type.attributes().stream()
            .map(MvAttribute::name)
            .sorted(String.CASE_INSENSITIVE_ORDER)
            .map(name -> new TypeUse("Binding", "Attribute " + name))
            .toList();
    return new MvObjectTypeImpact(
        type.id(),
        type.name(),
        type.builtIn(),
        objects,
        rules,
        cascade,
        false,
        objects > 0,
        !rules.isEmpty(),
        objects > 0 || !rules.isEmpty(),
        !cascade.isEmpty());
  }

  MvObjectTypeImpact done() {
    return new MvObjectTypeImpact(
        objectTypeId,
        objectTypeName,
        builtIn,
        metaverseObjectCount,
        synchronisationRules,
        cascadeReferences,
        true,
        blockedByObjects,
        blockedBySynchronisationRules,
        blocked,
        requiresConfirmation);
  }
}
