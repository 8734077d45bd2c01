package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of .NET in its invariant culture. */
class DateFormatTest {

  private static final Instant AFTERNOON = Instant.parse("2026-03-05T13:04:09.0504Z");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '¦',
      value = {
        "d ¦ 03/05/2026",
        "D ¦ Thursday, 05 March 2026",
        "f ¦ Thursday, 05 March 2026 13:04",
        "F ¦ Thursday, 05 March 2026 13:04:09",
        "g ¦ 03/05/2026 13:04",
        "G ¦ 03/05/2026 13:04:09",
        "m ¦ March 05",
        "M ¦ March 05",
        "o ¦ 2026-03-05T13:04:09.0504000Z",
        "O ¦ 2026-03-05T13:04:09.0504000Z",
        "r ¦ Thu, 05 Mar 2026 13:04:09 GMT",
        "R ¦ Thu, 05 Mar 2026 13:04:09 GMT",
        "s ¦ 2026-03-05T13:04:09",
        "t ¦ 13:04",
        "T ¦ 13:04:09",
        "u ¦ 2026-03-05 13:04:09Z",
        "U ¦ Thursday, 05 March 2026 13:04:09",
        "y ¦ 2026 March",
        "Y ¦ 2026 March",
        "yyyy-MM-dd ¦ 2026-03-05",
        "yyyyMMddHHmmss'Z' ¦ 20260305130409Z",
        "yyyyMMddHHmmss.0Z ¦ 20260305130409.0Z",
        "yyyy-MM-ddTHH:mm:ssZ ¦ 2026-03-05T13:04:09Z",
        "y yy yyy yyyyy ¦ 26 26 2026 02026",
        "M MM MMM MMMM ¦ 3 03 Mar March",
        "d dd ddd dddd ¦ 5 05 Thu Thursday",
        "h hh H HH ¦ 1 01 13 13",
        "m mm s ss ¦ 4 04 9 09",
        "t tt ¦ P PM",
        "ss.f ff fff ¦ 09.0 05 050",
        "ss.fffffff ¦ 09.0504000",
        "ss.FFFFFFF ¦ 09.0504",
        "ss.F ¦ 09",
        "g gg ¦ A.D. A.D.",
        "K z zz zzz ¦ Z +0 +00 +00:00",
        "%d ¦ 5",
        "%h tt ¦ 1 PM",
        "'day' d \\d \"MM\" ¦ day 5 d MM",
        "x, q; _ ¦ x, q; _",
      })
  void formats(String format, String expected) {
    assertThat(DateFormat.of(format).format(AFTERNOON)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"00,12 AM", "01,1 AM", "11,11 AM", "12,12 PM", "23,11 PM"})
  void tellsTheHalvesOfADay(String hour, String expected) {
    Instant instant = Instant.parse("2026-03-05T" + hour + ":00:00Z");

    assertThat(DateFormat.of("h tt").format(instant)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "q", "Z", "'", "\"", "yyyy 'x", "yyyy\\", "yyyy%", "%%d", "ffffffff"})
  void refusesWhatIsNoFormat(String format) {
    var refusal = catchThrowableOfType(IllegalArgumentException.class, () -> DateFormat.of(format));

    assertThat(refusal).hasMessageStartingWith("The date format ").hasMessageEndingWith(".");
  }
}
