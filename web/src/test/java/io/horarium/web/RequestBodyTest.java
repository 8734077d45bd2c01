package io.horarium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

  enum Kind {
    FullImport,
    Export
  }

  @Test
  void findsNamesInAnyCaseAndTellsAbsentFromNull() {
    var body = RequestBody.parse("{\"Name\":\"a\",\"filePath\":null,\"unknown\":{}}");

    assertThat(body.text("name", 10)).isEqualTo("a");
    assertThat(body.isNull("FILEPATH")).isTrue();
    assertThat(body.has("filePath")).isTrue();
    assertThat(body.has("pageSize")).isFalse();
    assertThat(body.integer("pageSize", 1, 9)).isNull();
    body.check();
  }

  @Test
  void takesNumbersInTextsAndEnumsInAnyCase() {
    var body = RequestBody.parse("{\"a\":\"42\",\"b\":7,\"kind\":\"fullIMPORT\"}");

    assertThat(body.integer("a", 0, 100)).isEqualTo(42);
    assertThat(body.integer("b", 0, 100)).isEqualTo(7);
    assertThat(body.oneOf("kind", Kind.class)).isEqualTo(Kind.FullImport);
    body.check();
  }

  @Test
  void readsInstantsWithOffsetsAndSevenDigits() {
    var body =
        RequestBody.parse(
            "{\"a\":\"2026-03-01T08:00:00.1234567+02:00\",\"b\":\"2026-03-01T06:00:00Z\"}");

    assertThat(body.instant("a")).isEqualTo(Instant.parse("2026-03-01T06:00:00.123456Z"));
    assertThat(body.instant("b")).isEqualTo(Instant.parse("2026-03-01T06:00:00Z"));
    body.check();
  }

  @Test
  void readsDecimalsAndSpansOfTime() {
    var body =
        RequestBody.parse(
            "{\"a\":1.50,\"b\":\"-2e3\",\"c\":\"7.01:02:03.5\",\"d\":\"-00:00:01\",\"e\":\"00:00:00\"}");

    assertThat(body.decimal("a")).isEqualByComparingTo("1.5");
    assertThat(body.decimal("b")).isEqualByComparingTo("-2000");
    assertThat(body.duration("c"))
        .isEqualTo(Duration.ofDays(7).plusHours(1).plusMinutes(2).plusMillis(3500));
    assertThat(body.duration("d")).isEqualTo(Duration.ofSeconds(-1));
    assertThat(body.duration("e")).isZero();
    body.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"7 days\"", "\"25:00:00\"", "\"1:60:00\"", "\"1e9999999999\""})
  void refusesOtherSpansAndNumbers(String value) {
    var body = RequestBody.parse("{\"a\":" + value + ",\"b\":\"1e99\"}");

    body.duration("a");
    body.decimal("b");
    InvalidInput refusal = catchThrowableOfType(InvalidInput.class, body::check);

    assertThat(refusal.fieldMessages()).containsOnlyKeys("a", "b");
  }

  @Test
  void refusesTextsThatCannotBeStored() {
    var body = RequestBody.parse("{\"a\":\"x\\ud800y\",\"b\":\"\\ud83d\\ude00\"}");

    assertThat(body.text("b", 10)).isEqualTo("\ud83d\ude00");
    body.text("a", 10);
    InvalidInput refusal = catchThrowableOfType(InvalidInput.class, body::check);

    assertThat(refusal.fieldMessages()).containsOnlyKeys("a");
  }

  @Test
  void collectsEveryMistakeUnderItsField() {
    var body =
        RequestBody.parse(
            "{\"size\":0,\"kind\":1,\"flag\":\"yes\",\"steps\":[{\"timeout\":\"x\"},null],"
                + "\"text\":\"a\\u0000\"}");

    body.requiredText("name", 200);
    body.integer("size", 1, 10);
    body.oneOf("kind", Kind.class);
    body.bool("flag");
    body.text("text", 10);
    body.objects("steps").get(0).integer("timeout", 1, 10);
    var thrown = catchThrowableOfType(InvalidInput.class, body::check);

    assertThat(thrown.fieldMessages())
        .containsOnlyKeys("name", "size", "kind", "flag", "text", "steps[1]", "steps[0].timeout");
    assertThat(thrown.fieldMessages().get("size"))
        .isEqualTo(List.of("size is 0, but must be a whole number from 1 to 10."));
    assertThat(thrown.code()).isEqualTo("VALIDATION_ERROR");
  }

  @Test
  void givesTheValuesOfAnObjectAsTheyAre() {
    var body = RequestBody.parse("{\"a\":{\"x\":[1.50,\"t\"],\"b\":null,\"c\":true},\"d\":5}");

    assertThat(body.values("A").keySet()).containsExactly("x", "b", "c");
    assertThat(body.values("a").get("x")).isEqualTo(List.of(new BigDecimal("1.50"), "t"));
    assertThat(body.values("a").get("c")).isEqualTo(true);
    assertThat(body.values("none")).isNull();
    body.check();
    body.values("d");
    assertThat(catchThrowableOfType(InvalidInput.class, body::check).fieldMessages())
        .containsOnlyKeys("d");
  }

  @Test
  void readsAnObjectAsAMapInTheOrderSent() {
    var body = RequestBody.parse("{\"attributes\":{\"9\":{\"selected\":true},\"2\":null}}");

    var byKey = body.objectsByKey("attributes");

    assertThat(byKey.keySet()).containsExactly("9", "2");
    assertThat(byKey.get("9").bool("selected")).isTrue();
    assertThat(byKey.get("2").bool("selected")).isNull();
    body.check();
  }

  @Test
  void bodyIsOptionalUntilRequired() {
    var body = RequestBody.parse(" ");

    assertThat(body.bool("overrideDeleteGuard")).isNull();
    assertThat(catchThrowableOfType(InvalidInput.class, body::required).code())
        .isEqualTo("BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\":1,}",
        "[]",
        "7",
        "{} {}",
        "{\"a\":1,\"A\":2}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{\"a\":tru}",
        "{'a':1}",
        "{\"a\":1}x"
      })
  void refusesWhatIsNotOneWellFormedObject(String json) {
    assertThat(catchThrowableOfType(InvalidInput.class, () -> RequestBody.parse(json))).isNotNull();
  }

  @Test
  void refusesDeepNesting() {
    String json = "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}";

    assertThat(catchThrowableOfType(InvalidInput.class, () -> RequestBody.parse(json)))
        .hasMessageContaining("deeper");
  }
}
