package io.horarium.step.command;

import io.horarium.step.ConfigObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How the arguments of a step become those of a program: the words of the catalogue entry, in which
 * {@code {name}} stands for a declared parameter and the word {@code {arguments}} for all that the
 * step gives. A value is always one argument or part of one, whatever it holds.
 *
 * @param words null: what the step gives, as it is
 * @param parameters in the order in which the step gives them; empty: any number of any texts
 */
record ArgumentTemplate(List<String> words, List<Parameter> parameters) {

  private static final String ALL = "{arguments}";
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)}");

  /** What may stand for one parameter. */
  record Parameter(String name, Type type, List<String> values, Pattern pattern, boolean optional) {

    enum Type {
      text,
      integer,
      choice
    }

    /** What is wrong with a value, or null. */
    private String problem(String value) {
      boolean right =
          switch (type) {
            case text -> pattern == null || pattern.matcher(value).matches();
            case integer -> value.matches("-?[0-9]{1,18}");
            case choice -> values.contains(value);
          };
      if (right) {
        return null;
      }
      return "gives '"
          + (value.length() > 60 ? value.substring(0, 60) + "…" : value)
          + "' for "
          + name
          + ", which must be "
          + switch (type) {
            case text -> "a text of the form " + pattern;
            case integer -> "a whole number";
            case choice -> "one of " + String.join(", ", values);
          };
    }
  }

  static ArgumentTemplate read(ConfigObject program) {
    List<Parameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<ConfigObject> given = program.objects("parameters");
    for (ConfigObject parameter : given == null ? List.<ConfigObject>of() : given) {
      Parameter read = parameter(parameter);
      if (!names.add(read.name())) {
        throw parameter.mistake("name", "is used by an earlier parameter; choose another");
      }
      if (!read.optional()
          && !parameters.isEmpty()
          && parameters.get(parameters.size() - 1).optional()) {
        throw parameter.mistake(
            "optional", "must be true, because the parameter before it is optional");
      }
      parameters.add(read);
    }
    List<String> words = program.texts("arguments");
    for (String word : words == null ? List.<String>of() : words) {
      Matcher places = PLACE.matcher(word.equals(ALL) ? "" : word);
      while (places.find()) {
        if (!names.contains(places.group(1))) {
          throw program.mistake(
              "arguments",
              "names " + places.group() + ", which is no parameter; declare it in parameters");
        }
      }
    }
    return new ArgumentTemplate(words, List.copyOf(parameters));
  }

  private static Parameter parameter(ConfigObject parameter) {
    String name = parameter.requiredText("name", "give a word of letters, digits, - and _");
    if (!PLACE.matcher("{" + name + "}").matches() || ALL.equals("{" + name + "}")) {
      throw parameter.mistake("name", "must be a word of letters, digits, - and _");
    }
    String type = parameter.text("type");
    List<String> values = parameter.texts("values");
    String form = parameter.text("pattern");
    boolean optional = parameter.flag("optional");
    parameter.end();
    if (type != null && !Set.of("text", "integer", "choice").contains(type)) {
      throw parameter.mistake("type", "must be text, integer or choice");
    }
    Parameter.Type kind = type == null ? Parameter.Type.text : Parameter.Type.valueOf(type);
    if ((kind == Parameter.Type.choice) != (values != null && !values.isEmpty())) {
      throw parameter.mistake("values", "belongs to the type choice, and must be there for it");
    }
    if (form != null && kind != Parameter.Type.text) {
      throw parameter.mistake("pattern", "belongs to the type text; remove it");
    }
    try {
      Pattern pattern = form == null ? null : Pattern.compile(form);
      return new Parameter(name, kind, values == null ? List.of() : values, pattern, optional);
    } catch (PatternSyntaxException e) {
      throw parameter.mistake("pattern", "is not a regular expression");
    }
  }

  /**
   * The arguments of the program.
   *
   * @throws IllegalArgumentException what the step gives does not fit; the message goes after the
   *     name of the field
   */
  List<String> apply(List<String> given) {
    Map<String, String> values = parameters.isEmpty() ? Map.of() : typed(given);
    if (words == null) {
      return given;
    }
    List<String> applied = new ArrayList<>();
    for (String word : words) {
      if (word.equals(ALL)) {
        applied.addAll(given);
      } else {
        String filled = filled(word, values);
        if (filled != null) {
          applied.add(filled);
        }
      }
    }
    return applied;
  }

  private Map<String, String> typed(List<String> given) {
    long required = parameters.stream().filter(p -> !p.optional()).count();
    if (given.size() < required || given.size() > parameters.size()) {
      throw new IllegalArgumentException(
          "gives "
              + given.size()
              + " values, but the program takes "
              + (required == parameters.size() ? "" : required + " to ")
              + parameters.size()
              + ": "
              + String.join(", ", parameters.stream().map(Parameter::name).toList()));
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String problem = parameters.get(i).problem(given.get(i));
      if (problem != null) {
        throw new IllegalArgumentException(problem);
      }
      values.put(parameters.get(i).name(), given.get(i));
    }
    return values;
  }

  /** The word with values for its places; null if one of them was not given. */
  private static String filled(String word, Map<String, String> values) {
    Matcher places = PLACE.matcher(word);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      String value = values.get(places.group(1));
      if (value == null) {
        return null;
      }
      places.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return places.appendTail(filled).toString();
  }
}
