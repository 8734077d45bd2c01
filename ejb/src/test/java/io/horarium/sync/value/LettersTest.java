package io.horarium.sync.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.problem.InvalidInput;
import io.horarium.sync.value.TextProcessing.CaseNormalisation;
import io.horarium.sync.value.TextProcessing.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case, whitespace and what import mappings do with them. */
class LettersTest {

  @ParameterizedTest
  @CsvSource({
    "straße,STRAßE,straße",
    "ÅÄÖ,ÅÄÖ,åäö",
    "Iı,Iı,iı",
    "iİ,Iİ,iİ",
    "ΣΑΣ,ΣΑΣ,σασ",
    "𐐨𐐀,𐐀𐐀,𐐨𐐨",
  })
  void casesAreThoseOfNoCulture(String text, String upper, String lower) {
    assertThat(Letters.upper(text)).isEqualTo(upper);
    assertThat(Letters.lower(text)).isEqualTo(lower);
  }

  @ParameterizedTest
  @CsvSource({
    "JEAN-LUC o'neil,Jean-Luc O'neil",
    "mc donald,Mc Donald",
    "a3b 3rd,A3b 3Rd",
    "ÉLAN éTé,Élan Été",
    "x_y z.w,X_Y Z.W",
    "ǆeju,ǅeju",
  })
  void titleBeginsEveryWord(String text, String expected) {
    assertThat(Letters.title(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "None,None,' a  b ',' a  b '",
        "None,None,'  ','  '",
        "None,None,'',-",
        "TreatWhitespaceAsNoValue,None,'  ',-",
        "TreatWhitespaceAsNoValue,None,' a ',' a '",
        "TrimWhitespace,None,' a  b ','a  b'",
        "TrimWhitespace,None,'  ',-",
        "CollapseInternalWhitespace,None,' a \t b ',' a b '",
        "'TrimWhitespace, CollapseInternalWhitespace',None,' a  b ','a b'",
        "'collapseinternalwhitespace,TREATwhitespaceAsNoValue',None,'   ',-",
        "None,Upper,' ab ',' AB '",
        "None,Lower,AB,ab",
        "TrimWhitespace,Title,' ADA byron','Ada Byron'",
      })
  void processesInOrder(String flags, CaseNormalisation letters, String text, String expected) {
    var processing = new TextProcessing(TextProcessing.flags(flags), letters);

    assertThat(processing.apply(text)).isEqualTo(expected);
  }

  @Test
  void theDefaultDropsBlankTextsOnly() {
    assertThat(TextProcessing.DEFAULT.apply(" \u00a0")).isNull();
    assertThat(TextProcessing.DEFAULT.apply(" A ")).isEqualTo(" A ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Trim", "TrimWhitespace;None", "TrimWhitespace,"})
  void refusesUnknownFlags(String text) {
    Assertions.assertThatThrownBy(() -> TextProcessing.flags(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("inboundValueProcessing ");
  }

  @Test
  void everySetOfFlagsHasATextOfItsOwn() {
    for (int bits = 0; bits < 8; bits++) {
      int wanted = bits;
      List<Flag> all = List.of(Flag.values());
      Set<Flag> flags =
          all.stream()
              .filter(flag -> (wanted & (1 << all.indexOf(flag))) != 0)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flag.class)));

      assertThat(TextProcessing.flags(TextProcessing.wire(flags))).isEqualTo(flags);
    }
    assertThat(TextProcessing.wire(Set.of())).isEqualTo("None");
    assertThat(TextProcessing.wire(Set.of(Flag.values())))
        .isEqualTo("TreatWhitespaceAsNoValue, TrimWhitespace, CollapseInternalWhitespace");
  }
}
