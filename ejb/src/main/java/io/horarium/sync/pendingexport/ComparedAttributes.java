package io.horarium.sync.pendingexport;

import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.DataType;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How the attributes of a system's selected object types are compared, by attribute id. */
public final class ComparedAttributes {

  /**
   * One attribute.
   *
   * @param key whether it identifies objects: the target may make its value
   */
  public record Compared(
      int id, String name, ValueEquality equality, boolean reference, boolean key) {}

  private final Map<Integer, Compared> byId = new HashMap<>();
  private final Map<Integer, Map<String, Compared>> byTypeAndName = new HashMap<>();

  public ComparedAttributes(Collection<ObjectTypeScope> types, SchemaStandard standard) {
    for (ObjectTypeScope type : types) {
      Map<String, Compared> byName = new HashMap<>();
      for (AttributeScope attribute : type.attributes()) {
        boolean secondary = attribute.name().equals(type.secondaryId());
        Compared compared =
            new Compared(
                attribute.id(),
                attribute.name(),
                ValueEquality.of(attribute.type(), standard, secondary),
                attribute.type() == DataType.Reference,
                secondary || attribute.name().equals(type.anchor()));
        byId.put(attribute.id(), compared);
        byName.put(attribute.name(), compared);
      }
      byTypeAndName.put(type.id(), byName);
    }
  }

  /** Null for an attribute that is not selected. */
  public Compared byId(int attributeId) {
    return byId.get(attributeId);
  }

  /** Null for an attribute that is not selected. */
  public Compared byName(int objectTypeId, String name) {
    Map<String, Compared> byName = byTypeAndName.get(objectTypeId);
    return byName == null ? null : byName.get(name);
  }
}
