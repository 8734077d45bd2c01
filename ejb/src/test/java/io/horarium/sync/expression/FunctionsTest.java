package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of contract/jim-sync.md 5.5. */
class FunctionsTest {

  private static Arguments row(String text, Object expected) {
    return Arguments.of(text, expected);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        row("Trim(\" \\t x \")", "x"),
        row("Trim(null)", null),
        row("Trim(\"\u00a0x\u00a0\")", "x"),
        row("Upper(\"straße\")", "STRAßE"),
        row("Upper(true)", "TRUE"),
        row("Upper(mv[\"none\"])", null),
        row("Lower(\"ÄB\")", "äb"),
        row("Lower(mv[\"yes\"])", "true"),
        row("Capitalise(\"jean-luc o'NEIL mc donald\")", "Jean-Luc O'Neil Mc Donald"),
        row("Capitalise(null)", null),
        row("Left(\"abc\", 2)", "ab"),
        row("Left(\"abc\", 9)", "abc"),
        row("Left(\"abc\", -1)", ""),
        row("Left(null, 2)", null),
        row("Left(12345, 2)", "12"),
        row("Right(\"abc\", 2)", "bc"),
        row("Right(\"abc\", 9)", "abc"),
        row("Right(\"abc\", -1)", ""),
        row("Right(null, 2)", null),
        row("Substring(\"abcdef\", 2, 3)", "cde"),
        row("Substring(\"abcdef\", 4, 9)", "ef"),
        row("Substring(\"abcdef\", 9, 1)", ""),
        row("Substring(\"abcdef\", -2, 2)", "ab"),
        row("Substring(\"abcdef\", 1, -2)", ""),
        row("Substring(null, 0, 1)", null),
        row("Replace(\"aXbX\", \"X\", \"-\")", "a-b-"),
        row("Replace(\"aXbx\", \"X\", null)", "abx"),
        row("Replace(null, \"X\", \"-\")", null),
        row("StartsWith(\"abc\", \"ab\")", true),
        row("StartsWith(\"abc\", \"AB\")", false),
        row("StartsWith(null, \"ab\")", false),
        row("EndsWith(\"abc\", \"bc\")", true),
        row("EndsWith(null, \"bc\")", false),
        row("Contains(\"abc\", \"b\")", true),
        row("Contains(\"abc\", \"B\")", false),
        row("Contains(null, \"b\")", false),
        row("Contains(\"abc\", null)", false),
        row("Length(\"abc\")", 3),
        row("Length(null)", 0),
        row("Length(mv[\"n\"])", 1),
        row("IsNullOrEmpty(null)", true),
        row("IsNullOrEmpty(\"\")", true),
        row("IsNullOrEmpty(\" \")", false),
        row("IsNullOrWhitespace(\" \\t\u00a0\")", true),
        row("IsNullOrWhitespace(null)", true),
        row("IsNullOrWhitespace(\"x\")", false),
        row("EscapeDN(\" a,b+c\\\"d\\\\e<f>g;h=i \")", "\\ a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\=i\\ "),
        row("EscapeDN(\"#1#\")", "\\#1#"),
        row("EscapeDN(\"a b\")", "a b"),
        row("EscapeDN(\" \")", "\\ "),
        row("EscapeDN(\"a\\r\\nb\")", "a\\0D\\0Ab"),
        row("EscapeDN(null)", null),
        row("\"CN=\" + EscapeDN(null) + \",OU=U\"", "CN=,OU=U"));
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        row("CollectionContains(mv[\"multi\"], \"q\")", true),
        row("CollectionContains(mv[\"multi\"], \"Q\")", false),
        row("CollectionContains(mv[\"numbers\"], 2)", true),
        row("CollectionContains(mv[\"a\"], \"x\")", true),
        row("CollectionContains(mv[\"none\"], \"x\")", false),
        row("CollectionContains(null, \"x\")", false),
        row("CollectionContains(mv[\"multi\"], null)", false),
        row("CollectionContains(Split(\"a,b\", \",\"), \"b\")", true),
        row("CollectionContains(Coalesce(mv[\"none\"], mv[\"multi\"]), \"q\")", true),
        row("CollectionContains(mv[\"none\"] ?? mv[\"multi\"], \"q\")", true),
        row("CollectionContains(true ? mv[\"multi\"] : null, \"q\")", true),
        row("CollectionContains(IIF(true, mv[\"multi\"], null), \"q\")", true),
        row("Split(\" a, b ,,c\", \",\")", List.of("a", "b", "c")),
        row("Split(\"a::b\", \"::\")", List.of("a", "b")),
        row("Split(null, \",\")", List.of()),
        row("Split(\" a,b \", null)", List.of("a,b")),
        row("Join(mv[\"multi\"], \";\")", "p;q"),
        row("Join(mv[\"multi\"], null)", "p,q"),
        row("Join(mv[\"numbers\"], \"-\")", "1-2"),
        row("Join(Split(\"a||b\", \"|\"), \";\")", "a;b"),
        row("Join(mv[\"none\"], \";\")", null),
        row("Join(\"\", \";\")", null),
        row("Join(mv[\"a\"], \";\")", "x"),
        row("Join(mv[\"n\"], \";\")", "4"),
        // Elsewhere the first in canonical order (12.17).
        row("mv[\"multi\"]", "p"),
        row("Upper(mv[\"multi\"])", "P"),
        row("Split(mv[\"multi\"], \",\")", List.of("p")));
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        row("Coalesce(null, \"b\")", "b"),
        row("Coalesce(\"\", \"b\")", ""),
        row("Coalesce(mv[\"none\"], 512)", 512),
        row("Coalesce(mv[\"n\"], 512)", 4),
        row("Coalesce(mv[\"none\"], Coalesce(null, \"c\"))", "c"),
        row("Coalesce(null, null)", null),
        row("IIF(1 < 2, \"a\", 5)", "a"),
        row("IIF((bool)mv[\"yes\"], \"a\", \"b\")", "a"),
        row("IIF(IsNullOrEmpty(mv[\"a\"]), \"a\", mv[\"n\"])", 4),
        row("Eq(null, null)", true),
        row("Eq(mv[\"none\"], mv[\"nothing\"])", true),
        row("Eq(null, \"\")", false),
        row("Eq(5, \"5\")", true),
        row("Eq(true, \"true\")", false),
        row("Eq(true, \"True\")", true),
        row("Eq(mv[\"yes\"], true)", true),
        row("Eq(5, 5L)", true),
        row("Eq(5, 5.0m)", true),
        row("Eq(5.5, 5.5m)", true),
        row("Eq(mv[\"n\"], 4)", true),
        row("Eq(mv[\"d\"], 3.7m)", true),
        row("Eq(mv[\"status\"], \"active\")", false),
        row("Eq(mv[\"guid\"], \"0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01\")", true),
        row("Eq(mv[\"photo\"], cs[\"photo\"])", true),
        row("Eq(1, true)", false));
  }

  static Stream<Arguments> dates() {
    return Stream.of(
        row("Now()", Sample.NOW),
        row("Today()", Instant.parse("2026-05-06T00:00:00Z")),
        row("FormatDate((DateTime)mv[\"date\"], \"yyyy-MM-dd\")", "2026-01-31"),
        row("FormatDate((DateTime?)mv[\"none\"], \"yyyy\")", null),
        row("FormatDate(mv[\"date\"], \"dd/MM/yyyy\")", "31/01/2026"),
        row("FormatDate(mv[\"iso\"], \"dd.MM.yy\")", "31.01.26"),
        row("FormatDate(mv[\"none\"], \"yyyy\")", null),
        row("FormatDate(mv[\"blank\"], \"yyyy\")", null),
        row("FormatDate(null, \"yyyy\")", null),
        row("FormatDate(Now(), \"y\" + \"yyy\")", "2026"),
        row("FormatDate(Now(), null)", "05/06/2026 07:08:09"),
        row("ToFileTime((DateTime)\"1601-01-01T00:00:01Z\")", 10_000_000L),
        row("ToFileTime(mv[\"date\"])", 134_143_382_451_234_567L),
        row("ToFileTime(\"2026-01-31T13:04:05.1234567Z\")", 134_143_382_451_234_567L),
        row("ToFileTime(null)", null),
        row("ToFileTime(mv[\"blank\"])", null),
        row("ToFileTime(\"soon\")", null),
        row("ToFileTime(\"1600-01-01\")", null),
        row("FromFileTime(134143382451234567L)", Sample.DATE),
        row("FromFileTime(\"134143382451234567\")", Sample.DATE),
        row("FromFileTime(10000000)", Instant.parse("1601-01-01T00:00:01Z")),
        row("FromFileTime(ToFileTime(mv[\"date\"]))", Sample.DATE),
        row("FromFileTime(0)", null),
        row("FromFileTime(-5)", null),
        row("FromFileTime(9223372036854775807L)", null),
        row("FromFileTime(9223372036854775806L)", null),
        row("FromFileTime(\"soon\")", null),
        row("FromFileTime(null)", null));
  }

  static Stream<Arguments> conversions() {
    return Stream.of(
        row("ToString(null)", null),
        row("ToString(true)", "True"),
        row("ToString(mv[\"date\"])", "01/31/2026 13:04:05"),
        row("ToString(mv[\"d\"])", "3.70"),
        row("ToString(mv[\"guid\"])", "0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01"),
        row("ToString(mv[\"photo\"])", "AQI="),
        row("ToString(2.5)", "2.5"),
        row("ToString(1e3)", "1000"),
        row("ToString(1e15)", "1E+15"),
        row("ToString(0.00001)", "1E-05"),
        row("ToInt(\" 42 \")", 42),
        row("ToInt(\"+5\")", 5),
        row("ToInt(mv[\"n\"])", 4),
        row("ToInt(5L)", 5),
        row("ToInt(\"3.7\")", 0),
        row("ToInt(3.7m)", 0),
        row("ToInt(6000000000)", 0),
        row("ToInt(mv[\"long\"])", 0),
        row("ToInt(true)", 0),
        row("ToInt(\"soon\")", 0),
        row("ToInt(null)", 0),
        row("ToDecimal(\"1.50\")", new BigDecimal("1.50")),
        row("ToDecimal(\"1.5e3\")", new BigDecimal("1500")),
        row("ToDecimal(mv[\"d\"])", new BigDecimal("3.70")),
        row("ToDecimal(\"1e999999999\")", BigDecimal.ZERO),
        row("ToDecimal(\"soon\")", BigDecimal.ZERO),
        row("ToDecimal(null)", BigDecimal.ZERO),
        row("EnableUser(514)", 512),
        row("EnableUser(512)", 512),
        row("EnableUser(null)", 0),
        row("EnableUser(Coalesce(mv[\"none\"], 514))", 512),
        row("EnableUser(\"514\")", 512),
        row("DisableUser(512)", 514),
        row("DisableUser(null)", 2),
        row("SetBit(512, 0x10000)", 66_048),
        row("SetBit(null, 3)", 3),
        row("ClearBit(7, 5)", 2),
        row("HasBit(7, 5)", true),
        row("HasBit(4, 5)", false),
        row("HasBit(6000000000L - 5999999993L, 5)", true),
        row("HasBit(null, 1)", false));
  }

  @ParameterizedTest
  @MethodSource({"texts", "lists", "choices", "dates", "conversions"})
  void gives(String text, Object expected) {
    assertThat(Sample.evaluate(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Replace(\"a\", \"\", \"b\")",
        "Replace(\"a\", null, \"b\")",
        "Replace(\"a\", mv[\"none\"], \"b\")",
        "ToFileTime(mv[\"n\"])",
        "FormatDate(mv[\"status\"], \"yyyy\")",
        "FormatDate(mv[\"n\"], \"yyyy\")",
        "FormatDate(Now(), \"Q\" + \"\")",
        "Left(\"abc\", (int?)null)",
        "EnableUser(\"x\")",
        "EnableUser(mv[\"long\"])",
        "SetBit(1.5m, 2)",
        "IIF((bool?)null, 1, 2)",
        // Both branches and both values are evaluated, needed or not.
        "IIF(true, 1, 1 / ToInt(0))",
        "IIF(false, 1 / ToInt(0), 1)",
        "Coalesce(1, 1 / ToInt(0))",
      })
  void failsForTheObject(String text) {
    EvaluationFault fault = Sample.failure(text);

    assertThat(fault.errorType()).isEqualTo("ExpressionEvaluationError");
    assertThat(fault.getMessage()).endsWith(".").contains(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Trim()",
        "Trim(1, 2)",
        "Left(\"a\")",
        "Left(\"a\", \"1\")",
        "Left(\"a\", 1L)",
        "Left(\"a\", mv[\"n\"])",
        "Left(\"a\", null)",
        "Substring(\"a\", 1)",
        "Trim(Split(\"a\", \",\"))",
        "Coalesce(\"a\", \"b\", \"c\")",
        "IIF(mv[\"B\"], 1, 2)",
        "IIF(\"true\", 1, 2)",
        "FormatDate(5, \"yyyy\")",
        "FormatDate(\"2026-01-01\", \"yyyy\")",
        "FormatDate(Now(), \"Q\")",
        "FormatDate(Now(), \"yyyy 'year\")",
        "FormatDate(Now())",
        "ToFileTime(5)",
        "EnableUser(true)",
        "SetBit(1, \"2\")",
        "SetBit(1, 2L)",
        "Now(1)",
        "Join(\"a\")",
        "RandomPassword(12, true)",
        "RandomPassphrase(4, \"-\")",
      })
  void isRefusedAtSave(String text) {
    ExpressionFault fault = Sample.refusal(text);

    assertThat(fault.getMessage()).endsWith(".").contains(" ");
    assertThat(fault.offset()).isBetween(0, text.length());
  }
}
