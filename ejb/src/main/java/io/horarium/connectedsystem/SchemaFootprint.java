package io.horarium.connectedsystem;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a schema synchronisation sees: selected types, their selected attributes with type and
 * plurality, and the ids. Taken before and after a change, it tells whether the change matters.
 */
record SchemaFootprint(Set<String> parts) {

  static SchemaFootprint of(ConnectedSystem system) {
    return new SchemaFootprint(
        system.objectTypes().stream()
            .filter(ObjectType::selected)
            .flatMap(SchemaFootprint::parts)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Stream<String> parts(ObjectType type) {
    return Stream.concat(
        Stream.of(type.name() + "\n" + type.removeContributedOnObsoletion()),
        type.attributes().stream()
            .filter(ObjectAttribute::selected)
            .map(
                attribute ->
                    String.join(
                        "\n",
                        type.name(),
                        attribute.name(),
                        attribute.type().name(),
                        attribute.plurality().name(),
                        String.valueOf(attribute.externalId()),
                        String.valueOf(attribute.secondaryExternalId()))));
  }

  /** How much it matters that this became {@code now}; null: not at all. */
  ChangeClass changeTo(SchemaFootprint now) {
    if (parts.equals(now.parts)) {
      return null;
    }
    return now.parts.containsAll(parts) ? ChangeClass.SyncAffecting : ChangeClass.Destructive;
  }
}
