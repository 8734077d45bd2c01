package io.horarium.web.idm.crest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of contract/openidm-scheduler.md 9. */
class JsonPatchTest {

  private static final String DOCUMENT =
      "{\"enabled\":true,\"n\":1,\"list\":[1,2,1],\"deep\":{\"a\":\"x\"},\"gone\":null}";

  private static String patched(String operations) {
    @SuppressWarnings("unchecked")
    Map<String, Object> document = (Map<String, Object>) CrestJson.parse(DOCUMENT);
    String before = CrestJson.text(document, false);
    String after =
        CrestJson.text(
            JsonPatch.applied(
                document,
                (List<?>) CrestJson.parse(operations),
                (content, by) -> List.of(content, by.get("script"))),
            false);
    assertThat(CrestJson.text(document, false)).isEqualTo(before);
    return after;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"operation\":\"replace\",\"field\":\"/enabled\",\"value\":false}] | \"enabled\":false",
        "[{\"operation\":\"add\",\"field\":\"list\",\"value\":3}] | \"list\":[1,2,1,3]",
        "[{\"operation\":\"add\",\"field\":\"/list/-\",\"value\":3}] | \"list\":[1,2,1,3]",
        "[{\"operation\":\"add\",\"field\":\"/new/b\",\"value\":{\"c\":1}}] | \"new\":{\"b\":{\"c\":1}}",
        "[{\"operation\":\"remove\",\"field\":\"/list\",\"value\":1}] | \"list\":[2]",
        "[{\"operation\":\"remove\",\"field\":\"/list/1\"}] | \"list\":[1,1]",
        "[{\"operation\":\"remove\",\"field\":\"/deep/a\"}] | \"deep\":{}",
        "[{\"operation\":\"remove\",\"field\":\"/missing\"}] | \"n\":1",
        "[{\"operation\":\"increment\",\"field\":\"/n\",\"value\":2}] | \"n\":3",
        "[{\"operation\":\"copy\",\"from\":\"/deep/a\",\"field\":\"/b\"}] | \"deep\":{\"a\":\"x\"},\"gone\":null,\"b\":\"x\"",
        "[{\"operation\":\"move\",\"from\":\"/deep/a\",\"field\":\"/b\"}] | \"deep\":{},\"gone\":null,\"b\":\"x\"",
        "[{\"operation\":\"transform\",\"field\":\"/n\",\"value\":{\"script\":\"s\"}}] | \"n\":[1,\"s\"]",
        "[{\"operation\":\"replace\",\"field\":\"/list/0\",\"value\":null}] | \"list\":[null,2,1]"
      })
  void operationsChangeACopy(String operations, String part) {
    assertThat(patched(operations)).contains(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "[{}]",
        "[{\"operation\":\"add\",\"field\":\"/a\"}]",
        "[{\"operation\":\"add\",\"value\":1}]",
        "[{\"operation\":\"add\",\"field\":\"/\",\"value\":1}]",
        "[{\"operation\":\"add\",\"field\":\"/%\",\"value\":1}]",
        "[{\"operation\":\"transform\",\"field\":\"/n\",\"value\":1}]",
        "[{\"operation\":\"increment\",\"field\":\"/enabled\",\"value\":1}]",
        "[{\"operation\":\"increment\",\"field\":\"/n\",\"value\":\"1\"}]",
        "[{\"operation\":\"copy\",\"from\":\"/missing\",\"field\":\"/n\"}]",
        "[{\"operation\":\"replace\",\"field\":\"/n/a\",\"value\":1}]",
        "[{\"operation\":\"replace\",\"field\":\"/list/9\",\"value\":1}]"
      })
  void whatCannotBeCarriedOutIsRefusedWithItsNumber(String operations) {
    assertThatThrownBy(() -> patched(operations))
        .isInstanceOf(CrestRefusal.class)
        .hasMessageContaining("Operation 0 of the patch");
  }

  @Test
  void operationsFollowEachOther() {
    assertThat(
            patched(
                "[{\"operation\":\"increment\",\"field\":\"n\",\"value\":1},"
                    + "{\"operation\":\"copy\",\"from\":\"n\",\"field\":\"m\"}]"))
        .contains("\"n\":2", "\"m\":2");
  }
}
