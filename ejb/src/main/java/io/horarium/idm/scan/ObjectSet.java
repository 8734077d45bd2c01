package io.horarium.idm.scan;

import io.horarium.idm.filter.Pointer;
import io.horarium.idm.filter.SqlField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one metaverse type as the IDM dialect names them and their attributes.
 *
 * @param name such as {@code managed/user}
 * @param typeId of the metaverse type
 * @param attributes by their names in the IDM dialect
 */
record ObjectSet(String name, int typeId, Map<String, Attribute> attributes) {

  /** An attribute of the metaverse. */
  record Attribute(int id, Type type, boolean multiValued) {

    /** How its values look in JSON. */
    enum Type {
      TEXT,
      NUMBER,
      BOOLEAN,
      REFERENCE;

      static Type of(String dataType) {
        return switch (dataType) {
          case "Number", "LongNumber", "Decimal" -> NUMBER;
          case "Boolean" -> BOOLEAN;
          case "Reference" -> REFERENCE;
          default -> TEXT;
        };
      }
    }
  }

  ObjectSet {
    attributes = Map.copyOf(attributes);
  }

  /** The attribute of that name: as it is written, or without regard to case and signs. */
  Optional<Attribute> attribute(String wanted) {
    Attribute exact = attributes.get(wanted);
    if (exact != null) {
      return Optional.of(exact);
    }
    return attributes.entrySet().stream()
        .filter(entry -> ObjectSets.plain(entry.getKey()).equals(ObjectSets.plain(wanted)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Where a query filter finds a pointer: rows {@code m} of {@code mvo} and {@code s} of {@code
   * mvo_task_state}. What is no attribute is looked for in the state of tasks.
   */
  SqlField field(Pointer pointer) {
    if (pointer.segments().isEmpty()) {
      return SqlField.container("true");
    }
    List<String> rest = pointer.segments().subList(1, pointer.segments().size());
    String first = pointer.segments().get(0);
    if (first.startsWith("_")) {
      return rest.isEmpty() ? own(first) : SqlField.NOTHING;
    }
    return attribute(first)
        .map(attribute -> field(attribute, rest))
        .orElseGet(() -> SqlField.json("s.doc", pointer));
  }

  private static SqlField own(String name) {
    return switch (name) {
      case "_id" -> SqlField.text("m.id::text");
      case "_rev" -> SqlField.text("m.row_version::text");
      default -> SqlField.NOTHING;
    };
  }

  private static SqlField field(Attribute attribute, List<String> rest) {
    if (attribute.type() == Attribute.Type.REFERENCE) {
      return SqlField.json(
          "(select jsonb_agg(jsonb_build_object('_ref', r.target_mvo_id::text)) from horarium.mvo_ref r"
              + " where r.mvo_id = m.id and r.mv_attribute_id = "
              + attribute.id()
              + ")",
          new Pointer(rest));
    }
    String values = "m.attrs #> '{" + attribute.id() + ",v}'";
    if (attribute.multiValued()) {
      return SqlField.json("(" + values + ")", new Pointer(rest));
    }
    if (!rest.isEmpty()) {
      return SqlField.NOTHING;
    }
    String value = "(" + values + " ->> 0)";
    return switch (attribute.type()) {
      case NUMBER -> SqlField.number(value + "::numeric");
      case BOOLEAN -> SqlField.bool(value + "::boolean");
      default -> SqlField.text(value);
    };
  }
}
