package io.horarium.web.jim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import io.horarium.sync.expression.ExpressionTrial;
import io.horarium.web.RequestBody;
import io.horarium.web.ViewJson;
import jakarta.json.Json;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** contract/jim-sync.md 5.8 and 12.23. */
class TestExpressionResourceTest {

  private static final String SAMPLES =
      """
      "mvAttributes": {"Name": "Ada", "n": 5, "long": 6000000000, "d": 1.50, "exp": 1e3, "yes": true,
        "none": null, "iso": "2026-01-31T13:04:05Z", "guid": "0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01",
        "multi": ["q", "p", null], "empty": []},
      "csAttributes": {"sn": "Byron"}""";

  private static ExpressionTrial test(String expression) {
    return send("{\"expression\": %s, %s}".formatted(Json.createValue(expression), SAMPLES));
  }

  @SuppressWarnings("UnnecessaryAssignment") // no container sets it here
  private static ExpressionTrial send(String body) {
    var resource = new TestExpressionResource();
    resource.clock =
        new Clock() {
          @Override
          public Instant now() {
            return Instant.parse("2026-05-06T07:08:09Z");
          }
        };
    return resource.test(RequestBody.parse(body));
  }

  static Stream<Arguments> results() {
    return Stream.of(
        Arguments.of("mv[\"name\"] + \" \" + cs[\"SN\"]", "\"Ada Byron\"", "String"),
        Arguments.of("mv[\"name\"]", "\"Ada\"", "String"),
        Arguments.of("(int)mv[\"n\"] + 1", "6", "Int32"),
        Arguments.of("(long)mv[\"long\"] + (long)mv[\"n\"]", "6000000005", "Int64"),
        Arguments.of("(decimal)mv[\"d\"] * 2", "3.00", "Decimal"),
        Arguments.of("(int)mv[\"exp\"]", "1000", "Int32"),
        Arguments.of("10.0 / 4", "2.5", "Double"),
        Arguments.of("Eq(mv[\"yes\"], true)", "true", "Boolean"),
        Arguments.of("(DateTime)mv[\"iso\"]", "\"2026-01-31T13:04:05.000Z\"", "DateTime"),
        Arguments.of("Today()", "\"2026-05-06T00:00:00.000Z\"", "DateTime"),
        Arguments.of("FormatDate(mv[\"iso\"], \"yyyy\")", "\"2026\"", "String"),
        Arguments.of("ToFileTime(mv[\"iso\"])", "134143382450000000", "Int64"),
        Arguments.of("Left(mv[\"iso\"], 4)", "\"2026\"", "String"),
        Arguments.of("(Guid)mv[\"guid\"]", "\"0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01\"", "Guid"),
        Arguments.of("Split(\"a,b\", \",\")", "[\"a\",\"b\"]", "String[]"),
        Arguments.of("Join(mv[\"multi\"], \";\")", "\"p;q\"", "String"),
        Arguments.of("Join(mv[\"empty\"], \";\")", "null", "null"),
        Arguments.of("mv[\"none\"]", "null", "null"),
        Arguments.of("mv[\"other\"] ?? null", "null", "null"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void showsResultAndType(String expression, String result, String type) {
    ExpressionTrial trial = test(expression);

    assertThat(ViewJson.text(trial))
        .isEqualTo(
            "{\"isValid\":true,\"result\":%s,\"resultType\":\"%s\",\"errorMessage\":null,"
                    .formatted(result, type)
                + "\"errorPosition\":null}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  1 &", "\n\n1 &", "0xF &"})
  void whatCannotBeReadHasAPosition(String expression) {
    ExpressionTrial trial = test(expression);

    assertThat(trial.isValid()).isFalse();
    assertThat(trial.errorPosition()).isEqualTo(4);
    assertThat(trial.errorMessage()).contains("&&");
    assertThat(trial.result()).isNull();
    assertThat(trial.resultType()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 / ToInt(mv[\"none\"])", "(int)mv[\"name\"]", "(int)mv[\"d\"]"})
  void whatFailsHasNone(String expression) {
    ExpressionTrial trial = test(expression);

    assertThat(trial.isValid()).isFalse();
    assertThat(trial.errorPosition()).isNull();
    assertThat(trial.errorMessage()).isNotBlank();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("{}", "expression"),
        Arguments.of("{\"expression\": null}", "expression"),
        Arguments.of("{\"expression\": \" \\n\"}", "expression"),
        Arguments.of("{\"expression\": 5}", "expression"),
        Arguments.of("{\"expression\": \"%s\"}".formatted("x".repeat(10_001)), "expression"),
        Arguments.of("{\"expression\": \"1\", \"mvAttributes\": []}", "mvAttributes"),
        Arguments.of("{\"expression\": \"1\", \"mvAttributes\": \"x\"}", "mvAttributes"),
        Arguments.of("{\"expression\": \"1\", \"csAttributes\": {\"a\": {}}}", "csAttributes.a"),
        Arguments.of("{\"expression\": \"1\", \"csAttributes\": {\"a\": [[]]}}", "csAttributes.a"),
        Arguments.of(
            "{\"expression\": \"1\", \"csAttributes\": {\"a\": 1e999999999}}", "csAttributes.a"),
        Arguments.of(
            "{\"expression\": \"1\", \"csAttributes\": {\"a\": 1e-999999999}}", "csAttributes.a"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRequestThatCannotBeUsedIsRefused(String body, String field) {
    var refusal = catchThrowableOfType(InvalidInput.class, () -> send(body));

    assertThat(refusal.fieldMessages()).containsOnlyKeys(field);
    assertThat(refusal.fieldMessages().get(field)).hasSize(1).first().asString().startsWith(field);
  }
}
