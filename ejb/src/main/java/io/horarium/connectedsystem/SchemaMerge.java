package io.horarium.connectedsystem;

import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.connector.DiscoveredSchema.Tag;
import io.horarium.problem.InvalidInput;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Takes a newly discovered schema over into a system (contract/jim-sync.md 2.5). What is known
 * keeps its id and everything the administrator decided; what is new is added unselected; what the
 * source no longer has stays. Names are compared exactly.
 */
final class SchemaMerge {

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 1000;

  private SchemaMerge() {}

  static void apply(
      ConnectedSystem system, DiscoveredSchema found, boolean secondaryIds, Instant now) {
    boolean first = system.objectTypes().isEmpty();
    for (DiscoveredType foundType : found.objectTypes()) {
      ObjectType type =
          system.objectTypes().stream()
              .filter(known -> known.name().equals(foundType.name()))
              .findFirst()
              .orElseGet(() -> system.addObjectType(checked(foundType.name()), now));
      for (DiscoveredAttribute attribute : foundType.attributes()) {
        if (!CredentialAttributes.contains(attribute.name())) {
          type.attribute(attribute.name())
              .orElseGet(() -> type.addAttribute(checked(attribute.name()), now))
              .describeAs(shortened(attribute));
        }
      }
      type.attributes().stream()
          .filter(attribute -> CredentialAttributes.contains(attribute.name()))
          .forEach(SchemaMerge::lockOut);
      type.describeAs(
          foundType.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)),
          foundType.internal());
      recommend(type, foundType, secondaryIds);
      if (first && found.objectTypes().size() == 1) {
        type.select(true);
      }
    }
  }

  private static void recommend(ObjectType type, DiscoveredType found, boolean secondaryIds) {
    if (found.recommendedAnchor() != null && type.anchor().isEmpty()) {
      type.attribute(found.recommendedAnchor())
          .ifPresent(
              anchor -> {
                type.anchorBy(anchor);
                anchor.lockSelection();
              });
    }
    if (secondaryIds && found.recommendedSecondaryId() != null && type.secondaryId().isEmpty()) {
      type.attribute(found.recommendedSecondaryId())
          .ifPresent(
              secondary -> {
                type.addressBy(secondary);
                secondary.lockSelection();
              });
    }
  }

  private static void lockOut(ObjectAttribute attribute) {
    attribute.select(false);
    attribute.lockSelection();
  }

  private static String checked(String name) {
    if (name.isBlank() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
      throw InvalidInput.request(
          "The source has a name that cannot be used: '"
              + name.substring(0, Math.min(60, name.length()))
              + "'; names have 1 to "
              + MAX_NAME
              + " characters.");
    }
    return name;
  }

  private static DiscoveredAttribute shortened(DiscoveredAttribute found) {
    return new DiscoveredAttribute(
        found.name(),
        Texts.shortened(found.description(), MAX_DESCRIPTION),
        Texts.shortened(found.className(), MAX_NAME),
        found.type(),
        found.multiValued(),
        found.writability());
  }
}
