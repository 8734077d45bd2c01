package io.horarium.connectorspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.DataType;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One typed property is set, the one of the attribute's type (contract/jim-sync.md 3). */
class SpaceValueViewTest {

  private static Map<String, String> set(DataType type, String text) throws Exception {
    SpaceValueView view = SpaceValueView.of(new UUID(0, 1), 7, "a", type, text);
    Map<String, String> set = new TreeMap<>();
    for (RecordComponent component : SpaceValueView.class.getRecordComponents()) {
      Object value = component.getAccessor().invoke(view);
      if (component.getName().endsWith("Value") && value != null) {
        set.put(component.getName(), value.toString());
      }
    }
    return set;
  }

  @Test
  void theTypeDecidesWhichPropertyIsSet() throws Exception {
    String guid = "00000000-0000-0000-0000-00000000000a";
    assertThat(set(DataType.Text, "x")).isEqualTo(Map.of("stringValue", "x"));
    assertThat(set(DataType.NotSet, "x")).isEqualTo(Map.of("stringValue", "x"));
    assertThat(set(DataType.Reference, "x")).isEqualTo(Map.of("stringValue", "x"));
    assertThat(set(DataType.Number, "5")).isEqualTo(Map.of("intValue", "5"));
    assertThat(set(DataType.LongNumber, "6000000000")).isEqualTo(Map.of("longValue", "6000000000"));
    assertThat(set(DataType.Decimal, "1.5")).isEqualTo(Map.of("decimalValue", "1.5"));
    assertThat(set(DataType.Binary, "AA==")).isEqualTo(Map.of("byteValue", "AA=="));
    assertThat(set(DataType.Guid, guid)).isEqualTo(Map.of("guidValue", guid));
    assertThat(set(DataType.Boolean, "true")).isEqualTo(Map.of("boolValue", "true"));
    assertThat(set(DataType.DateTime, "2026-03-01T06:00:00Z"))
        .isEqualTo(Map.of("dateTimeValue", "2026-03-01T06:00:00Z"));
  }

  @Test
  void whatDoesNotFitTheTypeIsShownAsText() throws Exception {
    assertThat(set(DataType.Number, "five")).isEqualTo(Map.of("stringValue", "five"));
    assertThat(set(DataType.DateTime, "soon")).isEqualTo(Map.of("stringValue", "soon"));
  }
}
