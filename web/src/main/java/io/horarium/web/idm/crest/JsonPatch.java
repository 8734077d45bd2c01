package io.horarium.web.idm.crest;

import io.horarium.idm.filter.Pointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out the operations of a PATCH on a document (contract/openidm-scheduler.md 9): {@code
 * add}, {@code remove}, {@code replace}, {@code increment}, {@code move}, {@code copy} and {@code
 * transform}, one after the other.
 */
public final class JsonPatch {

  private static final int MOST = 1000;

  /** What the operation {@code transform} does. */
  @FunctionalInterface
  public interface Transformation {

    /**
     * The new value of a field.
     *
     * @param content its present value, or null
     * @param by the operation's value, {@code {"script": {...}}}
     * @throws io.horarium.problem.Problem it cannot be carried out
     */
    Object of(Object content, Map<?, ?> by);
  }

  private final Map<String, Object> document;
  private final Transformation transformation;

  private JsonPatch(Map<String, Object> document, Transformation transformation) {
    this.document = document;
    this.transformation = transformation;
  }

  /**
   * A changed copy of the document.
   *
   * @param operations as sent
   * @throws CrestRefusal an operation cannot be read or carried out; says which
   */
  public static Map<String, Object> applied(
      Map<String, Object> document, List<?> operations, Transformation transformation) {
    if (operations.size() > MOST) {
      throw CrestRefusal.badRequest("A patch may have at most " + MOST + " operations");
    }
    JsonPatch patch = new JsonPatch(copy(document), transformation);
    for (int i = 0; i < operations.size(); i++) {
      if (!(operations.get(i) instanceof Map<?, ?> operation)) {
        throw problem(i, "must be an object with operation and field");
      }
      patch.apply(i, operation);
    }
    return patch.document;
  }

  private void apply(int index, Map<?, ?> operation) {
    String name = text(index, operation, "operation");
    Pointer field = pointer(index, operation, "field");
    Object value = copy(operation.get("value"));
    switch (name) {
      case "add" -> add(index, field, required(index, operation, value));
      case "replace" -> set(index, field, value);
      case "remove" -> remove(field, operation.get("value"));
      case "increment" -> increment(index, field, value);
      case "transform" -> {
        if (!(operation.get("value") instanceof Map<?, ?> by)) {
          throw problem(index, "needs an object with a script as its value");
        }
        set(index, field, copy(transformation.of(field.in(document), by)));
      }
      case "copy" -> set(index, field, copy(from(index, operation)));
      case "move" -> {
        Object moved = from(index, operation);
        remove(pointer(index, operation, "from"), null);
        set(index, field, moved);
      }
      default ->
          throw problem(
              index,
              "has the operation '"
                  + shortened(name)
                  + "', but must have add, remove, replace, increment, move, copy or transform");
    }
  }

  private Object from(int index, Map<?, ?> operation) {
    Pointer from = pointer(index, operation, "from");
    if (!from.isIn(document)) {
      throw problem(index, "takes its value from " + from + ", where nothing is");
    }
    return from.in(document);
  }

  private static Object required(int index, Map<?, ?> operation, Object value) {
    if (!operation.containsKey("value")) {
      throw problem(index, "needs a value");
    }
    return value;
  }

  private void add(int index, Pointer field, Object value) {
    if (field.in(document) instanceof List<?> list) {
      elements(list).add(value);
    } else {
      set(index, field, value);
    }
  }

  private void increment(int index, Pointer field, Object by) {
    if (!(by instanceof BigDecimal more) || !(field.in(document) instanceof BigDecimal number)) {
      throw problem(index, "increments what is not a number, or by what is not");
    }
    set(index, field, number.add(more));
  }

  private void set(int index, Pointer field, Object value) {
    Object parent = document;
    List<String> segments = field.segments();
    for (String segment : segments.subList(0, segments.size() - 1)) {
      Object next = new Pointer(List.of(segment)).in(parent);
      if (next == null && parent instanceof Map<?, ?> object) {
        next = new LinkedHashMap<String, Object>();
        properties(object).put(segment, next);
      }
      parent = next;
    }
    String leaf = field.leaf();
    if (parent instanceof Map<?, ?> object) {
      properties(object).put(leaf, value);
    } else if (parent instanceof List<?> list && leaf.equals("-")) {
      elements(list).add(value);
    } else if (parent instanceof List<?> list && position(leaf, list) >= 0) {
      elements(list).set(position(leaf, list), value);
    } else {
      throw problem(index, "names the field " + field + ", which cannot be set");
    }
  }

  private void remove(Pointer field, Object value) {
    List<String> segments = field.segments();
    Object parent = new Pointer(segments.subList(0, segments.size() - 1)).in(document);
    Object present = field.in(document);
    if (value != null && present instanceof List<?> list) {
      list.removeIf(value::equals);
    } else if (value == null || value.equals(present)) {
      if (parent instanceof Map<?, ?> object) {
        object.remove(field.leaf());
      } else if (parent instanceof List<?> list && position(field.leaf(), list) >= 0) {
        list.remove(position(field.leaf(), list));
      }
    }
  }

  private static int position(String segment, List<?> list) {
    if (!segment.matches("[0-9]{1,9}")) {
      return -1;
    }
    int position = Integer.parseInt(segment);
    return position < list.size() ? position : -1;
  }

  private static String text(int index, Map<?, ?> operation, String name) {
    if (operation.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw problem(index, "needs a text as " + name);
  }

  private static Pointer pointer(int index, Map<?, ?> operation, String name) {
    try {
      Pointer pointer = Pointer.parse(text(index, operation, name));
      if (!pointer.segments().isEmpty()) {
        return pointer;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw problem(index, "needs a JSON pointer such as /enabled as " + name);
  }

  private static CrestRefusal problem(int index, String problem) {
    return CrestRefusal.badRequest("Operation " + index + " of the patch " + problem);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> properties(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> elements(List<?> list) {
    return (List<Object>) list;
  }

  private static Map<String, Object> copy(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put((String) name, copy(value)));
    return copy;
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> object) {
      return copy(object);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(copy(element)));
      return copy;
    }
    return value;
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
