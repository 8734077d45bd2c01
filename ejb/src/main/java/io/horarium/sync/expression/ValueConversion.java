package io.horarium.sync.expression;

import io.horarium.connector.DataType;
import io.horarium.connectorspace.Storable;
import io.horarium.sync.value.TextProcessing;
import io.horarium.sync.value.TypedValues;
import java.util.List;
import java.util.TreeSet;

/**
 * Brings results of expressions to the attribute they flow into (contract/jim-sync.md 5.4, 12.17 to
 * 12.19). What comes out are canonical texts, sorted and each once, as documents hold them; an
 * empty list is no value.
 *
 * @param attribute name of the target, for messages
 * @param type of the target
 * @param multiValued whether the target takes several values
 */
public record ValueConversion(String attribute, DataType type, boolean multiValued) {

  /**
   * Into the metaverse. A value that does not convert flows nothing, silently (5.4).
   *
   * @param result of {@link Expression#evaluate}, or null
   * @param processing for texts; other types ignore it (5.2)
   * @throws EvaluationFault several values for a single-valued target ({@link
   *     EvaluationFault#SEVERAL_VALUES}), or a text that cannot be stored
   */
  public List<String> inbound(Object result, TextProcessing processing) {
    var texts = new TreeSet<String>();
    for (Object value : elements(result)) {
      String text = TypedValues.canonical(type, value);
      if (text != null && type == DataType.Text) {
        text = processing.apply(text);
      }
      if (type == DataType.Reference) {
        text = guid(text);
      }
      if (text != null && !text.isEmpty()) {
        texts.add(storable(text));
      }
    }
    if (texts.size() > 1 && !multiValued) {
      throw new EvaluationFault(
          EvaluationFault.SEVERAL_VALUES,
          "Attribute '"
              + attribute
              + "' is single-valued, but the expression gives several values; use Join, or one"
              + " element.");
    }
    return List.copyOf(texts);
  }

  /** A reference to a metaverse object is its guid. */
  private static String guid(String text) {
    return text == null ? null : TypedValues.canonical(DataType.Guid, text);
  }

  /**
   * Into a connected system. A reference is the guid of a metaverse object, or a text of the target
   * system, such as a DN, as it is.
   *
   * @param result of {@link Expression#evaluate}, or null
   * @throws EvaluationFault a value that is not of the target's type, several values for a
   *     single-valued target, or a text that cannot be stored (12.18)
   */
  public List<String> outbound(Object result) {
    var texts = new TreeSet<String>();
    for (Object value : elements(result)) {
      String text = TypedValues.canonical(type, value);
      if (text == null) {
        throw new EvaluationFault(
            "The result does not convert to the type "
                + type
                + " of attribute '"
                + attribute
                + "'; convert it in the expression, as by ToString or a cast.");
      }
      String guid = type == DataType.Reference ? guid(text) : null;
      if (!text.isEmpty()) {
        texts.add(storable(guid == null ? text : guid));
      }
    }
    if (texts.size() > 1 && !multiValued) {
      throw new EvaluationFault(
          "Attribute '"
              + attribute
              + "' is single-valued, but the expression gives several values; use Join, or one"
              + " element.");
    }
    return List.copyOf(texts);
  }

  /** An empty text is no value, of whatever type. */
  private static List<?> elements(Object result) {
    if (result == null || "".equals(result)) {
      return List.of();
    }
    if (result instanceof List<?> list) {
      return list.stream().filter(element -> !"".equals(element)).toList();
    }
    return List.of(result);
  }

  private String storable(String text) {
    if (!Storable.text(text)) {
      throw new EvaluationFault(
          "The text for attribute '"
              + attribute
              + "' has a NUL or half a character, which cannot be stored; cut or replace it"
              + " elsewhere.");
    }
    return text;
  }
}
