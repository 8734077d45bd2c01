package io.horarium.connectedsystem;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An object type with its attributes by name (contract/jim-sync.md 2.6). */
public record ObjectTypeView(
    int id,
    String name,
    Instant created,
    boolean selected,
    boolean removeContributedAttributesOnObsoletion,
    int attributeCount,
    List<TagView> tags,
    boolean isInternal,
    List<AttributeView> attributes) {

  /** A remark of the connector about a type. */
  public record TagView(String key, String value) {}

  static ObjectTypeView of(ObjectType type) {
    return new ObjectTypeView(
        type.id(),
        type.name(),
        type.created(),
        type.selected(),
        type.removeContributedOnObsoletion(),
        type.attributes().size(),
        type.tags().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(tag -> new TagView(tag.getKey(), tag.getValue()))
            .toList(),
        type.internal(),
        type.attributes().stream()
            .map(AttributeView::of)
            .sorted(Comparator.comparing(AttributeView::name, String.CASE_INSENSITIVE_ORDER))
            .toList());
  }

  static List<ObjectTypeView> of(ConnectedSystem system) {
    return system.objectTypes().stream()
        .map(ObjectTypeView::of)
        .sorted(Comparator.comparing(ObjectTypeView::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }
}
