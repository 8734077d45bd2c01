package io.horarium.sync.expression;

import io.horarium.sync.expression.Node.Function1;
import io.horarium.sync.expression.Node.Function2;
import io.horarium.sync.expression.Node.Function3;
import java.util.List;

/**
 * A function that expressions may call.
 *
 * @param name exact
 * @param result what it gives
 * @param parameters what it takes; their number is fixed
 * @param builder makes the node of a call
 */
record FunctionSpec(String name, ValueType result, List<Parameter> parameters, Builder builder) {

  /** What a parameter takes. */
  enum Parameter {
    /** Anything but a list; most functions ask for its text. */
    VALUE("a value", ", not a list; use Join, or one element by [0]"),
    /** Anything; of an attribute all values. */
    LIST("a list", ""),
    INT("an int", "; use ToInt, or cast by (int)"),
    CONDITION("a condition", "; compare it, or cast it by (bool)"),
    DATE("a DateTime", "; cast a text by (DateTime)"),
    /** A date or a text of one. */
    DATE_TEXT("a DateTime or a text", ""),
    /** A number or a text of digits. */
    WHOLE("a whole number", "; use ToInt");

    private final String label;
    private final String remedy;

    Parameter(String label, String remedy) {
      this.label = label;
      this.remedy = remedy;
    }

    boolean takes(ValueType type) {
      return switch (this) {
        case VALUE -> type != ValueType.LIST;
        case LIST -> true;
        case INT -> type == ValueType.INT;
        case CONDITION -> type == ValueType.BOOLEAN;
        case DATE -> type == ValueType.DATE || type == ValueType.UNTYPED || type == ValueType.NULL;
        case DATE_TEXT -> DATE.takes(type) || type == ValueType.TEXT;
        case WHOLE ->
            type.isNumber()
                || type == ValueType.UNTYPED
                || type == ValueType.NULL
                || type == ValueType.TEXT;
      };
    }
  }

  /** Makes the node of a call from the nodes of its arguments. */
  interface Builder {
    Node node(List<Node> arguments);
  }

  static FunctionSpec of1(String name, ValueType result, Parameter a, Function1 function) {
    return new FunctionSpec(
        name, result, List.of(a), nodes -> new Node.Call1(function, nodes.get(0)));
  }

  static FunctionSpec of2(
      String name, ValueType result, Parameter a, Parameter b, Function2 function) {
    return new FunctionSpec(
        name, result, List.of(a, b), nodes -> new Node.Call2(function, nodes.get(0), nodes.get(1)));
  }

  static FunctionSpec of3(
      String name, ValueType result, Parameter a, Parameter b, Parameter c, Function3 function) {
    return new FunctionSpec(
        name,
        result,
        List.of(a, b, c),
        nodes -> new Node.Call3(function, nodes.get(0), nodes.get(1), nodes.get(2)));
  }

  /**
   * A call.
   *
   * @param at the name of the function in the text
   * @throws ExpressionFault wrong number or types of arguments
   */
  Operand call(Token at, List<Operand> arguments) throws ExpressionFault {
    if (arguments.size() != parameters.size()) {
      throw new ExpressionFault(count(arguments.size()), at.offset());
    }
    int depth = 0;
    var nodes = new Node[arguments.size()];
    for (int i = 0; i < nodes.length; i++) {
      Operand argument = arguments.get(i);
      Parameter parameter = parameters.get(i);
      if (!parameter.takes(argument.type())) {
        throw new ExpressionFault(
            "Argument "
                + (i + 1)
                + " of "
                + name
                + " must be "
                + parameter.label
                + ", but is "
                + argument.type().label()
                + parameter.remedy
                + ".",
            argument.offset());
      }
      nodes[i] = parameter == Parameter.LIST ? new Node.Whole(argument.node()) : argument.node();
      depth = Math.max(depth, argument.depth());
    }
    return new Operand(builder.node(List.of(nodes)), result, at.offset(), depth + 1);
  }

  private String count(int given) {
    String text =
        name
            + " takes "
            + (parameters.size() == 1 ? "1 argument" : parameters.size() + " arguments")
            + ", but "
            + given
            + (given == 1 ? " is" : " are")
            + " given";
    return name.equals(Functions.COALESCE)
        ? text + "; nest it, as in Coalesce(a, Coalesce(b, c))."
        : text + ".";
  }
}
