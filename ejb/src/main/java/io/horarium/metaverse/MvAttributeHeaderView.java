package io.horarium.metaverse;

import io.horarium.connectedsystem.Plurality;
import io.horarium.connector.DataType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An attribute of the metaverse in a list (contract/jim-sync.md 8.2).
 *
 * @param metaverseObjectTypes the types that have it, by id
 */
public record MvAttributeHeaderView(
    int id,
    Instant created,
    String name,
    DataType type,
    Plurality attributePlurality,
    boolean builtIn,
    List<TypeEntry> metaverseObjectTypes) {

  /** A type: its id and its name. */
  public record TypeEntry(int key, String value) {}

  static MvAttributeHeaderView of(MvAttribute attribute) {
    return new MvAttributeHeaderView(
        attribute.id(),
        attribute.created(),
        attribute.name(),
        attribute.type(),
        attribute.plurality(),
        attribute.builtIn(),
        attribute.objectTypes().stream()
            .map(type -> new TypeEntry(type.id(), type.name()))
            .sorted(Comparator.comparing(TypeEntry::key))
            .toList());
  }
}
