package io.horarium.sync.expression;

import static io.horarium.sync.expression.FunctionSpec.Parameter.CONDITION;
import static io.horarium.sync.expression.FunctionSpec.Parameter.INT;
import static io.horarium.sync.expression.FunctionSpec.Parameter.LIST;
import static io.horarium.sync.expression.FunctionSpec.Parameter.VALUE;
import static io.horarium.sync.expression.FunctionSpec.Parameter.WHOLE;
import static io.horarium.sync.expression.FunctionSpec.of1;
import static io.horarium.sync.expression.FunctionSpec.of2;
import static io.horarium.sync.expression.FunctionSpec.of3;

import io.horarium.sync.expression.FunctionSpec.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of the dialect (contract/jim-sync.md 5.5); the list is closed. */
final class Functions {

  static final String COALESCE = "Coalesce";

  private static final String FORMAT_DATE = "FormatDate";

  private static final Map<String, FunctionSpec> BY_NAME =
      Stream.of(
              of1("Trim", ValueType.TEXT, VALUE, TextFunctions::trim),
              of1("Upper", ValueType.TEXT, VALUE, TextFunctions::upper),
              of1("Lower", ValueType.TEXT, VALUE, TextFunctions::lower),
              of1("Capitalise", ValueType.TEXT, VALUE, TextFunctions::capitalise),
              of2("Left", ValueType.TEXT, VALUE, INT, TextFunctions::left),
              of2("Right", ValueType.TEXT, VALUE, INT, TextFunctions::right),
              of3("Substring", ValueType.TEXT, VALUE, INT, INT, TextFunctions::substring),
              of3("Replace", ValueType.TEXT, VALUE, VALUE, VALUE, TextFunctions::replace),
              of2("StartsWith", ValueType.BOOLEAN, VALUE, VALUE, TextFunctions::startsWith),
              of2("EndsWith", ValueType.BOOLEAN, VALUE, VALUE, TextFunctions::endsWith),
              of2("Contains", ValueType.BOOLEAN, VALUE, VALUE, TextFunctions::contains),
              of1("Length", ValueType.INT, VALUE, TextFunctions::length),
              of1("IsNullOrEmpty", ValueType.BOOLEAN, VALUE, TextFunctions::isNullOrEmpty),
              of1(
                  "IsNullOrWhitespace",
                  ValueType.BOOLEAN,
                  VALUE,
                  TextFunctions::isNullOrWhitespace),
              of2(
                  "CollectionContains",
                  ValueType.BOOLEAN,
                  LIST,
                  VALUE,
                  ListFunctions::collectionContains),
              of2("Split", ValueType.LIST, VALUE, VALUE, ListFunctions::split),
              of2("Join", ValueType.TEXT, LIST, VALUE, ListFunctions::join),
              new FunctionSpec(
                  COALESCE,
                  ValueType.UNTYPED,
                  List.of(VALUE, VALUE),
                  nodes -> new Node.Coalesce(nodes.get(0), nodes.get(1))),
              new FunctionSpec(
                  "IIF",
                  ValueType.UNTYPED,
                  List.of(CONDITION, VALUE, VALUE),
                  nodes -> new Node.Iif(nodes.get(0), nodes.get(1), nodes.get(2))),
              of2("Eq", ValueType.BOOLEAN, VALUE, VALUE, Operators::equal),
              new FunctionSpec(
                  "Now", ValueType.DATE, List.of(), nodes -> new Node.Call0(DateFunctions::now)),
              new FunctionSpec(
                  "Today",
                  ValueType.DATE,
                  List.of(),
                  nodes -> new Node.Call0(DateFunctions::today)),
              of2(FORMAT_DATE, ValueType.TEXT, Parameter.DATE, VALUE, DateFunctions::formatDate),
              of1("ToFileTime", ValueType.LONG, Parameter.DATE_TEXT, DateFunctions::toFileTime),
              of1("FromFileTime", ValueType.DATE, WHOLE, DateFunctions::fromFileTime),
              of1("ToString", ValueType.TEXT, VALUE, TextFunctions::text),
              of1("ToInt", ValueType.INT, VALUE, Functions::toInt),
              of1("ToDecimal", ValueType.DECIMAL, VALUE, Functions::toDecimal),
              of1("EscapeDN", ValueType.TEXT, VALUE, TextFunctions::escapeDn),
              of1("EnableUser", ValueType.INT, WHOLE, BitFunctions::enableUser),
              of1("DisableUser", ValueType.INT, WHOLE, BitFunctions::disableUser),
              of2("SetBit", ValueType.INT, WHOLE, INT, BitFunctions::setBit),
              of2("ClearBit", ValueType.INT, WHOLE, INT, BitFunctions::clearBit),
              of2("HasBit", ValueType.BOOLEAN, WHOLE, INT, BitFunctions::hasBit))
          .collect(Collectors.toUnmodifiableMap(FunctionSpec::name, Function.identity()));

  private Functions() {}

  /** Names of all functions. */
  static Iterable<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * The function of this name.
   *
   * @throws ExpressionFault there is none
   */
  static FunctionSpec find(Token name) throws ExpressionFault {
    FunctionSpec function = BY_NAME.get(name.text());
    if (function == null) {
      throw Hints.unknownFunction(name);
    }
    return function;
  }

  /**
   * A call of a function.
   *
   * @param name of the function in the text
   * @throws ExpressionFault arguments that do not fit
   */
  static Operand call(FunctionSpec function, Token name, List<Operand> arguments)
      throws ExpressionFault {
    Operand call = function.call(name, arguments);
    String format = function.name().equals(FORMAT_DATE) ? arguments.get(1).literal() : null;
    return format == null ? call : formatDate(call, arguments.get(0), arguments.get(1), format);
  }

  /** A format that is known now is read once, and refused now. */
  private static Operand formatDate(Operand call, Operand date, Operand format, String text)
      throws ExpressionFault {
    try {
      DateFormat known = DateFormat.of(text);
      Node node = new Node.Call1(value -> DateFunctions.formatDate(value, known), date.node());
      return new Operand(node, call.type(), call.offset(), call.depth());
    } catch (IllegalArgumentException e) {
      throw new ExpressionFault(e.getMessage(), format.offset());
    }
  }

  private static Object toInt(Object v) {
    Integer number = v == null ? null : Numbers.parseInt(TextFunctions.text(v));
    return number == null ? 0 : number;
  }

  private static Object toDecimal(Object v) {
    Object number = v == null ? null : Numbers.parseDecimal(TextFunctions.text(v));
    return number == null ? BigDecimal.ZERO : number;
  }
}
