package io.horarium.step.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void wordsEndAtBlanks() {
    assertThat(Arguments.split(null)).isEmpty();
    assertThat(Arguments.split("  \t\n ")).isEmpty();
    assertThat(Arguments.split(" -Channel  ops\n--now\r\n"))
        .containsExactly("-Channel", "ops", "--now");
  }

  @Test
  void quotesJoinAndMayBeEmpty() {
    assertThat(Arguments.split("a'b c'\"d e\"f '' \"\"")).containsExactly("ab cd ef", "", "");
    assertThat(Arguments.split("'\\n\"'")).containsExactly("\\n\"");
    assertThat(Arguments.split("\"a\\\"b\\\\c\\$d\\`e\\nf\"")).containsExactly("a\"b\\c$d`e\\nf");
    assertThat(Arguments.split("\\'a\\ b\\\\")).containsExactly("'a b\\");
    assertThat(Arguments.split("a\\\nb \"c\\\nd\"")).containsExactly("ab", "cd");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(Arguments.split("$HOME ~ * ; rm|cat `id` $(id) \"$X\" #x"))
        .containsExactly("$HOME", "~", "*", ";", "rm|cat", "`id`", "$(id)", "$X", "#x");
  }

  @Test
  void whatIsNotClosedIsRefused() {
    assertThatThrownBy(() -> Arguments.split("'abc")).hasMessageContaining("single quote");
    assertThatThrownBy(() -> Arguments.split("a \"b")).hasMessageContaining("double quote");
    assertThatThrownBy(() -> Arguments.split("a \\")).hasMessageContaining("backslash");
  }

  @Property
  void everyWordThatIsQuotedComesBack(
      @ForAll @Size(max = 6) List<@CharRange(from = '\u0001', to = '\u00ff') String> words) {
    String single =
        words.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    String doubled =
        words.stream()
            .map(word -> "\"" + word.replaceAll("([$`\"\\\\])", "\\\\$1") + "\"")
            .collect(Collectors.joining("\t"));
    String escaped =
        words.stream()
            .filter(word -> !word.isEmpty() && word.indexOf('\n') < 0)
            .map(word -> word.replaceAll("(?s)(.)", "\\\\$1"))
            .collect(Collectors.joining("\n"));

    assertThat(Arguments.split(single)).isEqualTo(words);
    assertThat(Arguments.split(doubled)).isEqualTo(words);
    assertThat(Arguments.split(escaped))
        .isEqualTo(
            words.stream().filter(word -> !word.isEmpty() && word.indexOf('\n') < 0).toList());
  }
}
