package io.horarium.sync.expression;

import io.horarium.sync.expression.Node.Function1;
import io.horarium.sync.value.Letters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Members of typed values: {@code x.ToUpper()}, {@code Split(..).Length}, {@code date.AddDays(1)}
 * (contract/jim-sync.md 5.6). Other than functions they fail for null, as in C#.
 */
final class Members {

  private static final Map<String, Function1> OF_DATES =
      Map.of("Year", DateFunctions::year, "Month", DateFunctions::month, "Day", DateFunctions::day);

  private static final List<String> METHODS_OF_TEXTS =
      List.of(
          "ToString",
          "ToUpper",
          "ToLower",
          "Trim",
          "Replace",
          "Contains",
          "StartsWith",
          "EndsWith",
          "Substring",
          "Split");

  private static final List<String> METHODS_OF_DATES =
      List.of("ToString", "AddDays", "AddMonths", "AddYears", "AddHours");

  private Members() {}

  /** {@code a[index]}. */
  static Operand element(Operand a, Operand index, int offset) throws ExpressionFault {
    if (!a.is(ValueType.LIST)) {
      throw new ExpressionFault(
          "Only a list from Split has elements, but there is "
              + a.type().label()
              + "; use Split or Substring.",
          offset);
    }
    if (!index.is(ValueType.INT)) {
      throw new ExpressionFault(
          "An index must be an int, but is " + index.type().label() + "; use ToInt.",
          index.offset());
    }
    Node node = new Node.Call2(ListFunctions::element, a.node(), index.node());
    return new Operand(node, ValueType.TEXT, a.offset(), Math.max(a.depth(), index.depth()) + 1);
  }

  /** {@code a.name}. */
  static Operand property(Operand a, Token name) throws ExpressionFault {
    String property = name.text();
    Function1 function = null;
    if (a.is(ValueType.LIST) && property.equals("Length")) {
      function = ListFunctions::size;
    } else if (a.is(ValueType.TEXT) && property.equals("Length")) {
      function = value -> receiver(value).length();
    } else if (a.is(ValueType.DATE)) {
      function = OF_DATES.get(property);
    }
    if (function == null) {
      throw unknown(a, name);
    }
    return new Operand(
        new Node.Call1(function, a.node()), ValueType.INT, a.offset(), a.depth() + 1);
  }

  /** {@code a.name(arguments)}. */
  static Operand method(Operand a, Token name, List<Operand> arguments) throws ExpressionFault {
    if (name.text().equals("ToString") && !a.is(ValueType.LIST) && !a.is(ValueType.NULL)) {
      count(name, arguments, 0, 0);
      Node node = new Node.Call1(value -> receiver(TextFunctions.text(value)), a.node());
      return new Operand(node, ValueType.TEXT, a.offset(), a.depth() + 1);
    }
    if (a.is(ValueType.TEXT) && METHODS_OF_TEXTS.contains(name.text())) {
      return ofText(a, name, arguments);
    }
    if (a.is(ValueType.DATE) && METHODS_OF_DATES.contains(name.text())) {
      return ofDate(a, name, arguments);
    }
    throw unknown(a, name);
  }

  private static Operand ofText(Operand a, Token name, List<Operand> arguments)
      throws ExpressionFault {
    return switch (name.text()) {
      case "ToUpper" -> text(a, name, arguments, text -> Letters.upper(text));
      case "ToLower" -> text(a, name, arguments, text -> Letters.lower(text));
      case "Trim" -> text(a, name, arguments, text -> Letters.trim(text));
      case "Replace" -> {
        count(name, arguments, 2, 2);
        texts(name, arguments);
        yield call(
            a,
            arguments,
            ValueType.TEXT,
            args -> {
              String from = argument(args[1]);
              if (from.isEmpty()) {
                throw new EvaluationFault("Replace was given nothing to look for; test it before.");
              }
              String to = args[2] == null ? "" : (String) args[2];
              return TextFunctions.replace(receiver(args[0]), from, to);
            });
      }
      case "Contains" ->
          test(a, name, arguments, args -> receiver(args[0]).contains(argument(args[1])));
      case "StartsWith" ->
          test(a, name, arguments, args -> receiver(args[0]).startsWith(argument(args[1])));
      case "EndsWith" ->
          test(a, name, arguments, args -> receiver(args[0]).endsWith(argument(args[1])));
      case "Split" -> {
        count(name, arguments, 1, 1);
        texts(name, arguments);
        yield call(
            a,
            arguments,
            ValueType.LIST,
            args -> ListFunctions.cut(receiver(args[0]), argument(args[1])));
      }
      default -> {
        count(name, arguments, 1, 2);
        for (Operand argument : arguments) {
          require(name, argument, argument.is(ValueType.INT), "an int; use ToInt");
        }
        yield call(a, arguments, ValueType.TEXT, Members::substring);
      }
    };
  }

  /** Other than the function, it fails where the text ends before. */
  private static Object substring(Object[] args) {
    String text = receiver(args[0]);
    if (args[1] instanceof Integer start && start >= 0 && start <= text.length()) {
      Object length = args.length == 3 ? args[2] : (Object) (text.length() - start);
      if (length instanceof Integer count && count >= 0 && count <= text.length() - start) {
        return text.substring(start, start + count);
      }
    }
    throw new EvaluationFault(
        "Substring reaches beyond the text; use the function Substring, which does not fail.");
  }

  private static Operand ofDate(Operand a, Token name, List<Operand> arguments)
      throws ExpressionFault {
    count(name, arguments, 1, 1);
    Operand n = arguments.get(0);
    boolean whole = name.text().equals("AddMonths") || name.text().equals("AddYears");
    boolean fits = whole ? n.is(ValueType.INT) : n.type().isNumber() && !n.is(ValueType.DECIMAL);
    require(name, n, fits, whole ? "an int; use ToInt" : "an int or a double; use ToInt");
    Node.Function2 function =
        switch (name.text()) {
          case "AddDays" -> DateFunctions::addDays;
          case "AddHours" -> DateFunctions::addHours;
          case "AddMonths" -> DateFunctions::addMonths;
          default -> DateFunctions::addYears;
        };
    return new Operand(
        new Node.Call2(function, a.node(), n.node()),
        ValueType.DATE,
        a.offset(),
        Math.max(a.depth(), n.depth()) + 1);
  }

  private interface OfText {
    Object apply(String text);
  }

  private interface OfArguments {
    /** The receiver comes first. */
    Object apply(Object[] args);
  }

  private static Operand text(Operand a, Token name, List<Operand> arguments, OfText function)
      throws ExpressionFault {
    count(name, arguments, 0, 0);
    return call(a, arguments, ValueType.TEXT, args -> function.apply(receiver(args[0])));
  }

  private static Operand test(Operand a, Token name, List<Operand> arguments, OfArguments test)
      throws ExpressionFault {
    count(name, arguments, 1, 1);
    texts(name, arguments);
    return call(a, arguments, ValueType.BOOLEAN, test);
  }

  private static Operand call(
      Operand a, List<Operand> arguments, ValueType type, OfArguments function) {
    var nodes = new ArrayList<Node>();
    nodes.add(a.node());
    arguments.forEach(argument -> nodes.add(argument.node()));
    int depth = arguments.stream().mapToInt(Operand::depth).max().orElse(0);
    Node[] all = nodes.toArray(Node[]::new);
    Node node =
        new Node.Call0(
            in -> {
              var args = new Object[all.length];
              for (int i = 0; i < args.length; i++) {
                args[i] = all[i].value(in);
              }
              return function.apply(args);
            });
    return new Operand(node, type, a.offset(), Math.max(a.depth(), depth) + 1);
  }

  private static String receiver(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new EvaluationFault(
        "A member of a value was called where there is none; test it with == null before.");
  }

  private static String argument(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new EvaluationFault(
        "A method was given no text to work with; test it with == null before.");
  }

  private static void texts(Token name, List<Operand> arguments) throws ExpressionFault {
    for (Operand argument : arguments) {
      boolean fits = argument.is(ValueType.TEXT) || argument.is(ValueType.NULL);
      require(name, argument, fits, "a text; use ToString, or cast by (string)");
    }
  }

  private static void require(Token name, Operand argument, boolean fits, String wanted)
      throws ExpressionFault {
    if (!fits) {
      throw new ExpressionFault(
          "An argument of "
              + name.text()
              + " is "
              + argument.type().label()
              + ", but must be "
              + wanted
              + ".",
          argument.offset());
    }
  }

  private static void count(Token name, List<Operand> arguments, int least, int most)
      throws ExpressionFault {
    if (arguments.size() < least || arguments.size() > most) {
      throw new ExpressionFault(
          name.text()
              + " takes "
              + (least == most ? "" + least : least + " or " + most)
              + " arguments, but "
              + arguments.size()
              + " are given.",
          name.offset());
    }
  }

  private static ExpressionFault unknown(Operand a, Token name) {
    if (a.is(ValueType.UNTYPED)) {
      return new ExpressionFault(
          "An untyped value has no "
              + name.text()
              + "; use a function such as Replace(x, ..), or cast it before, as in ((string)x)."
              + name.text()
              + ".",
          name.offset());
    }
    List<String> known =
        switch (a.type()) {
          case TEXT -> with(METHODS_OF_TEXTS, "Length");
          case DATE -> with(METHODS_OF_DATES, "Year", "Month", "Day");
          case LIST -> List.of("Length");
          case NULL -> List.of();
          default -> List.of("ToString");
        };
    return new ExpressionFault(
        name.text()
            + " is not known of "
            + a.type().label()
            + (known.isEmpty() ? "; remove it." : "; there is " + String.join(", ", known) + "."),
        name.offset());
  }

  private static List<String> with(List<String> methods, String... properties) {
    return Stream.concat(methods.stream(), Arrays.stream(properties)).collect(Collectors.toList());
  }
}
