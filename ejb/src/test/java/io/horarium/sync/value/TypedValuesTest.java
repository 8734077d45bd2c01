package io.horarium.sync.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.time.api.DateTimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed values, their canonical texts and their texts in expressions. */
class TypedValuesTest {

  @Property
  void whatIsCanonicalComesBack(@ForAll("values") Tuple2<DataType, Object> value) {
    String canonical = TypedValues.canonical(value.get1(), value.get2());

    assertThat(ValueForm.INVARIANT.canonical(value.get1(), canonical)).isEqualTo(canonical);
    Object typed = TypedValues.typed(value.get1(), canonical);
    assertThat(TypedValues.canonical(value.get1(), typed)).isEqualTo(canonical);
    if (value.get2() instanceof BigDecimal number) {
      assertThat((BigDecimal) typed).isEqualByComparingTo(number);
    } else {
      assertThat(typed).isEqualTo(value.get2());
    }
  }

  @Provide
  Arbitrary<Tuple2<DataType, Object>> values() {
    return Arbitraries.oneOf(
        of(DataType.Text, Arbitraries.strings()),
        of(DataType.Reference, Arbitraries.create(() -> UUID.randomUUID().toString())),
        of(DataType.Number, Arbitraries.integers()),
        of(DataType.LongNumber, Arbitraries.longs()),
        of(DataType.Decimal, Arbitraries.bigDecimals()),
        of(
            DataType.DateTime,
            DateTimes.instants()
                .between(
                    Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"))
                .ofPrecision(ChronoUnit.NANOS)),
        of(DataType.Boolean, Arbitraries.of(true, false)),
        of(DataType.Guid, Arbitraries.create(UUID::randomUUID)),
        of(DataType.Binary, Arbitraries.bytes().array(byte[].class)));
  }

  private static Arbitrary<Tuple2<DataType, Object>> of(DataType type, Arbitrary<?> values) {
    return values.map(value -> Tuple.of(type, value));
  }

  static Stream<Arguments> conversions() {
    UUID guid = UUID.fromString("0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01");
    Instant date = Instant.parse("2026-01-31T13:04:05Z");
    return Stream.of(
        Arguments.of(DataType.Text, 5, "5"),
        Arguments.of(DataType.Text, new BigDecimal("3.70"), "3.70"),
        Arguments.of(DataType.Text, true, "True"),
        Arguments.of(DataType.Text, date, "01/31/2026 13:04:05"),
        Arguments.of(DataType.Text, guid, guid.toString()),
        Arguments.of(DataType.Text, new byte[] {1, 2}, "AQI="),
        Arguments.of(DataType.Number, "42", "42"),
        Arguments.of(DataType.Number, " 42 ", "42"),
        Arguments.of(DataType.Number, 42L, "42"),
        Arguments.of(DataType.Number, new BigDecimal("42.00"), "42"),
        Arguments.of(DataType.Number, 42.0, "42"),
        Arguments.of(DataType.Number, 42.5, null),
        Arguments.of(DataType.Number, Double.NaN, null),
        Arguments.of(DataType.Number, 6_000_000_000L, null),
        Arguments.of(DataType.Number, "x", null),
        Arguments.of(DataType.Number, true, null),
        Arguments.of(DataType.LongNumber, 42, "42"),
        Arguments.of(DataType.LongNumber, 1e30, null),
        Arguments.of(DataType.Decimal, 42, "42"),
        Arguments.of(DataType.Decimal, 0.1, "0.1"),
        Arguments.of(DataType.Decimal, "1.50", "1.5"),
        Arguments.of(DataType.Decimal, new BigDecimal("0.00"), "0"),
        Arguments.of(DataType.DateTime, "2026-01-31T15:04:05+02:00", "2026-01-31T13:04:05Z"),
        Arguments.of(DataType.DateTime, date, "2026-01-31T13:04:05Z"),
        Arguments.of(DataType.DateTime, Instant.MAX, null),
        Arguments.of(DataType.DateTime, 5, null),
        Arguments.of(DataType.Boolean, "TRUE", "true"),
        Arguments.of(DataType.Boolean, true, "true"),
        Arguments.of(DataType.Boolean, 1, null),
        Arguments.of(DataType.Guid, "{0E9C6B52-4F0F-4B37-8D7E-8B1F4F3A9D01}", guid.toString()),
        Arguments.of(DataType.Guid, guid, guid.toString()),
        Arguments.of(DataType.Guid, 5, null),
        Arguments.of(DataType.Reference, guid, guid.toString()),
        Arguments.of(DataType.Reference, "cn=x", "cn=x"),
        Arguments.of(DataType.Reference, 5, null),
        Arguments.of(DataType.Binary, "AQI=", "AQI="),
        Arguments.of(DataType.Binary, "?", null),
        Arguments.of(DataType.Binary, guid, null));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsWhereNothingIsLost(DataType type, Object value, String expected) {
    assertThat(TypedValues.canonical(type, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Number,x", "Boolean,yes", "DateTime,soon", "Guid,x", "Binary,?", "Decimal,x"})
  void aTextOfAnotherTypeStaysAText(DataType type, String text) {
    assertThat(TypedValues.typed(type, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5,2.5",
    "1000,1000",
    "0.0001,0.0001",
    "0.00001,1E-05",
    "1e14,100000000000000",
    "1e15,1E+15",
    "-1.5e300,-1.5E+300",
    "123456789012345680,1.2345678901234568E+17",
    "12345678901234568,12345678901234568",
    "0.1,0.1",
    "2e23,2E+23",
    "-0.0,-0",
    "4.9e-324,5E-324",
    "NaN,NaN",
    "-Infinity,-Infinity",
  })
  void doublesAreWrittenAsInNet(double value, String expected) {
    assertThat(ValueText.of(value)).isEqualTo(expected);
  }

  @Property
  void doublesComeBackFromTheirText(@ForAll double value) {
    assertThat(Double.parseDouble(ValueText.of(value))).isEqualTo(value);
  }

  @Example
  void findsAttributesInAnyCaseAndPrefersTheExactName() {
    var schema =
        new AttributeSchema(
            Map.of(
                "mail", DataType.Text,
                "Mail", DataType.Text,
                "age", DataType.Number,
                "ids", DataType.LongNumber));
    Attributes attributes =
        schema.attributes(
            Map.of(
                "mail", List.of("small"),
                "Mail", List.of("Capital"),
                "age", List.of("42"),
                "ids", List.of("1", "2"),
                "strange", List.of("x")));

    assertThat(attributes.values("mail")).containsExactly("small");
    assertThat(attributes.values("Mail")).containsExactly("Capital");
    assertThat(attributes.values("MAIL")).containsExactly("Capital");
    assertThat(attributes.values("AGE")).containsExactly(42);
    assertThat(attributes.values("ids")).containsExactly(1L, 2L);
    assertThat(attributes.values("strange")).isEmpty();
    assertThat(attributes.values("none")).isEmpty();
    assertThat(Attributes.NONE.values("mail")).isEmpty();
  }
}
