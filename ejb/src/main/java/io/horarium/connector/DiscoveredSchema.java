package io.horarium.connector;

import java.util.List;

/**
 * What a source was found to have. Names are unique within their list.
 *
 * @param warnings sentences for a person about what was left out or may surprise; may be empty
 */
public record DiscoveredSchema(List<DiscoveredType> objectTypes, List<String> warnings) {

  public DiscoveredSchema {
    objectTypes = List.copyOf(objectTypes);
    warnings = List.copyOf(warnings);
  }

  /** A schema without warnings. */
  public DiscoveredSchema(List<DiscoveredType> objectTypes) {
    this(objectTypes, List.of());
  }

  /**
   * One object type of the source.
   *
   * @param recommendedAnchor attribute that identifies an object for ever, or null when the
   *     administrator must choose
   * @param recommendedSecondaryId attribute that addresses it now (a DN), or null
   * @param internal whether people hardly ever want it: obsolete, or the server's own
   */
  public record DiscoveredType(
      String name,
      String recommendedAnchor,
      String recommendedSecondaryId,
      List<DiscoveredAttribute> attributes,
      List<Tag> tags,
      boolean internal) {

    public DiscoveredType {
      attributes = List.copyOf(attributes);
      tags = List.copyOf(tags);
    }

    /** A type without tags. */
    public DiscoveredType(
        String name,
        String recommendedAnchor,
        String recommendedSecondaryId,
        List<DiscoveredAttribute> attributes) {
      this(name, recommendedAnchor, recommendedSecondaryId, attributes, List.of(), false);
    }
  }

  /** A remark about a type, such as {@code class-kind} = {@code structural}. */
  public record Tag(String key, String value) {}

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
