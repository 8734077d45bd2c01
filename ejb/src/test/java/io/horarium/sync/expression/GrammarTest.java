package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of contract/jim-sync.md 5.6 and every refusal of 5.7. */
class GrammarTest {

  private static Arguments row(String text, Object expected) {
    return Arguments.of(text, expected);
  }

  static Stream<Arguments> attributesAndTexts() {
    return Stream.of(
        row("mv[\"Display Name\"]", "Ada Byron"),
        row("cs[\"display NAME\"]", "Ada Byron"),
        row("mv[\"unknown\"]", null),
        row("\"CN=\" + mv[\"a\"] + \",OU=U\"", "CN=x,OU=U"),
        row("\"CN=\" + mv[\"none\"] + \",OU=U\"", "CN=,OU=U"),
        row("\"a\" + null", "a"),
        row("null + \"a\"", "a"),
        row("\"n\" + 1 + 2", "n12"),
        row("1 + 2 + \"n\"", "3n"),
        row("\"t\" + true", "tTrue"),
        row("\"d\" + mv[\"d\"]", "d3.70"),
        row("\"d\" + mv[\"date\"]", "d01/31/2026 13:04:05"),
        row("mv[\"a\"] + \" \" + mv[\"b\"]", "x y"),
        row("mv[\"a\"] + (\" \" + mv[\"b\"])", "x y"),
        row("\"q\\\" b\\\\ s\\' \\n\\r\\t\\0.\"", "q\" b\\ s' \n\r\t\0."),
        row("'x'", "x"),
        row("'\\''", "'"),
        row("\"a\" + ' ' + 'b'", "a b"),
        row("(mv[\"a\"])", "x"),
        row("mv[\"guid\"]", Sample.GUID));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        row("512", 512),
        row("-5", -5),
        row("- 5", -5),
        row("-(5)", -5),
        row("0x10", 16),
        row("0xFFFFFFFF", 4_294_967_295L),
        row("1L", 1L),
        row("0x10L", 16L),
        row("1.5", 1.5),
        row("1e3", 1000.0),
        row("1.5m", new BigDecimal("1.5")),
        row("1m", new BigDecimal("1")),
        row("2147483647", Integer.MAX_VALUE),
        row("2147483648", 2_147_483_648L),
        row("-2147483648", Integer.MIN_VALUE),
        row("-2147483648L", -2_147_483_648L),
        row("- 2147483649", -2_147_483_649L),
        row("9223372036854775807", Long.MAX_VALUE),
        row("-9223372036854775808", Long.MIN_VALUE),
        row("true", true),
        row("false", false),
        row("null", null),
        row("ToInt(\"41\") + 1", 42),
        row("(int)mv[\"n\"] + 1", 5),
        row("ToDecimal(\"1.10\") * 2", new BigDecimal("2.20")),
        row("1 + 1L", 2L),
        row("1 + 1.5", 2.5),
        row("1L + 1m", new BigDecimal("2")),
        row("10 / 3", 3),
        row("-10 / 3", -3),
        row("10 % 3", 1),
        row("-10 % 3", -1),
        row("10.0 / 4", 2.5),
        row("10.0m / 4", new BigDecimal("2.5")),
        row("10m / 4", new BigDecimal("2.5")),
        row("1.00m / 1", new BigDecimal("1.00")),
        row("10m / 0.5m", new BigDecimal("20")),
        row("1m / 3", new BigDecimal("0.3333333333333333333333333333")),
        row("20m / 3", new BigDecimal("6.6666666666666666666666666667")),
        row("7.5m % 2", new BigDecimal("1.5")),
        row("10 - 3 - 2", 5),
        row("100 / 5 / 2", 10),
        row("2 + 3 * 4", 14),
        row("(2 + 3) * 4", 20),
        row("-2 * -3", 6),
        row("(long)ToInt(\"5\")", 5L),
        row("(int)3.7m", 3),
        row("(int)-3.7", -3),
        row("(decimal)0.1", new BigDecimal("0.1")),
        row("(int?)null + 1", null),
        row("-(int?)null", null));
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        row("Eq(mv[\"a\"], \"x\") && !IsNullOrEmpty(mv[\"b\"])", true),
        row("Eq(mv[\"a\"], \"z\") || Eq(mv[\"b\"], \"y\")", true),
        row("true || true && false", true),
        row("false && true || true", true),
        row("!true || true", true),
        row("true ? \"a\" : \"b\"", "a"),
        row("false ? \"a\" : true ? \"b\" : \"c\"", "b"),
        row("false ? 1 : 2L", 2L),
        row("true ? 1 : 2L", 1L),
        row("true ? null : 5", null),
        row("true ? mv[\"n\"] : \"b\"", 4),
        row("null ?? \"b\"", "b"),
        row("mv[\"none\"] ?? mv[\"nothing\"] ?? \"c\"", "c"),
        row("mv[\"a\"] ?? \"b\"", "x"),
        row("\"\" ?? \"b\"", ""),
        row("mv[\"none\"] == null", true),
        row("mv[\"a\"] == null", false),
        row("null != mv[\"a\"]", true),
        row("mv[\"status\"] == \"Active\"", true),
        row("mv[\"status\"] == \"active\"", false),
        row("mv[\"status\"] != \"active\"", true),
        row("mv[\"n\"] == 4", true),
        row("mv[\"n\"] == 4.0m", true),
        row("mv[\"yes\"] == true", true),
        row("mv[\"none\"] == true", false),
        row("mv[\"n\"] == cs[\"n\"]", true),
        row("Lower(\"IT\") == \"it\"", true),
        row("(string)mv[\"status\"] == \"Active\"", true),
        row("1 == 1L", true),
        row("1 < 2", true),
        row("2 <= 2L", true),
        row("2.5 > 2", true),
        row("2 >= 2.5m", false),
        row("(int?)null < 1", false),
        row("(int?)null >= 1", false),
        row("1 < 2 == true", true),
        row("1 + 1 < 3", true));
  }

  static Stream<Arguments> casts() {
    return Stream.of(
        row("(string)mv[\"a\"]", "x"),
        row("(string)null", null),
        row("(string)mv[\"none\"]", null),
        row("(string?)mv[\"none\"]", null),
        row("(bool)mv[\"yes\"]", true),
        row("!(bool)mv[\"yes\"]", false),
        row("(bool?)mv[\"none\"]", null),
        row("(int)mv[\"n\"]", 4),
        row("(int?)mv[\"none\"]", null),
        row("(long)mv[\"long\"]", 6_000_000_000L),
        row("(long)mv[\"n\"]", 4L),
        row("(decimal)mv[\"d\"]", new BigDecimal("3.70")),
        row("(decimal)mv[\"n\"]", new BigDecimal("4")),
        row("(DateTime)mv[\"date\"]", Sample.DATE),
        row("(DateTime)mv[\"iso\"]", Instant.parse("2026-01-31T00:00:00Z")),
        row("(Guid)mv[\"guid\"]", Sample.GUID),
        row("(Guid)\"{0E9C6B52-4F0F-4B37-8D7E-8B1F4F3A9D01}\"", Sample.GUID),
        row("(string)mv[\"a\"] + (string)mv[\"b\"]", "xy"),
        row("((string)mv[\"a\"])", "x"));
  }

  static Stream<Arguments> members() {
    return Stream.of(
        row("Split(\"a,b\", \",\")[0]", "a"),
        row("Split(\"a,b\", \",\")[0 + 1]", "b"),
        row("Split(\"a,b\", \",\").Length", 2),
        row("Split(\"a,b\", \",\")[Split(\"a,b\", \",\").Length - 1]", "b"),
        row("mv[\"n\"].ToString()", "4"),
        row("mv[\"yes\"].ToString() + \"!\"", "True!"),
        row("5.ToString()", "5"),
        row("\"aB\".ToUpper()", "AB"),
        row("\"aB\".ToLower()", "ab"),
        row("Trim(\" a \").ToUpper()", "A"),
        row("((string)mv[\"status\"]).ToUpper().ToLower()", "active"),
        row("\" a \".Trim()", "a"),
        row("\"a.b.\".Replace('.', '-')", "a-b-"),
        row("\"a.b\".Replace(\".\", null)", "ab"),
        row("\"abc\".Contains(\"b\")", true),
        row("\"abc\".StartsWith(\"b\")", false),
        row("\"abc\".EndsWith(\"c\")", true),
        row("\"abc\".Substring(1)", "bc"),
        row("\"abc\".Substring(1, 1)", "b"),
        row("\"abc\".Substring(3)", ""),
        row("\"abc\".Length", 3),
        row("\"a, b,\".Split(',')", List.of("a", " b", "")),
        row("\"a,b\".Split(',')[1]", "b"),
        row("((DateTime)mv[\"date\"]).AddDays(1)", Instant.parse("2026-02-01T13:04:05.1234567Z")),
        row(
            "((DateTime)mv[\"date\"]).AddDays(-1.5)",
            Instant.parse("2026-01-30T01:04:05.1234567Z")),
        row("((DateTime)mv[\"date\"]).AddMonths(1)", Instant.parse("2026-02-28T13:04:05.1234567Z")),
        row("((DateTime)mv[\"date\"]).AddYears(-2)", Instant.parse("2024-01-31T13:04:05.1234567Z")),
        row("((DateTime)mv[\"date\"]).AddHours(11)", Instant.parse("2026-02-01T00:04:05.1234567Z")),
        row("Now().Year", 2026),
        row("Today().Month", 5),
        row("Now().AddDays(30).Day", 5),
        row("Now() > (DateTime)mv[\"date\"]", true),
        row("(DateTime?)mv[\"none\"] < Now()", false),
        row("Now() == Now()", true),
        row("mv.HasAttribute(\"N\")", true),
        row("cs.HasAttribute(\"none\")", false),
        row("mv.HasAttribute(\"a\") ? \"yes\" : \"no\"", "yes"));
  }

  @ParameterizedTest
  @MethodSource({"attributesAndTexts", "numbers", "conditions", "casts", "members"})
  void gives(String text, Object expected) {
    assertThat(Sample.evaluate(text)).isEqualTo(expected);
  }

  @Test
  void givesBytesOfABinaryAttribute() {
    assertThat(Sample.evaluate("mv[\"photo\"]")).isEqualTo(new byte[] {1, 2});
  }

  /** With {@code 1 / ToInt(0)} as the part that must not be reached. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "false && 1 / ToInt(0) == 1",
        "true || 1 / ToInt(0) == 1",
        "1 == 1 ? true : 1 / ToInt(0) == 1",
        "1 == 2 ? 1 / ToInt(0) == 1 : true",
        "true ?? 1 / ToInt(0) == 1",
        "false && true && 1 / ToInt(0) == 1",
        "false || true || 1 / ToInt(0) == 1",
      })
  void isLazy(String text) {
    assertThat(Sample.evaluate(text)).isInstanceOf(Boolean.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 / ToInt(0)",
        "10 % ToInt(0)",
        "10L / ToInt(0)",
        "10m / ToDecimal(0)",
        "10m % ToDecimal(0)",
        "10.0 / ToInt(0)",
        "10.0 % ToInt(0)",
        "2147483647 + ToInt(1)",
        "2147483647 * 2",
        "-2147483648 / -1",
        "-(ToInt(0) - 2147483648L) * 9223372036854775807L",
        "79228162514264337593543950335m + 1",
        "1e308 * 10",
        "(int)6000000000L",
        "(int)1e10",
        "(int)mv[\"none\"]",
        "(int)mv[\"digits\"]",
        "(int)mv[\"long\"]",
        "(int)mv[\"d\"]",
        "(long)mv[\"d\"]",
        "(decimal)mv[\"digits\"]",
        "(string)mv[\"n\"]",
        "(string)mv[\"guid\"]",
        "(bool)mv[\"status\"]",
        "(bool)mv[\"none\"]",
        "(DateTime)mv[\"status\"]",
        "(DateTime)mv[\"n\"]",
        "(DateTime)mv[\"none\"]",
        "(Guid)mv[\"a\"]",
        "(Guid)mv[\"n\"]",
        "Split(\"a\", \",\")[1]",
        "Split(\"a\", \",\")[-1]",
        "(bool?)mv[\"none\"] ? 1 : 2",
        "!(bool?)mv[\"none\"]",
        "true && (bool?)mv[\"none\"]",
        "mv[\"none\"].ToString()",
        "((string)null).ToUpper()",
        "\"a\".Contains(null)",
        "\"a\".Replace(\"\", \"b\")",
        "\"a\".Substring(2)",
        "\"a\".Substring(0, 2)",
        "((DateTime?)mv[\"none\"]).AddDays(1)",
        "Now().AddDays((int?)null)",
        "Now().AddYears(10000)",
        "Now().AddDays(1e300)",
        "Now().AddMonths(2147483647)",
        "\"a\" + Coalesce(null, (true ? Split(\"a\", \",\")[7] : null))",
      })
  void failsForTheObject(String text) {
    EvaluationFault fault = Sample.failure(text);

    assertThat(fault.errorType()).isEqualTo("ExpressionEvaluationError");
    assertThat(fault.getMessage()).endsWith(".");
    assertThat(fault.getStackTrace()).isEmpty();
  }

  /** Text, offset and a part of the sentence. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '¦',
      value = {
        // Untyped or of the wrong type.
        "mv[\"a\"] + mv[\"b\"] ¦ 8 ¦ use ToInt",
        "mv[\"n\"] + 1 ¦ 8 ¦ use ToInt",
        "mv[\"n\"] > 3 ¦ 8 ¦ use ToInt",
        "1 * mv[\"n\"] ¦ 2 ¦ use ToInt",
        "-mv[\"n\"] ¦ 0 ¦ use ToInt",
        "Coalesce(1, 2) + 1 ¦ 15 ¦ cast it",
        "ToDecimal(1) * 1.5 ¦ 13 ¦ with m",
        "1.5m == 1.5 ¦ 5 ¦ with m",
        "true + 1 ¦ 5 ¦ does not work",
        "null + null ¦ 5 ¦ does not work",
        "\"a\" < \"b\" ¦ 4 ¦ does not work",
        "\"a\" - \"b\" ¦ 4 ¦ does not work",
        "\"a\" == 5 ¦ 4 ¦ use Eq",
        "true == \"true\" ¦ 5 ¦ use Eq",
        "Split(\"a\", \",\") == \"a\" ¦ 16 ¦ does not work",
        "Split(\"a\", \",\") + \"a\" ¦ 0 ¦ use Join",
        "mv[\"a\"] && true ¦ 0 ¦ (bool)",
        "true || \"a\" ¦ 8 ¦ (bool)",
        "!mv[\"a\"] ¦ 0 ¦ (bool)",
        "!5 ¦ 0 ¦ (bool)",
        "mv[\"a\"] ? 1 : 2 ¦ 0 ¦ (bool)",
        "true ? 1 : \"a\" ¦ 5 ¦ one type",
        "ToInt(1) ?? \"a\" ¦ 9 ¦ one type",
        "(string)5 ¦ 0 ¦ ToString",
        "(int)\"5\" ¦ 0 ¦ ToInt",
        "(int)null ¦ 0 ¦ (int?)",
        "(bool)\"true\" ¦ 0 ¦ compare",
        "(string)Split(\"a\", \",\") ¦ 0 ¦ ToString",
        "(double)1 ¦ 0 ¦ no cast",
        "mv[\"a\"][0] ¦ 7 ¦ Split",
        "\"abc\"[0] ¦ 5 ¦ Substring",
        "Split(\"a\", \",\")[\"0\"] ¦ 16 ¦ index",
        // Members.
        "mv[\"x\"].Replace(\"a\", \"b\") ¦ 8 ¦ untyped",
        "mv[\"x\"].ToUpper() ¦ 8 ¦ untyped",
        "mv[\"x\"].Length ¦ 8 ¦ untyped",
        "\"a\".GetType() ¦ 4 ¦ not known",
        "\"a\".Length() ¦ 4 ¦ not known",
        "Now().Minute ¦ 6 ¦ not known",
        "Now().AddMonths(1.5) ¦ 16 ¦ must be",
        "Now().AddDays(1m) ¦ 14 ¦ must be",
        "5.Year ¦ 2 ¦ not known",
        "null.ToString() ¦ 5 ¦ not known",
        "\"a\".Replace(\"a\") ¦ 4 ¦ takes 2",
        "\"a\".Contains(5) ¦ 13 ¦ must be",
        "\"a\".ToUpper(1) ¦ 4 ¦ takes 0",
        "mv.Name ¦ 3 ¦ HasAttribute",
        "mv ¦ 2 ¦ mv[\"name\"]",
        "mv[a] ¦ 3 ¦ double quotes",
        "mv[\"a\" + \"b\"] ¦ 7 ¦ a ]",
        "mv[5] ¦ 3 ¦ double quotes",
        "mv.HasAttribute(a) ¦ 16 ¦ double quotes",
        // Unbalanced, cut off, too much.
        "(1 + 2 ¦ 6 ¦ too early",
        "1 + 2) ¦ 5 ¦ does not belong",
        "Upper(\"a\" ¦ 9 ¦ too early",
        "Upper(\"a\",) ¦ 10 ¦ does not belong",
        "mv[\"a\" ¦ 6 ¦ too early",
        "\"abc ¦ 0 ¦ no end",
        "\"abc\\\" ¦ 0 ¦ no end",
        "1 + ¦ 3 ¦ too early",
        "+ 1 ¦ 0 ¦ sign",
        "true ? 1 ¦ 8 ¦ too early",
        "\"a\" \"b\" ¦ 4 ¦ does not belong",
        "1 2 ¦ 2 ¦ does not belong",
        "'xy' ¦ 0 ¦ exactly one",
        "'' ¦ 0 ¦ exactly one",
        "'x ¦ 0 ¦ exactly one",
        "\"\\u0041\" ¦ 1 ¦ escape",
        "\"\\x41\" ¦ 1 ¦ escape",
        "9223372036854775808 ¦ 0 ¦ 64 bits",
        "1.5L ¦ 3 ¦ whole",
        "1.5f ¦ 3 ¦ goes on",
        "1u ¦ 1 ¦ goes on",
        "0x ¦ 0 ¦ digits",
        "0x1m ¦ 3 ¦ m",
        "1e999 ¦ 0 ¦ too big",
        "99999999999999999999999999999999m ¦ 0 ¦ decimal",
        ".5 ¦ 0 ¦ does not belong",
        // Contract 5.7: known to JIM's evaluator.
        "new DateTime(1) ¦ 0 ¦ new is not",
        "typeof(string) ¦ 0 ¦ typeof is not",
        "mv[\"a\"] is string ¦ 8 ¦ is is not",
        "mv[\"a\"] as string ¦ 8 ¦ use a cast",
        "Enumerable.Empty() ¦ 0 ¦ Enumerable",
        "Guid.NewGuid() ¦ 0 ¦ every run",
        "DateTime.Parse(\"x\") ¦ 0 ¦ cast",
        "string.Format(\"x\") ¦ 0 ¦ use +",
        "string.Join(\",\", \"x\") ¦ 0 ¦ Join",
        "Convert.ToInt32(\"1\") ¦ 0 ¦ ToInt",
        "Math.Max(1, 2) ¦ 0 ¦ Math",
        "1 & 2 ¦ 2 ¦ HasBit",
        "1 | 2 ¦ 2 ¦ SetBit",
        "1 ^ 2 ¦ 2 ¦ bits",
        "~1 ¦ 0 ¦ ClearBit",
        "mv[\"a\"]?.ToString() ¦ 7 ¦ ?. is not",
        "default(int) ¦ 0 ¦ default",
        "(5).GetType() ¦ 4 ¦ not known",
        // Contract 5.7: refused by JIM too.
        "x => x ¦ 0 ¦ x is not",
        "\"a\" => 1 ¦ 4 ¦ =>",
        "$\"a\" ¦ 0 ¦ join texts",
        "@\"a\" ¦ 0 ¦ backslash",
        "new[] { 1 } ¦ 0 ¦ new is not",
        "{ 1 } ¦ 0 ¦ braces",
        "1 // one ¦ 2 ¦ Comments",
        "1 /* one */ ¦ 2 ¦ Comments",
        "true and false ¦ 5 ¦ use &&",
        "true or false ¦ 5 ¦ use ||",
        "not true ¦ 0 ¦ use !",
        "Coalesce(1, 2, 3) ¦ 0 ¦ nest it",
        "Concat(\"a\", \"b\") ¦ 0 ¦ with +",
        "ToUpper(\"a\") ¦ 0 ¦ write Upper",
        "upper(\"a\") ¦ 0 ¦ write Upper",
        "Unknown(\"a\") ¦ 0 ¦ no function",
        // Statements and assignments.
        "mv[\"a\"] = 1 ¦ 8 ¦ ==",
        "1; 2 ¦ 1 ¦ semicolon",
        "1 << 2 ¦ 2 ¦ Shifts",
        "mv[\"a\"] ??= 1 ¦ 10 ¦ ==",
        "MV[\"a\"] ¦ 0 ¦ write mv",
        "True ¦ 0 ¦ write true",
        "Upper ¦ 0 ¦ parentheses",
        "abc ¦ 0 ¦ quote texts",
        "#a ¦ 0 ¦ '#'",
      })
  void isRefusedAtSave(String text, int offset, String part) {
    ExpressionFault fault = Sample.refusal(text);

    assertThat(fault.getMessage()).contains(part).endsWith(".");
    assertThat(fault.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t"})
  void refusesNothing(String text) {
    assertThat(Sample.refusal(text).getMessage()).contains("empty");
  }

  @Test
  void whitespaceDoesNotMatter() {
    assertThat(Sample.evaluate(" Left (\n\t\"abc\"\u00a0,\r 2 ) ")).isEqualTo("ab");
  }
}
