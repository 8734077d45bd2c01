package io.horarium.connectedsystem;

import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an import of the schema would change (contract/jim-sync.md 2.5).
 *
 * @param success false when the schema could not be discovered; {@code errorMessage} tells why
 * @param dependents what relies on removed things, or null without removals; nothing can yet
 */
public record SchemaPreviewView(
    boolean success,
    String errorMessage,
    int totalObjectTypes,
    int totalAttributes,
    List<String> addedObjectTypes,
    List<String> removedObjectTypes,
    List<String> updatedObjectTypes,
    Map<String, List<String>> addedAttributes,
    Map<String, List<String>> removedAttributes,
    Map<String, List<ChangeView>> changedAttributes,
    Map<String, List<String>> attributesInUse,
    Map<String, List<String>> blockedCredentialAttributes,
    List<String> discoveryWarnings,
    boolean passwordPolicyDiscovered,
    boolean hasChanges,
    boolean hasRemovalsOrDefinitionChanges,
    DependentsView dependents,
    String removalImpact) {

  /** One attribute that would be defined in another way. */
  public record ChangeView(String attributeName, String aspect, String oldValue, String newValue) {}

  /** What relies on things that would be removed. */
  public record DependentsView(
      List<String> invalidatedSyncRules,
      List<String> invalidatedMappings,
      List<String> referencedObjectMatchingRules,
      boolean hasAny) {}

  /** The schema could not be discovered. */
  static SchemaPreviewView failed(String message) {
    return new SchemaPreviewView(
        false, message, 0, 0, List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(),
        Map.of(), Map.of(), List.of(), false, false, false, null, null);
  }

  /** The difference between what the system has and what was found. */
  static SchemaPreviewView of(Collection<ObjectType> known, DiscoveredSchema found) {
    Map<String, ObjectType> knownByName =
        known.stream().collect(Collectors.toMap(ObjectType::name, type -> type));
    Set<String> foundNames =
        found.objectTypes().stream().map(DiscoveredType::name).collect(Collectors.toSet());
    var addedTypes = new TreeSet<>(foundNames);
    addedTypes.removeAll(knownByName.keySet());
    var removedTypes = new TreeSet<>(knownByName.keySet());
    removedTypes.removeAll(foundNames);

    var added = new TreeMap<String, List<String>>();
    var removed = new TreeMap<String, List<String>>();
    var changed = new TreeMap<String, List<ChangeView>>();
    var blocked = new TreeMap<String, List<String>>();
    int attributes = 0;
    for (DiscoveredType type : found.objectTypes()) {
      ObjectType before = knownByName.get(type.name());
      var names = new TreeSet<String>();
      for (DiscoveredAttribute attribute : type.attributes()) {
        if (CredentialAttributes.contains(attribute.name())) {
          add(blocked, type.name(), attribute.name());
          continue;
        }
        names.add(attribute.name());
        var old = before == null ? null : before.attribute(attribute.name()).orElse(null);
        if (old == null) {
          add(added, type.name(), attribute.name());
        } else if (!old.typeSetByAdministrator()) {
          changes(old, attribute).forEach(change -> add(changed, type.name(), change));
        }
      }
      attributes += names.size();
      if (before != null) {
        before.attributes().stream()
            .map(ObjectAttribute::name)
            .filter(name -> !names.contains(name))
            .sorted()
            .forEach(name -> add(removed, type.name(), name));
      }
    }
    var updated = new TreeSet<String>();
    updated.addAll(added.keySet());
    updated.addAll(removed.keySet());
    updated.addAll(changed.keySet());
    updated.removeAll(addedTypes);
    boolean removals = !removedTypes.isEmpty() || !removed.isEmpty();
    return new SchemaPreviewView(
        true,
        null,
        found.objectTypes().size(),
        attributes,
        List.copyOf(addedTypes),
        List.copyOf(removedTypes),
        List.copyOf(updated),
        added,
        removed,
        changed,
        Map.of(),
        blocked,
        found.warnings(),
        false,
        !addedTypes.isEmpty() || !removedTypes.isEmpty() || !updated.isEmpty(),
        removals || !changed.isEmpty(),
        removals ? new DependentsView(List.of(), List.of(), List.of(), false) : null,
        null);
  }

  private static List<ChangeView> changes(ObjectAttribute old, DiscoveredAttribute found) {
    var changes = new ArrayList<ChangeView>();
    if (old.type() != found.type()) {
      changes.add(new ChangeView(old.name(), "DataType", old.type().name(), found.type().name()));
    }
    Plurality plurality = found.multiValued() ? Plurality.MultiValued : Plurality.SingleValued;
    if (old.plurality() != plurality) {
      changes.add(
          new ChangeView(old.name(), "Plurality", old.plurality().name(), plurality.name()));
    }
    return changes;
  }

  private static <T> void add(Map<String, List<T>> map, String type, T value) {
    map.computeIfAbsent(type, key -> new ArrayList<>()).add(value);
  }
}
