package io.horarium.metaverse;

import io.horarium.connectedsystem.Plurality;
import io.horarium.connector.DataType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An attribute of the metaverse in full (contract/jim-sync.md 8.2).
 *
 * @param objectTypes the types that have it, by id
 */
public record MvAttributeView(
    int id,
    String name,
    Instant created,
    DataType type,
    Plurality attributePlurality,
    boolean builtIn,
    RenderingHint renderingHint,
    List<TypeView> objectTypes,
    List<StandardView> standardMappings) {

  /** A type that has the attribute. */
  public record TypeView(int id, String name) {}

  /** What the attribute is called in a standard. */
  public record StandardView(
      StandardMapping.Standard standard, String counterpartName, String notes) {}

  static MvAttributeView of(MvAttribute attribute) {
    return new MvAttributeView(
        attribute.id(),
        attribute.name(),
        attribute.created(),
        attribute.type(),
        attribute.plurality(),
        attribute.builtIn(),
        attribute.renderingHint(),
        attribute.objectTypes().stream()
            .map(type -> new TypeView(type.id(), type.name()))
            .sorted(Comparator.comparing(TypeView::id))
            .toList(),
        attribute.standardMappings().stream()
            .map(
                mapping ->
                    new StandardView(
                        mapping.standard(), mapping.counterpartName(), mapping.notes()))
            .toList());
  }
}
