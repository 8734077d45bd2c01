package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassType;
import com.unboundid.ldap.sdk.schema.Schema;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which object type an entry is of: the most derived selected class it has. An auxiliary class
 * counts only when no selected structural one does, so that no entry is of two types.
 */
final class SchemaClasses {

  /** A selected type, and the selected classes that go before it. */
  record Selected(ObjectTypeScope scope, ObjectClassDefinition definition, List<String> before) {

    /** Finds exactly the entries that are of this type. */
    Filter filter() {
      Filter own = Filter.createEqualityFilter("objectClass", definition.getNameOrOID());
      if (before.isEmpty()) {
        return own;
      }
      List<Filter> all = new ArrayList<>();
      all.add(own);
      before.forEach(
          name ->
              all.add(Filter.createNOTFilter(Filter.createEqualityFilter("objectClass", name))));
      return Filter.createANDFilter(all);
    }
  }

  private final Schema schema;
  private final List<Selected> selected;

  private SchemaClasses(Schema schema, List<Selected> selected) {
    this.schema = schema;
    this.selected = selected;
  }

  /**
   * The selected types of a scope.
   *
   * @throws RunFailure a selected type is no class of the directory, or none is selected
   */
  static SchemaClasses of(Schema schema, ImportScope scope) {
    if (scope.objectTypes().isEmpty()) {
      throw new RunFailure("No object type is selected; select one in the schema.");
    }
    List<ObjectTypeScope> types = new ArrayList<>(scope.objectTypes());
    types.sort(Comparator.comparingInt((ObjectTypeScope type) -> rank(schema, type)).reversed());
    List<Selected> selected = new ArrayList<>();
    for (ObjectTypeScope type : types) {
      ObjectClassDefinition definition = definition(schema, type.name());
      boolean auxiliary = isAuxiliary(schema, definition);
      List<String> before =
          selected.stream()
              .map(Selected::definition)
              .filter(other -> auxiliary || isBelow(schema, other, definition))
              .map(ObjectClassDefinition::getNameOrOID)
              .toList();
      selected.add(new Selected(type, definition, before));
    }
    return new SchemaClasses(schema, List.copyOf(selected));
  }

  /** Every selected type, the most derived first. */
  List<Selected> all() {
    return selected;
  }

  /** The type of an entry that was read with its object classes; empty when none is selected. */
  Optional<Selected> of(Entry entry) {
    return selected.stream()
        .filter(type -> entry.hasObjectClass(type.definition().getNameOrOID()))
        .findFirst();
  }

  /** The selected type of this name. */
  Optional<Selected> named(String name) {
    return selected.stream().filter(type -> type.scope().name().equals(name)).findFirst();
  }

  /** The class with all its superiors, topmost first. */
  List<String> chain(ObjectClassDefinition definition) {
    List<String> names = new ArrayList<>();
    superiors(schema, definition).forEach(above -> names.add(0, above.getNameOrOID()));
    names.add(definition.getNameOrOID());
    return names;
  }

  /** Names, in lower case, of the attributes that every entry of the class must have. */
  Set<String> required(ObjectClassDefinition definition) {
    Set<String> names = new LinkedHashSet<>();
    for (AttributeTypeDefinition attribute : definition.getRequiredAttributes(schema, true)) {
      Arrays.stream(attribute.getNames()).map(Directory::lower).forEach(names::add);
    }
    return names;
  }

  static Set<ObjectClassDefinition> superiors(Schema schema, ObjectClassDefinition definition) {
    Set<ObjectClassDefinition> found = new LinkedHashSet<>();
    collect(schema, definition, found);
    found.remove(definition);
    return found;
  }

  private static void collect(
      Schema schema, ObjectClassDefinition definition, Set<ObjectClassDefinition> found) {
    for (ObjectClassDefinition above : definition.getSuperiorClasses(schema, false)) {
      if (found.add(above)) {
        collect(schema, above, found);
      }
    }
  }

  private static boolean isBelow(
      Schema schema, ObjectClassDefinition one, ObjectClassDefinition other) {
    return superiors(schema, one).contains(other);
  }

  static boolean isAuxiliary(Schema schema, ObjectClassDefinition definition) {
    return definition.getObjectClassType(schema) == ObjectClassType.AUXILIARY;
  }

  /** Auxiliary classes last, otherwise by their depth. */
  private static int rank(Schema schema, ObjectTypeScope type) {
    ObjectClassDefinition definition = definition(schema, type.name());
    int depth = superiors(schema, definition).size();
    return isAuxiliary(schema, definition) ? depth - 1_000 : depth;
  }

  private static ObjectClassDefinition definition(Schema schema, String name) {
    ObjectClassDefinition definition = schema.getObjectClass(name);
    if (definition == null) {
      throw new RunFailure(
          "The directory has no object class '"
              + name
              + "'; import the schema again, or deselect the object type.");
    }
    return definition;
  }
}
