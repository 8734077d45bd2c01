package io.horarium.sync.pendingexport;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two values are the same (contract/sync-engine.md 7.2). */
class ValueEqualityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DISTINGUISHED_NAME | uid=a,ou=People,dc=x | UID=a, OU=People, DC=x",
        "DISTINGUISHED_NAME | uid=a,ou=People,dc=x | uid=a,ou=people,dc=x",
        "DISTINGUISHED_NAME | cn=Byron\\, Ada,dc=x | cn=Byron\\2c Ada,dc=x",
        "DECIMAL | 1.50 | 1.5",
        "DATE_TIME | 2026-03-01T06:00:00Z | 2026-03-01T07:00:00+01:00",
        "BOOLEAN | TRUE | true",
        "GUID | 0E9C6B52-4F0F-4B37-8D7E-8B1F4F3A9D02 | 0e9c6b524f0f4b378d7e8b1f4f3a9d02",
        "NUMBER | 007 | 7",
        "BINARY | AQI= | AQI",
      })
  void spellingDoesNotMatter(ValueEquality equality, String one, String other) {
    assertThat(equality.same(one, other)).isTrue();
    assertThat(equality.key(one)).isEqualTo(equality.key(other));
    assertThat(equality.contains(List.of("z", other), one)).isTrue();
    assertThat(equality.keys(List.of(one, other))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXACT | ada@x.org | Ada@x.org",
        "EXACT | 1.0 | 1",
        "EXACT | cn=a,dc=x | cn=a, dc=x",
        "DISTINGUISHED_NAME | uid=a,dc=x | uid=b,dc=x",
        "DISTINGUISHED_NAME | no name | No name",
        "DECIMAL | 1.5 | 1.51",
        "DATE_TIME | 2026-03-01T06:00:00Z | 2026-03-01T06:00:01Z",
        "NUMBER | seven | 7",
      })
  void otherValuesAreNotTheSame(ValueEquality equality, String one, String other) {
    assertThat(equality.same(one, other)).isFalse();
    assertThat(equality.contains(List.of(other), one)).isFalse();
    assertThat(equality.keys(List.of(one, other))).hasSize(2);
  }

  @Test
  void noValueIsTheSameAsNoValueOnly() {
    assertThat(ValueEquality.EXACT.same(null, null)).isTrue();
    assertThat(ValueEquality.DECIMAL.same(null, "0")).isFalse();
    assertThat(ValueEquality.DISTINGUISHED_NAME.same("dc=x", null)).isFalse();
  }

  @Test
  void secondaryIdsAndReferencesOfDirectoriesAreDns() {
    assertThat(ValueEquality.of(DataType.Text, SchemaStandard.Ldap, true))
        .isEqualTo(ValueEquality.DISTINGUISHED_NAME);
    assertThat(ValueEquality.of(DataType.Reference, SchemaStandard.Ldap, false))
        .isEqualTo(ValueEquality.DISTINGUISHED_NAME);
    assertThat(ValueEquality.of(DataType.Text, SchemaStandard.Ldap, false))
        .isEqualTo(ValueEquality.EXACT);
    assertThat(ValueEquality.of(DataType.Reference, SchemaStandard.NotSet, false))
        .isEqualTo(ValueEquality.EXACT);
    assertThat(ValueEquality.of(DataType.DateTime, SchemaStandard.NotSet, true))
        .isEqualTo(ValueEquality.DATE_TIME);
  }
}
