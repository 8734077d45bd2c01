package io.horarium.sync.plan;

import io.horarium.connector.DataType;
import io.horarium.sync.value.Attributes;
import io.horarium.sync.value.TypedValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The attributes of a kind of objects by name, in any case: how expressions and scoping criteria
 * see a {@link FlowSource}. Made once per plan.
 */
final class FlowAttributes {

  private record Known(int id, String name, DataType type) {}

  private final Map<String, Known> exact = new HashMap<>();
  private final Map<String, Known> anyCase = new HashMap<>();

  static FlowAttributes of(SpaceType type) {
    var attributes = new FlowAttributes();
    type.attributes().forEach(a -> attributes.add(a.id(), a.name(), a.type()));
    return attributes;
  }

  static FlowAttributes of(Iterable<MvAttribute> metaverse) {
    var attributes = new FlowAttributes();
    metaverse.forEach(a -> attributes.add(a.id(), a.name(), a.type()));
    return attributes;
  }

  private void add(int id, String name, DataType type) {
    var known = new Known(id, name, type);
    exact.put(name, known);
    anyCase.putIfAbsent(name.toLowerCase(Locale.ROOT), known);
  }

  /** The typed view of one object; values are read when they are asked for. */
  Attributes of(FlowSource source) {
    return name -> {
      Known known = exact.get(name);
      if (known == null) {
        known = anyCase.get(name.toLowerCase(Locale.ROOT));
      }
      return known == null ? List.of() : typed(known, source);
    };
  }

  private static List<Object> typed(Known known, FlowSource source) {
    List<String> texts = source.values(known.id(), known.name());
    if (texts.size() == 1) {
      return List.of(TypedValues.typed(known.type(), texts.get(0)));
    }
    List<Object> values = new ArrayList<>(texts.size());
    texts.forEach(text -> values.add(TypedValues.typed(known.type(), text)));
    return values;
  }
}
