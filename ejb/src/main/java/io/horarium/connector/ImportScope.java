package io.horarium.connector;

import java.util.List;
import java.util.Optional;

/**
 * What a run reads.
 *
 * @param filePath the run profile's file, as the administrator wrote it; null: the one of the
 *     settings
 * @param objectTypes selected types, each with its selected attributes
 */
public record ImportScope(String filePath, List<ObjectTypeScope> objectTypes) {

  public ImportScope {
    objectTypes = List.copyOf(objectTypes);
  }

  /** The selected type of exactly this name. */
  public Optional<ObjectTypeScope> objectType(String name) {
    return objectTypes.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  /**
   * One selected object type.
   *
   * @param anchor name of the anchor (external id) attribute; always one of {@code attributes}
   * @param secondaryId name of the secondary id attribute, or null
   */
  public record ObjectTypeScope(
      int id, String name, String anchor, String secondaryId, List<AttributeScope> attributes) {

    public ObjectTypeScope {
      attributes = List.copyOf(attributes);
    }
  }

  /** One selected attribute. */
  public record AttributeScope(int id, String name, DataType type, boolean multiValued) {}
}
