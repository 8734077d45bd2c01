package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** What holds for every text and every expression. */
class ExpressionPropertyTest {

  private static final String[] WORDS = {
    "mv[\"a\"]",
    "cs[\"n\"]",
    "mv[\"multi\"]",
    "mv[\"none\"]",
    "mv[\"date\"]",
    "mv[\"yes\"]",
    "mv.HasAttribute(\"a\")",
    "\"x\"",
    "'c'",
    "1",
    "2L",
    "1.5",
    "2.5m",
    "0x1F",
    "true",
    "false",
    "null",
    "+",
    "-",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "&&",
    "||",
    "!",
    "?",
    ":",
    "??",
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    "(int)",
    "(string)",
    "(bool?)",
    "(DateTime)",
    "Upper(",
    "Left(",
    "Coalesce(",
    "IIF(",
    "Join(",
    "Split(",
    "ToInt(",
    "Now()",
    "FormatDate(",
    "Eq(",
    ".ToString()",
    ".Length",
    ".AddDays(",
    "\"",
    "'",
    "\\",
    "$",
    "@",
    "&",
    "|",
    "=",
    ";",
    "//",
    "and",
    "new",
    "é",
    "\0",
  };

  @Property
  void parsingThrowsNothingButItsFault(@ForAll String text) {
    check(text);
  }

  @Property(tries = 5000)
  void parsingWordsThrowsNothingButItsFault(@ForAll("words") List<String> words) {
    check(String.join("", words));
    check(String.join(" ", words));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(20);
  }

  private static void check(String text) {
    try {
      Sample.attempt(text);
    } catch (ExpressionFault fault) {
      assertThat(fault.offset()).isBetween(0, text.length());
      assertThat(fault.getMessage()).endsWith(".");
    } catch (EvaluationFault fault) {
      assertThat(fault.getMessage()).endsWith(".");
    }
  }

  @Property
  void chainsAreOfTheLeft(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -1000, max = 1000) Integer> numbers) {
    String chain =
        numbers.stream().map(n -> "ToInt(\"" + n + "\")").collect(Collectors.joining(" - "));

    int expected = numbers.get(0);
    for (int n : numbers.subList(1, numbers.size())) {
      expected -= n;
    }

    assertThat(Sample.evaluate(chain)).isEqualTo(expected);
  }

  @Property
  void longArithmeticIsThatOfJava(
      @ForAll int a, @ForAll int b, @ForAll int c, @ForAll("operators") List<String> operators) {
    String text =
        a + "L " + operators.get(0) + " (" + b + "L) " + operators.get(1) + " (" + c + "L)";

    Object result;
    try {
      result = Sample.evaluate(text);
    } catch (EvaluationFault fault) {
      assertThat(operators).isEqualTo(List.of("*", "*"));
      return;
    }
    long expected =
        operators.get(1).equals("*") && !operators.get(0).equals("*")
            ? apply(operators.get(0), a, (long) b * c)
            : apply(operators.get(1), apply(operators.get(0), a, b), c);
    assertThat(result).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<String>> operators() {
    return Arbitraries.of("+", "-", "*").list().ofSize(2);
  }

  private static long apply(String operator, long a, long b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      default -> a * b;
    };
  }

  @Property
  void textsAreJoinedAsTheyAre(@ForAll @NotEmpty List<@NotEmpty String> texts) {
    String expression =
        texts.stream().map(ExpressionPropertyTest::quoted).collect(Collectors.joining(" + "));
    if (expression.length() > Expression.MAX_LENGTH) {
      return;
    }

    assertThat(Sample.evaluate(expression)).isEqualTo(String.join("", texts));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** {@code 1 / ToInt(0) == 1} fails when it is reached. */
  @Property
  void operatorsStopWhereTheAnswerIsKnown(@ForAll boolean a, @ForAll boolean b) {
    String trap = "(1 / ToInt(0) == 1)";

    assertThat(fails(a + " && " + b + " && " + trap)).isEqualTo(a && b);
    assertThat(fails(a + " || " + b + " || " + trap)).isEqualTo(!(a || b));
    assertThat(fails(a + " ? true : " + trap)).isEqualTo(!a);
    assertThat(fails((a ? "true" : "(bool?)null") + " ?? " + trap)).isEqualTo(!a);
    assertThat(fails("IIF(" + a + ", 1, " + trap + ")")).isTrue();
    assertThat(fails("Coalesce(" + (a ? "1" : "null") + ", " + trap + ")")).isTrue();
  }

  private static boolean fails(String text) {
    try {
      Sample.evaluate(text);
      return false;
    } catch (EvaluationFault fault) {
      return true;
    }
  }

  @Property
  void escapedNamesHoldNoSpecialCharacterAlone(@ForAll String text) {
    String escaped = (String) TextFunctions.escapeDn(text);

    assertThat(escaped.replaceAll("(?s)\\\\(0D|0A|00|.)", ""))
        .doesNotContainPattern("[,+\"<>;=\\r\\n\0]");
    assertThat(unescaped(escaped)).isEqualTo(text);
  }

  private static String unescaped(String escaped) {
    var out = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (escaped.startsWith("0", i + 1)) {
        out.append((char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        i++;
        out.append(escaped.charAt(i));
      }
    }
    return out.toString();
  }

  @Property
  void equalityIsSymmetric(@ForAll("values") Object a, @ForAll("values") Object b) {
    assertThat(Operators.equal(a, b)).isEqualTo(Operators.equal(b, a));
    assertThat(Operators.equal(a, a)).isTrue();
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.of("5", "5.0", "True", "", "x").map(text -> (Object) text),
        Arbitraries.integers().between(4, 6).map(number -> (Object) number),
        Arbitraries.longs().between(4, 6).map(number -> (Object) number),
        Combinators.combine(
                Arbitraries.integers().between(4, 6), Arbitraries.integers().between(0, 2))
            .as((whole, scale) -> (Object) BigDecimal.valueOf(whole).setScale(scale)),
        Arbitraries.of(true, false).map(bool -> (Object) bool),
        Arbitraries.of(4.5, 5.0).map(number -> (Object) number));
  }
}
