package io.horarium.web.idm.crest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The parameters of a request (contract/openidm-scheduler.md 2.2). Those of the protocol are found
 * in any case and given once; others are the handler's business.
 */
public final class Parameters {

  private static final Set<String> OF_THE_PROTOCOL =
      Set.of(
          "_fields",
          "_prettyPrint",
          "_queryFilter",
          "_queryId",
          "_queryExpression",
          "_pageSize",
          "_pagedResultsOffset",
          "_pagedResultsCookie",
          "_totalPagedResultsPolicy",
          "_sortKeys",
          "_action",
          "_mimeType");

  private static final Map<String, String> BY_LOWER_CASE =
      OF_THE_PROTOCOL.stream()
          .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Takes them over.
   *
   * @throws CrestRefusal one is given twice, begins with an underscore and is not known, or holds a
   *     NUL character
   */
  public Parameters(Map<String, String[]> sent) {
    sent.forEach(
        (name, texts) -> {
          String known = BY_LOWER_CASE.get(name.toLowerCase(Locale.ROOT));
          if (known == null && name.startsWith("_")) {
            throw CrestRefusal.badRequest("Unrecognized request parameter '" + shown(name) + "'");
          }
          if (texts.length != 1
              || values.putIfAbsent(known == null ? name : known, texts[0]) != null) {
            throw CrestRefusal.badRequest(
                "Multiple values provided for parameter '" + shown(name) + "'; give it once");
          }
          if (texts[0].indexOf('\0') >= 0) {
            throw CrestRefusal.badRequest(
                "The parameter '" + shown(name) + "' holds a NUL character; remove it");
          }
        });
  }

  /** As sent, be it empty. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether it was sent, be it empty. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * True or false; absent is false.
   *
   * @throws CrestRefusal it is something else
   */
  public boolean isTrue(String name) {
    String text = values.getOrDefault(name, "false");
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw unreadable(name, text, "a boolean");
    }
    return Boolean.parseBoolean(text);
  }

  /**
   * A whole number; absent is 0, and what lies outside of the range of int is its end.
   *
   * @throws CrestRefusal it is something else
   */
  public int integer(String name) {
    String text = values.getOrDefault(name, "0").strip();
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw unreadable(name, text, "an integer");
    }
    long number = Long.parseLong(text);
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  /**
   * One of the constants in any case, or absent.
   *
   * @throws CrestRefusal it is something else
   */
  public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    if (!has(name)) {
      return Optional.empty();
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(values.get(name))) {
        return Optional.of(constant);
      }
    }
    var names = new TreeSet<String>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name());
    }
    throw unreadable(name, values.get(name), "one of " + String.join(", ", names));
  }

  private static CrestRefusal unreadable(String name, String text, String kind) {
    return CrestRefusal.badRequest(
        "The value '" + shown(text) + "' for parameter '" + name + "' is not " + kind);
  }

  private static String shown(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
