package io.horarium.connectedsystem;

import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema.Writability;
import java.time.Instant;

/** An attribute as clients see it (contract/jim-sync.md 2.6). */
public record AttributeView(
    int id,
    String name,
    String description,
    String className,
    Instant created,
    DataType type,
    boolean typeSetByAdministrator,
    Plurality attributePlurality,
    boolean selected,
    boolean isExternalId,
    boolean isSecondaryExternalId,
    boolean selectionLocked,
    Writability writability,
    Integer referencedObjectTypeId,
    String referencedObjectTypeName) {

  static AttributeView of(ObjectAttribute attribute) {
    ObjectType referenced = attribute.referencedType();
    return new AttributeView(
        attribute.id(),
        attribute.name(),
        attribute.description(),
        attribute.className(),
        attribute.created(),
        attribute.type(),
        attribute.typeSetByAdministrator(),
        attribute.plurality(),
        attribute.selected(),
        attribute.externalId(),
        attribute.secondaryExternalId(),
        attribute.selectionLocked(),
        attribute.writability(),
        referenced == null ? null : (Integer) referenced.id(),
        referenced == null ? null : referenced.name());
  }
}
