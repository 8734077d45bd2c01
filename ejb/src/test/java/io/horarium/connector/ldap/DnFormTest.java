package io.horarium.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one spelling of names, and times of directories. */
class DnFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cn=Ada,dc=x           | cn=Ada,dc=x",
        "cn=Ada, dc=x          | cn=Ada,dc=x",
        "cn = Ada ,dc = x      | cn=Ada,dc=x",
        "cn=\"Lovelace, Ada\",dc=x | cn=Lovelace\\, Ada,dc=x",
        "cn=Lovelace\\2C Ada,dc=x | cn=Lovelace\\, Ada,dc=x",
        "cn=Łódź 東京,dc=x     | cn=Łódź 東京,dc=x",
        "no dn at all          | no dn at all",
      })
  void oneSpelling(String text, String canonical) {
    assertThat(DnForm.canonical(text)).isEqualTo(canonical);
    assertThat(DnForm.canonical(canonical)).isEqualTo(canonical);
  }

  @Test
  void caseAndBlanksDoNotMatterForSameness() {
    assertThat(DnForm.same("CN=Ada, DC=x", "cn=ada,dc=x")).isTrue();
    assertThat(DnForm.same("cn=ada,dc=x", "cn=eve,dc=x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "20260131080000Z,2026-01-31T08:00:00Z",
    "20260131080000.123456Z,2026-01-31T08:00:00.123456Z",
    "202601310800+0130,2026-01-31T06:30:00Z",
    "2026013108.5Z,2026-01-31T08:30:00Z",
    "260131080000Z,2026-01-31T08:00:00Z",
    "990131080000Z,1999-01-31T08:00:00Z",
    "20260230080000Z,20260230080000Z",
    "yesterday,yesterday",
  })
  void timesAreReadAsInstants(String text, String iso) {
    assertThat(DirectoryTime.toIso(text)).isEqualTo(iso);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T08:00:00Z,20260131080000Z",
    "2026-01-31T08:00:10Z,20260131080010Z",
    "2026-01-31T08:00:00.120Z,20260131080000.12Z",
  })
  void instantsAreWrittenAsGeneralizedTime(String iso, String text) {
    assertThat(DirectoryTime.toGeneralized(Instant.parse(iso))).isEqualTo(text);
  }

  @Test
  void windowsGuidsAreReadInTheirOrder() {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 16; i++) {
      bytes[i] = (byte) i;
    }

    String guid = EntryValues.guid(bytes);

    assertThat(guid).isEqualTo("03020100-0504-0706-0809-0a0b0c0d0e0f");
    assertThat(EntryValues.guidBytes(guid)).isEqualTo(bytes);
  }
}
