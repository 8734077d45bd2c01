package io.horarium.connector;

import java.util.List;

/** What a source was found to have. Names are unique within their list. */
public record DiscoveredSchema(List<DiscoveredType> objectTypes) {

  public DiscoveredSchema {
    objectTypes = List.copyOf(objectTypes);
  }

  /**
   * One object type of the source.
   *
   * @param recommendedAnchor attribute that identifies an object for ever, or null when the
   *     administrator must choose
   * @param recommendedSecondaryId attribute that addresses it now (a DN), or null
   */
  public record DiscoveredType(
      String name,
      String recommendedAnchor,
      String recommendedSecondaryId,
      List<DiscoveredAttribute> attributes) {

    public DiscoveredType {
      attributes = List.copyOf(attributes);
    }
  }

  public record DiscoveredAttribute(
      String name,
      String description,
      String className,
      DataType type,
      boolean multiValued,
      Writability writability) {}

  /** Whether an export may write the attribute. */
  public enum Writability {
    Writable,
    ReadOnly,
    WritableOnCreate
  }
}
