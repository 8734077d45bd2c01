package io.horarium.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The request says something that cannot be accepted: 400. Names the field when there is one. */
public final class InvalidInput extends Problem {

  private static final long serialVersionUID = 1L;

  private final Map<String, List<String>> fields;

  private InvalidInput(String message, Map<String, List<String>> fields) {
    super(Category.CONFIGURATION, message, null);
    this.fields = fields;
  }

  /** The request as a whole is wrong (dialect code {@code BAD_REQUEST}). */
  public static InvalidInput request(String message) {
    return new InvalidInput(message, Map.of());
  }

  /**
   * One field is wrong (dialect code {@code VALIDATION_ERROR}); the message names field, problem
   * and remedy.
   */
  public static InvalidInput field(String field, String message) {
    return new InvalidInput(message, Map.of(field, List.of(message)));
  }

  /**
   * Several fields are wrong; {@code fields} must not be empty, its first entry becomes the
   * message.
   */
  public static InvalidInput fields(Map<String, List<String>> fields) {
    var copy = new LinkedHashMap<String, List<String>>();
    fields.forEach((field, texts) -> copy.put(field, List.copyOf(texts)));
    return new InvalidInput(copy.values().iterator().next().get(0), copy);
  }

  /** Field name to its messages, in the order found; empty when the request as a whole is wrong. */
  public Map<String, List<String>> fieldMessages() {
    return fields;
  }

  @Override
  public String code() {
    return fields.isEmpty() ? "BAD_REQUEST" : "VALIDATION_ERROR";
  }
}
