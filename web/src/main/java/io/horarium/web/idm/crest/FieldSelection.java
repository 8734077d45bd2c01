package io.horarium.web.idm.crest;

import io.horarium.idm.filter.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code _fields}: which properties of a resource the client wants to see
 * (contract/openidm-scheduler.md 2.3).
 *
 * @param pointers empty for all
 */
public record FieldSelection(List<Pointer> pointers) {

  /** The id, and the revision where there is one. */
  static final FieldSelection IDS = new FieldSelection(List.of(Pointer.parse("_id")));

  private static final int MOST = 500;

  public FieldSelection {
    pointers = List.copyOf(pointers);
  }

  /**
   * Reads the parameter; null and empty mean all.
   *
   * @throws CrestRefusal a pointer is malformed, or there are too many
   */
  static FieldSelection parse(String text) {
    if (text == null || text.isBlank()) {
      return new FieldSelection(List.of());
    }
    List<Pointer> pointers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        Pointer pointer = Pointer.parse(part.strip());
        if (pointer.segments().isEmpty() || part.strip().equals("*")) {
          return new FieldSelection(List.of());
        }
        pointers.add(pointer);
      } catch (IllegalArgumentException e) {
        throw unreadable(text);
      }
    }
    if (pointers.size() > MOST) {
      throw unreadable(text);
    }
    return new FieldSelection(pointers);
  }

  private static CrestRefusal unreadable(String text) {
    return CrestRefusal.badRequest(
        "The value '"
            + (text.length() > 100 ? text.substring(0, 100) + "…" : text)
            + "' for parameter '_fields' could not be parsed as a comma separated list of JSON"
            + " pointers");
  }

  /**
   * The chosen part of a resource: its id and revision always, then what is asked for and there,
   * each under the last segment of its pointer.
   */
  public Map<String, Object> of(Map<String, Object> resource) {
    if (pointers.isEmpty()) {
      return resource;
    }
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (String always : List.of("_id", "_rev")) {
      if (resource.containsKey(always)) {
        chosen.put(always, resource.get(always));
      }
    }
    for (Pointer pointer : pointers) {
      if (pointer.isIn(resource)) {
        chosen.putIfAbsent(pointer.leaf(), pointer.in(resource));
      }
    }
    return chosen;
  }
}
