package io.horarium.metaverse;

import io.horarium.connectedsystem.Plurality;
import io.horarium.connector.DataType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A type of the metaverse in full (contract/jim-sync.md 8.1).
 *
 * @param deletionGracePeriod always null: objects are deleted at once
 * @param deletionTriggerConnectedSystemIds always empty: no rule of this version asks for any
 * @param attributes by name
 */
public record MvObjectTypeView(
    int id,
    String name,
    String pluralName,
    Instant created,
    boolean builtIn,
    String icon,
    DeletionRule deletionRule,
    Duration deletionGracePeriod,
    DeletionTriggerMode deletionTriggerMode,
    List<Integer> deletionTriggerConnectedSystemIds,
    List<AttributeView> attributes) {

  /** An attribute that the type has. */
  public record AttributeView(
      int id, String name, DataType type, Plurality attributePlurality, boolean builtIn) {

    private static AttributeView of(MvAttribute attribute) {
      return new AttributeView(
          attribute.id(),
          attribute.name(),
          attribute.type(),
          attribute.plurality(),
          attribute.builtIn());
    }
  }

  static MvObjectTypeView of(MvObjectType type) {
    return new MvObjectTypeView(
        type.id(),
        type.name(),
        type.pluralName(),
        type.created(),
        type.builtIn(),
        type.icon(),
        type.deletionRule(),
        null,
        type.deletionTriggerMode(),
        List.of(),
        type.attributes().stream()
            .map(AttributeView::of)
            .sorted(Comparator.comparing(AttributeView::name, String.CASE_INSENSITIVE_ORDER))
            .toList());
  }
}
