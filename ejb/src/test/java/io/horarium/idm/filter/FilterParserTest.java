package io.horarium.idm.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.idm.filter.Filter.Always;
import io.horarium.idm.filter.Filter.And;
import io.horarium.idm.filter.Filter.Comparison;
import io.horarium.idm.filter.Filter.Extended;
import io.horarium.idm.filter.Filter.Not;
import io.horarium.idm.filter.Filter.Operator;
import io.horarium.idm.filter.Filter.Or;
import io.horarium.idm.filter.Filter.Present;
import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of contract/openidm-scheduler.md 6.3. */
class FilterParserTest {

  private static Pointer at(String... segments) {
    return new Pointer(List.of(segments));
  }

  private static Comparison eq(String field, Object value) {
    return new Comparison(at(field), Operator.EQ, value);
  }

  @Test
  void andBindsStrongerThanOrAndParenthesesStrongest() {
    Filter flat = FilterParser.parse("a eq 1 or b eq 2 and c eq 3");
    Filter grouped = FilterParser.parse("(a eq 1 OR b eq 2) And c eq 3");

    assertThat(flat)
        .isEqualTo(
            new Or(
                List.of(
                    eq("a", BigDecimal.ONE),
                    new And(
                        List.of(eq("b", BigDecimal.valueOf(2)), eq("c", BigDecimal.valueOf(3)))))));
    assertThat(grouped).isInstanceOf(And.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!(nodeId pr)", "! nodeId pr", "!(nodeId PR)", "  !  ( nodeId pr ) "})
  void notIsAWordOfItsOwn(String text) {
    assertThat(FilterParser.parse(text)).isEqualTo(new Not(new Present(at("nodeId"))));
  }

  @Test
  void anExclamationMarkInsideAWordBelongsToTheField() {
    assertThat(FilterParser.parse("!x pr")).isEqualTo(new Present(at("!x")));
  }

  @Test
  void pointersMayBeginAndEndWithASlashAndHoldPercentSigns() {
    assertThat(FilterParser.parse("invokeContext/action/ eq 'reconcile'"))
        .isEqualTo(new Comparison(at("invokeContext", "action"), Operator.EQ, "reconcile"));
    assertThat(FilterParser.parse("/_id sw \"recon\""))
        .isEqualTo(new Comparison(at("_id"), Operator.SW, "recon"));
    assertThat(FilterParser.parse("triggers/0/nodeId pr"))
        .isEqualTo(new Present(at("triggers", "0", "nodeId")));
    assertThat(FilterParser.parse("a%2Fb/c%20d+e pr")).isEqualTo(new Present(at("a/b", "c d+e")));
    assertThat(FilterParser.parse("/ pr")).isEqualTo(new Present(at()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a eq 'x \\'y\\' \"z\"' | x 'y' \"z\"",
        "a eq \"x \\\"y\\\" \\\\\" | x \"y\" \\",
        "a eq '' | ``",
        "a eq ')(' | )("
      })
  void textsStandInEitherQuotationMark(String filter, String value) {
    assertThat(FilterParser.parse(filter)).isEqualTo(eq("a", value == null ? "" : value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-5", "+7", "1.5", "-.5", "2.", "1.5e3", "9223372036854775807"})
  void numbersAreExact(String number) {
    assertThat(FilterParser.parse("a ge " + number))
        .isEqualTo(new Comparison(at("a"), Operator.GE, new BigDecimal(number)));
  }

  @Test
  void literalsAndUnknownOperatorsAreFilters() {
    assertThat(FilterParser.parse("true")).isEqualTo(new Always(true));
    assertThat(FilterParser.parse("FALSE")).isEqualTo(new Always(false));
    assertThat(FilterParser.parse("enabled xx true"))
        .isEqualTo(new Extended(at("enabled"), "xx", true));
    assertThat(
            FilterMatcher.matches(FilterParser.parse("enabled xx true"), Map.of("enabled", true)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1",
        "`   ` | 4",
        "a | 2",
        "a eq | 5",
        "a eq b | 6",
        "a eq 99999999999999999999 | 6",
        "a eq 1.2.3 | 6",
        "a eq 'x | 6",
        "a eq \"x\\ | 6",
        "a == 1 | 3",
        "'a' eq 1 | 1",
        "(a pr | 6",
        "a pr) | 5",
        "a pr b pr | 6",
        "a pr and | 9",
        "and | 4",
        "!!(a pr) | 3",
        "a%zz pr | 1",
        "() | 2"
      })
  void whatIsNotAFilterIsRefusedWithTheCharacter(String text, int position) {
    assertThatThrownBy(() -> FilterParser.parse(text == null ? "" : text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("'_queryFilter' could not be parsed as a valid query filter")
        .hasMessageContaining("at character " + position + ",");
  }

  @Test
  void depthLengthAndNumberOfTestsAreBounded() {
    String deep = "(".repeat(FilterParser.MOST_LEVELS) + "a pr" + ")".repeat(256);
    assertThat(FilterParser.parse(deep)).isEqualTo(new Present(at("a")));

    for (String text :
        List.of(
            "(" + deep + ")",
            String.join(" or ", Collections.nCopies(FilterParser.MOST_TESTS + 1, "a pr")),
            "a eq '" + "x".repeat(FilterParser.LONGEST) + "'",
            "a eq '\0'")) {
      assertThatThrownBy(() -> FilterParser.parse(text))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("at character");
    }
  }

  @Test
  void evaluationFollowsTheContract() {
    Map<String, Object> job = new HashMap<>();
    job.put("type", "Cron");
    job.put("nodeId", null);
    job.put("enabled", false);
    job.put("repeatInterval", new BigDecimal("1000"));
    job.put("tags", Arrays.asList("one", null, BigDecimal.TEN, Map.of("x", 1)));
    job.put("invokeContext", Map.of("action", "liveSync"));
    job.put("triggers", List.of(Map.of("state", "NORMAL")));

    for (String yes :
        List.of(
            "type eq 'CRON'",
            "type sw 'cr' and type co 'RO'",
            "invokeContext/action eq \"livesync\"",
            "enabled lt true",
            "enabled co false",
            "repeatInterval ge 1000.0 and repeatInterval le 1000",
            "repeatInterval sw 1000",
            "tags eq 'TWO' or tags eq 'ONE'",
            "tags ge 10",
            "triggers pr and triggers/0/state pr",
            "!(nodeId pr) and !(missing pr)")) {
      assertThat(FilterMatcher.matches(FilterParser.parse(yes), job)).as(yes).isTrue();
    }
    for (String no :
        List.of(
            "nodeId eq 'x'",
            "triggers/0/state gt 0",
            "triggers/1 pr",
            "triggers/-1 pr",
            "repeatInterval eq '1000'",
            "type eq true",
            "invokeContext eq 'liveSync'",
            "tags/3/x eq 'y'")) {
      assertThat(FilterMatcher.matches(FilterParser.parse(no), job)).as(no).isFalse();
    }
  }

  @Test
  void sortKeysAreSignedPointers() {
    assertThat(SortKey.parse("a,-b/c,+d"))
        .containsExactly(
            new SortKey(at("a"), false),
            new SortKey(at("b", "c"), true),
            new SortKey(at("d"), false));
    assertThat(SortKey.parse("")).isEmpty();
    for (String text : List.of("a,", "-", ",", "a%z", "a,".repeat(20) + "a")) {
      assertThatThrownBy(() -> SortKey.parse(text))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("_sortKeys");
    }
  }
}
