package io.horarium.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** One canonical text per value, whatever its spelling. */
class ValueFormTest {

  private static final ValueForm GERMAN = new ValueForm(Locale.GERMANY);
  private static final ValueForm BRITISH = new ValueForm(Locale.UK);
  private static final ValueForm FRENCH = new ValueForm(Locale.FRANCE);

  private static String canonical(DataType type, String raw) {
    return ValueForm.INVARIANT.canonical(type, raw);
  }

  @Property
  void decimalsAreThoseOfBigDecimal(
      @ForAll BigDecimal value, @ForAll @IntRange(max = 20) int zeros) {
    String plain = value.toPlainString();
    String padded = plain + (plain.contains(".") ? "" : ".") + "0".repeat(zeros);

    String expected = new BigDecimal(plain).stripTrailingZeros().toPlainString();

    assertThat(canonical(DataType.Decimal, padded)).isEqualTo(expected);
    assertThat(canonical(DataType.Decimal, expected)).isEqualTo(expected);
  }

  @Property
  void wholeNumbersStayWithinTheirBits(@ForAll long value) {
    assertThat(canonical(DataType.LongNumber, "" + value)).isEqualTo("" + value);
    assertThat(canonical(DataType.Number, "" + value))
        .isEqualTo((int) value == value ? "" + value : null);
  }

  @Property
  void instantsAreTheSameInEveryOffset(
      @ForAll("instants") Instant instant, @ForAll @IntRange(min = -18, max = 18) int hours) {
    String spelled =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.ofHours(hours)));

    assertThat(canonical(DataType.DateTime, spelled)).isEqualTo(instant.toString());
    assertThat(canonical(DataType.DateTime, instant.toString())).isEqualTo(instant.toString());
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(-60_000_000_000L, 250_000_000_000L)
        .flatMap(
            second ->
                Arbitraries.integers()
                    .between(0, 999_999_999)
                    .map(nano -> Instant.ofEpochSecond(second, nano)));
  }

  @Property
  void guidsInEveryForm(@ForAll long high, @ForAll long low) {
    String guid = new UUID(high, low).toString();

    assertThat(canonical(DataType.Guid, guid.toUpperCase(Locale.ROOT))).isEqualTo(guid);
    assertThat(canonical(DataType.Guid, "{" + guid + "}")).isEqualTo(guid);
    assertThat(canonical(DataType.Guid, guid.replace("-", ""))).isEqualTo(guid);
  }

  @Property
  void anyTextIsReadOrRefusedWithoutFailing(@ForAll String raw, @ForAll DataType type) {
    String once = canonical(type, raw);

    if (once != null) {
      assertThat(canonical(type, once)).isEqualTo(once);
    }
    GERMAN.canonical(type, raw);
  }

  @Property
  void anyNumberLikeTextIsReadOrRefusedWithoutFailing(
      @ForAll("numberLike") String raw, @ForAll DataType type) {
    String once = canonical(type, raw);

    if (once != null && type != DataType.Binary) {
      assertThat(canonical(type, once)).isEqualTo(once);
    }
    BRITISH.canonical(type, raw);
  }

  @Provide
  Arbitrary<String> numberLike() {
    return Arbitraries.strings().withChars("0123456789.,-+/:TZ ").ofMaxLength(24);
  }

  @Example
  void datesInCommonForms() {
    assertThat(canonical(DataType.DateTime, "2026-01-31")).isEqualTo("2026-01-31T00:00:00Z");
    assertThat(canonical(DataType.DateTime, "2026-01-31 08:05")).isEqualTo("2026-01-31T08:05:00Z");
    assertThat(canonical(DataType.DateTime, "2026-01-31T08:05:06.5+0130"))
        .isEqualTo("2026-01-31T06:35:06.500Z");
    assertThat(canonical(DataType.DateTime, "20260131080506.0Z")).isEqualTo("2026-01-31T08:05:06Z");
    assertThat(canonical(DataType.DateTime, "1/31/2026 8:05:06 PM"))
        .isEqualTo("2026-01-31T20:05:06Z");
    assertThat(BRITISH.canonical(DataType.DateTime, "31/01/2026 20:05"))
        .isEqualTo("2026-01-31T20:05:00Z");
    assertThat(GERMAN.canonical(DataType.DateTime, "31.1.2026")).isEqualTo("2026-01-31T00:00:00Z");
  }

  @Example
  void datesThatAreNone() {
    for (String raw :
        new String[] {
          "2026-02-30",
          "31/01/2026",
          "1/2/26",
          "2026",
          "yesterday",
          "2026-01-31T",
          "12:00",
          "2026-01-31 25:00",
          "2026-01-31T08:05:06+25:00",
          "2026-01-31x",
          "0000-01-01",
          "2026-1",
          "2026-01-31 13:00 PM",
          "99991231235959-18"
        }) {
      assertThat(canonical(DataType.DateTime, raw)).as(raw).isNull();
    }
  }

  @Example
  void numbersOfCultures() {
    assertThat(GERMAN.canonical(DataType.Decimal, "1.234.567,80")).isEqualTo("1234567.8");
    assertThat(GERMAN.canonical(DataType.Decimal, "1,5")).isEqualTo("1.5");
    assertThat(GERMAN.canonical(DataType.Decimal, "1.5")).isNull();
    assertThat(FRENCH.canonical(DataType.Decimal, "1\u00a0234,5")).isEqualTo("1234.5");
    assertThat(FRENCH.canonical(DataType.Decimal, "1 234,5")).isEqualTo("1234.5");
    assertThat(BRITISH.canonical(DataType.Decimal, "1,234.5")).isEqualTo("1234.5");
    assertThat(canonical(DataType.Decimal, "1,234.5")).isNull();
  }

  @Example
  void numbersThatAreNone() {
    for (String raw : new String[] {"", "-", "+", ".", "1e9", "1.2.3", "0x1", "1_000", "--1"}) {
      assertThat(canonical(DataType.Decimal, raw)).as(raw).isNull();
      assertThat(canonical(DataType.LongNumber, raw)).as(raw).isNull();
    }
    assertThat(canonical(DataType.Decimal, "-0.00")).isEqualTo("0");
    assertThat(canonical(DataType.Number, " +007 ")).isEqualTo("7");
  }

  @Example
  void textIsLeftAlone() {
    assertThat(canonical(DataType.Text, " Ada ")).isEqualTo(" Ada ");
    assertThat(canonical(DataType.Boolean, "yes")).isNull();
    assertThat(canonical(DataType.Binary, "AQID")).isEqualTo("AQID");
    assertThat(canonical(DataType.Binary, "AQ")).isEqualTo("AQ==");
    assertThat(canonical(DataType.Binary, "not base64!")).isNull();
  }
}
