package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.problem.InvalidInput;
import io.horarium.sync.expression.AttributeReference.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource({"IMPORT,mv", "EXPORT,cs"})
  void warnsOfTheSideWithoutValues(Side side, String object) {
    Expression expression =
        Sample.parse("cs[\"x\"] ?? mv[\"x\"] ?? Upper(mv[\"x\"] ?? cs[\"x\"])", side);

    assertThat(expression.warnings())
        .singleElement()
        .asString()
        .startsWith(object + "[\"x\"] never has a value");
  }

  @Test
  void theOtherSideIsNullInARun() {
    Expression script = Sample.parse("Coalesce(cs[\"n\"], 512)", Side.EXPORT);

    assertThat(script.evaluate(Inputs.ofExport(Sample.attributes(), Sample.NOW))).isEqualTo(512);
    assertThat(script.evaluate(Inputs.ofImport(Sample.attributes(), Sample.NOW))).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mv[\"a\"] == \"x\"", "5 != mv[\"a\"]", "mv[\"a\"] == Coalesce(1, 2)"})
  void warnsOfComparisonsThatJimMakesByReference(String text) {
    assertThat(Sample.parse(text, Side.EXPORT).warnings())
        .singleElement()
        .asString()
        .contains("compares an untyped value by value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mv[\"a\"] == null",
        "(string)mv[\"a\"] == \"x\"",
        "Eq(mv[\"a\"], \"x\")",
        "1 == 1"
      })
  void doesNotWarnOfTheRest(String text) {
    assertThat(Sample.parse(text, Side.EXPORT).warnings()).isEmpty();
  }

  @Test
  void namesItsAttributesOnceInOrder() {
    Expression expression =
        Sample.parse("mv[\"b\"] + \"\" + cs[\"a\"] + mv[\"b\"] + mv.HasAttribute(\"c\")");

    assertThat(expression.referencedAttributes())
        .containsExactly(
            new AttributeReference(Source.METAVERSE, "b"),
            new AttributeReference(Source.CONNECTOR_SPACE, "a"));
  }

  @Test
  void refusesLongTexts() {
    String longest = "\"" + "x".repeat(Expression.MAX_LENGTH - 2) + "\"";

    assertThat(Sample.evaluate(longest)).asString().hasSize(Expression.MAX_LENGTH - 2);
    assertThat(Sample.refusal(longest + " ").getMessage()).contains("10001 characters");
  }

  @Test
  void chainsOfTextsAndConditionsMayBeAsLongAsTheTextIs() {
    assertThat(Sample.evaluate("'a'" + "+'a'".repeat(2400))).isEqualTo("a".repeat(2401));
    assertThat(Sample.evaluate("true" + "&&true".repeat(1600))).isEqualTo(true);
    assertThat(Sample.evaluate("false" + "||false".repeat(1400))).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '¦',
      value = {
        "( ¦ 1 ¦ )",
        "! ¦ true ¦ ``",
        "- ¦ ToInt(1) ¦ ``",
        "(int) ¦ 5 ¦ ``",
        "true?1: ¦ 1 ¦ ``",
        "true? ¦ 1 ¦ :2",
        "null?? ¦ 1 ¦ ``",
        "Trim( ¦ 1 ¦ )",
        "1+ ¦ 1 ¦ ``",
        "1-( ¦ 1 ¦ )",
        "Coalesce(null, ¦ 1 ¦ )",
        "`` ¦ \"a\" ¦ .Trim()",
        "Split(\"a\",Split(\"a\",\",\")[ ¦ 0 ¦ ])[0].Length",
      })
  void deepNestingIsRefusedAndNotFatal(String start, String middle, String end) {
    int most = (Expression.MAX_LENGTH - middle.length()) / (start + end).length();

    assertThat(Sample.parse(start.repeat(40) + middle + end.repeat(40))).isNotNull();
    assertThat(Sample.refusal(start.repeat(most) + middle + end.repeat(most)).getMessage())
        .contains("nested deeper");
  }

  @Test
  void branchesAndMembersMayBeAsDeepAsTheLimit() {
    String nested = "Eq(1,2)?\"a\":".repeat(150) + "\"b\"";

    assertThat(Sample.evaluate(nested)).isEqualTo("b");
  }

  @Test
  void aTextCannotGrowWithoutEnd() {
    String bomb = "\"aaaaaaaaaa\"";
    for (int i = 0; i < 20; i++) {
      bomb = "Replace(" + bomb + ",\"a\",\"aaaaaaaaaa\")";
    }

    assertThat(Sample.failure(bomb).getMessage()).contains("grew beyond");
  }

  @Test
  void aRefusalNamesFieldAndPosition() {
    InvalidInput refusal = Sample.refusal("1 & 2").refusal("sources[0].expression");

    assertThat(refusal.fieldMessages())
        .containsOnlyKeys("sources[0].expression")
        .containsValue(
            List.of(
                "sources[0].expression cannot be used at position 2: & is not part of the dialect;"
                    + " use &&, or HasBit for bits."));
  }
}
