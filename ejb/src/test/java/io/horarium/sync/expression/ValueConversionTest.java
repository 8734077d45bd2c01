package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.connector.DataType;
import io.horarium.sync.value.TextProcessing;
import io.horarium.sync.value.TextProcessing.CaseNormalisation;
import io.horarium.sync.value.TextProcessing.Flag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** contract/jim-sync.md 5.4, 12.17 to 12.19. */
class ValueConversionTest {

  private static final TextProcessing PLAIN = TextProcessing.DEFAULT;

  private static ValueConversion single(DataType type) {
    return new ValueConversion("target", type, false);
  }

  private static ValueConversion several(DataType type) {
    return new ValueConversion("target", type, true);
  }

  static Stream<Arguments> same() {
    return Stream.of(
        Arguments.of(single(DataType.Text), null, List.of()),
        Arguments.of(single(DataType.Text), "", List.of()),
        Arguments.of(single(DataType.Number), "", List.of()),
        Arguments.of(single(DataType.Text), "a", List.of("a")),
        Arguments.of(single(DataType.Text), 5, List.of("5")),
        Arguments.of(single(DataType.Text), true, List.of("True")),
        Arguments.of(single(DataType.Number), "5", List.of("5")),
        Arguments.of(single(DataType.Decimal), new BigDecimal("1.50"), List.of("1.5")),
        Arguments.of(single(DataType.DateTime), "2026-01-31", List.of("2026-01-31T00:00:00Z")),
        Arguments.of(single(DataType.Text), List.of(), List.of()),
        Arguments.of(single(DataType.Text), List.of("a"), List.of("a")),
        Arguments.of(single(DataType.Text), List.of("a", "a", ""), List.of("a")),
        Arguments.of(several(DataType.Text), List.of("b", "a", "b"), List.of("a", "b")),
        Arguments.of(several(DataType.Number), List.of("2", "1"), List.of("1", "2")),
        Arguments.of(several(DataType.Text), "a", List.of("a")),
        Arguments.of(
            single(DataType.Reference),
            Sample.GUID.toString().toUpperCase(Locale.ROOT),
            List.of(Sample.GUID.toString())));
  }

  @ParameterizedTest
  @MethodSource("same")
  void convertsInBothDirections(ValueConversion target, Object result, List<String> expected) {
    assertThat(target.inbound(result, PLAIN)).isEqualTo(expected);
    assertThat(target.outbound(result)).isEqualTo(expected);
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of(single(DataType.Number), "x"),
        Arguments.of(single(DataType.Number), true),
        Arguments.of(single(DataType.Number), 6_000_000_000L),
        Arguments.of(single(DataType.Boolean), 1),
        Arguments.of(single(DataType.DateTime), "soon"),
        Arguments.of(single(DataType.Guid), "x"),
        Arguments.of(single(DataType.Binary), 1));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void whatDoesNotConvertFlowsNothingInAndFailsOut(ValueConversion target, Object result) {
    assertThat(target.inbound(result, PLAIN)).isEmpty();
    var fault = catchThrowableOfType(EvaluationFault.class, () -> target.outbound(result));
    assertThat(fault.errorType()).isEqualTo("ExpressionEvaluationError");
    assertThat(fault).hasMessageContaining("'target'").hasMessageEndingWith(".");
  }

  @Test
  void inAListOnlyWhatConvertsFlowsIn() {
    assertThat(several(DataType.Number).inbound(List.of("1", "x"), PLAIN)).containsExactly("1");
    assertThat(
            catchThrowableOfType(
                EvaluationFault.class, () -> several(DataType.Number).outbound(List.of("1", "x"))))
        .isNotNull();
  }

  @Test
  void severalValuesDoNotFlowIntoOne() {
    var in =
        catchThrowableOfType(
            EvaluationFault.class, () -> single(DataType.Text).inbound(List.of("a", "b"), PLAIN));
    var out =
        catchThrowableOfType(
            EvaluationFault.class, () -> single(DataType.Text).outbound(List.of("a", "b")));

    assertThat(in.errorType()).isEqualTo("MultiValuedToSingleValued");
    assertThat(out.errorType()).isEqualTo("ExpressionEvaluationError");
  }

  @Test
  void textsAreProcessedOnTheWayInOnly() {
    var processing = new TextProcessing(Set.of(Flag.TrimWhitespace), CaseNormalisation.Upper);

    assertThat(several(DataType.Text).inbound(List.of(" a", "A ", " "), processing))
        .containsExactly("A");
    assertThat(single(DataType.Text).inbound("  ", PLAIN)).isEmpty();
    assertThat(single(DataType.Guid).inbound(Sample.GUID, processing))
        .containsExactly(Sample.GUID.toString());
    assertThat(single(DataType.Text).outbound("  ")).containsExactly("  ");
  }

  @Test
  void referencesAreGuidsInwardsAndAnyTextOutwards() {
    assertThat(single(DataType.Reference).inbound("cn=x,dc=y", PLAIN)).isEmpty();
    assertThat(single(DataType.Reference).outbound("cn=x,dc=y")).containsExactly("cn=x,dc=y");
  }

  @Test
  void whatCannotBeStoredFails() {
    for (String text : List.of("a\0", "\ud83d")) {
      assertThat(
              catchThrowableOfType(
                  EvaluationFault.class, () -> single(DataType.Text).inbound(text, PLAIN)))
          .hasMessageContaining("cannot be stored");
      assertThat(
              catchThrowableOfType(
                  EvaluationFault.class, () -> single(DataType.Text).outbound(text)))
          .hasMessageContaining("cannot be stored");
    }
  }
}
