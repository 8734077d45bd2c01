package io.horarium.connectorspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.DataType;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every change that decides how values are read changes the fingerprint. */
class SchemaFingerprintTest {

  private static final AttributeScope ID = new AttributeScope(1, "id", DataType.Text, false);
  private static final AttributeScope NAME = new AttributeScope(2, "name", DataType.Text, false);

  private static byte[] of(String anchor, String extra, AttributeScope... attributes) {
    return SchemaFingerprint.of(
        new ObjectTypeScope(1, "person", anchor, null, List.of(attributes)), extra);
  }

  @Test
  void orderOfAttributesDoesNotMatter() {
    byte[] base = of("id", null, ID, NAME);

    assertThat(base).hasSize(32).isEqualTo(of("id", null, NAME, ID));
  }

  @Test
  void everythingElseDoes() {
    byte[] base = of("id", null, ID, NAME);

    assertThat(of("name", null, ID, NAME)).isNotEqualTo(base);
    assertThat(of("id", "", ID, NAME)).isNotEqualTo(base);
    assertThat(of("id", "en-gb", ID, NAME)).isNotEqualTo(base);
    assertThat(of("id", null, ID)).isNotEqualTo(base);
    assertThat(of("id", null, ID, new AttributeScope(2, "name", DataType.Text, true)))
        .isNotEqualTo(base);
    assertThat(of("id", null, ID, new AttributeScope(2, "name", DataType.Guid, false)))
        .isNotEqualTo(base);
    assertThat(of("id", null, ID, new AttributeScope(3, "name", DataType.Text, false)))
        .isNotEqualTo(base);
  }
}
