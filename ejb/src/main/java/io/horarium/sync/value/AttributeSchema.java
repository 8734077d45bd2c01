package io.horarium.sync.value;

import io.horarium.connector.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes of an object type with their data types: what it takes to read documents of
 * canonical texts as typed values. Made once per run; immutable.
 */
public final class AttributeSchema {

  private final Map<String, DataType> types;
  private final TreeMap<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * A schema.
   *
   * @param types data type by the name of the attribute as documents spell it
   */
  public AttributeSchema(Map<String, DataType> types) {
    this.types = Map.copyOf(types);
    // Names that differ by case only are told apart by an exact spelling; else the first one wins.
    this.types.keySet().stream().sorted().forEach(name -> spellings.putIfAbsent(name, name));
  }

  /**
   * The typed view of one object; values are read when they are asked for.
   *
   * @param document canonical texts in canonical order by the name of the attribute; references as
   *     the target's guid. Names that the schema does not know are not seen. Neither copied nor
   *     changed
   */
  public Attributes attributes(Map<String, List<String>> document) {
    return name -> {
      String spelled = types.containsKey(name) ? name : spellings.get(name);
      List<String> texts = spelled == null ? null : document.get(spelled);
      if (texts == null || texts.isEmpty()) {
        return List.of();
      }
      DataType type = types.get(spelled);
      if (texts.size() == 1) {
        return List.of(TypedValues.typed(type, texts.get(0)));
      }
      var values = new ArrayList<Object>(texts.size());
      for (String text : texts) {
        values.add(TypedValues.typed(type, text));
      }
      return values;
    };
  }
}
