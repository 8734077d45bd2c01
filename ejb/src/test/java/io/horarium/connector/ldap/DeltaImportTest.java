package io.horarium.connector.ldap;

import static io.horarium.connector.ldap.DirectoryFixture.BASE;
import static io.horarium.connector.ldap.DirectoryFixture.PEOPLE;
import static io.horarium.connector.ldap.DirectoryFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportRecord.Change;
import io.horarium.connector.ImportScope.ContainerScope;
import io.horarium.connector.TokenExpired;
import io.horarium.problem.RunFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a changelog says has changed. */
class DeltaImportTest {

  private static final String DN = EntryValues.DN_ATTRIBUTE;

  private DirectoryFixture directory;

  @BeforeEach
  void start() throws LDAPException {
    directory = new DirectoryFixture();
  }

  @AfterEach
  void stop() {
    directory.close();
  }

  @Test
  void nothingChangedIsNothingToRead() throws Exception {
    directory.person("ada", PEOPLE);
    String token = directory.token();

    assertThat(directory.changesSince(token)).isEmpty();
  }

  @Test
  void newChangedAndDeletedEntriesComeInOrder() throws Exception {
    directory.person("ada", PEOPLE);
    directory.person("alan", PEOPLE);
    String token = directory.token();

    directory.person("grace", PEOPLE);
    directory.server.modify(
        "dn: uid=ada," + PEOPLE, "changetype: modify", "replace: displayName", "displayName: A");
    directory.server.delete("uid=alan," + PEOPLE);

    var records = directory.changesSince(token);
    assertThat(records)
        .extracting(ImportRecord::change)
        .containsExactly(Change.UPSERT, Change.UPSERT, Change.DELETE);
    assertThat(records.get(0).partitionId()).isEqualTo(7);
    assertThat(value(records.get(0), "uid")).isEqualTo("grace");
    assertThat(value(records.get(0), "entryUUID")).hasSize(36);
    assertThat(value(records.get(1), "displayName")).isEqualTo("A");
    assertThat(value(records.get(2), DN)).isEqualTo("uid=alan," + PEOPLE);
    assertThat(records.get(2).objectType()).isNull();
  }

  @Test
  void manyChangesOfOneEntryAreOneRecord() throws Exception {
    directory.person("ada", PEOPLE);
    String token = directory.token();
    for (int i = 0; i < 20; i++) {
      directory.server.modify(
          "dn: uid=ada," + PEOPLE,
          "changetype: modify",
          "replace: displayName",
          "displayName: " + i);
    }

    assertThat(directory.changesSince(token))
        .singleElement()
        .satisfies(record -> assertThat(value(record, "displayName")).isEqualTo("19"));
  }

  @Test
  void moreChangesThanOneWindowAreAllRead() throws Exception {
    String token = directory.token();
    for (int i = 0; i < 700; i++) {
      directory.person("p" + i, PEOPLE);
    }

    assertThat(directory.changesSince(token))
        .hasSize(700)
        .extracting(record -> value(record, "uid"))
        .doesNotHaveDuplicates();
  }

  @Test
  void renamedEntryTakesEverythingBelowItAlong() throws Exception {
    directory.add("dn: ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: a");
    directory.person("ada", "ou=a," + PEOPLE);
    directory.person("alan", "ou=a," + PEOPLE);
    String token = directory.token();

    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(new ModifyDNRequest("ou=a," + PEOPLE, "ou=b", true));
    }

    var records = directory.changesSince(token);
    assertThat(records)
        .filteredOn(record -> record.change() == Change.UPSERT)
        .extracting(record -> value(record, DN))
        .containsExactlyInAnyOrder("uid=ada,ou=b," + PEOPLE, "uid=alan,ou=b," + PEOPLE);
  }

  @Test
  void renamedAndThenDeletedIsReportedUnderItsOldNameToo() throws Exception {
    directory.person("ada", PEOPLE);
    String token = directory.token();

    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(new ModifyDNRequest("uid=ada," + PEOPLE, "uid=eve", true));
    }
    directory.server.delete("uid=eve," + PEOPLE);

    assertThat(directory.changesSince(token))
        .allSatisfy(record -> assertThat(record.change()).isEqualTo(Change.DELETE))
        .extracting(record -> value(record, DN))
        .contains("uid=ada," + PEOPLE);
  }

  @Test
  void nameThatAnotherEntryHasTakenIsNotReportedAsDeleted() throws Exception {
    directory.person("ada", PEOPLE);
    String token = directory.token();

    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(new ModifyDNRequest("uid=ada," + PEOPLE, "uid=eve", true));
    }
    directory.person("ada", PEOPLE);
    directory.server.delete("uid=eve," + PEOPLE);

    var deleted =
        directory.changesSince(token).stream()
            .filter(record -> record.change() == Change.DELETE)
            .map(record -> value(record, DN));
    assertThat(deleted).containsExactly("uid=eve," + PEOPLE);
  }

  @Test
  void movedOutOfTheSelectedContainersIsDeletedByItsAnchor() throws Exception {
    directory.add("dn: ou=gone," + BASE, "objectClass: organizationalUnit", "ou: gone");
    directory.containers.add(new ContainerScope(PEOPLE, true, true));
    directory.person("ada", PEOPLE);
    String uuid = value(directory.readAll().get(0), "entryUUID");
    String token = directory.token();

    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(
          new ModifyDNRequest("uid=ada," + PEOPLE, "uid=ada", true, "ou=gone," + BASE));
    }

    assertThat(directory.changesSince(token))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.change()).isEqualTo(Change.DELETE);
              assertThat(value(record, "entryUUID")).isEqualTo(uuid);
            });
  }

  @Test
  void renamedContainerOfTheScopeIsARunFailureAndNoMassDeletion() throws Exception {
    directory.containers.add(new ContainerScope(PEOPLE, true, true));
    directory.person("ada", PEOPLE);
    String token = directory.token();

    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(new ModifyDNRequest(PEOPLE, "ou=staff", true));
    }

    assertThatThrownBy(() -> directory.changesSince(token))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("import the hierarchy again");
  }

  @Test
  void trimmedLogExpiresTheToken() throws Exception {
    var config = DirectoryFixture.config();
    config.setMaxChangeLogEntries(5);
    try (var small = new DirectoryFixture(config)) {
      String token = small.token();
      for (int i = 0; i < 20; i++) {
        small.person("p" + i, PEOPLE);
      }

      assertThatThrownBy(() -> small.changesSince(token))
          .isInstanceOf(TokenExpired.class)
          .hasMessageContaining("Full Import");
    }
  }

  @Test
  void restoredDirectoryAndAnotherServerExpireTheToken() throws Exception {
    String server = "127.0.0.1:" + directory.server.getListenPort();

    for (String token :
        List.of(
            "changelog " + server + " 999999",
            "changelog other:389 1",
            "accesslog " + server + " 20260101000000.000000Z",
            "nonsense")) {
      assertThatThrownBy(() -> directory.changesSince(token))
          .as(token)
          .isInstanceOf(TokenExpired.class)
          .hasMessageContaining("Full Import");
    }
  }

  @Test
  void directoryWithoutALogHasNoTokenAndNoDeltas() throws Exception {
    var config = DirectoryFixture.config();
    config.setMaxChangeLogEntries(0);
    try (var silent = new DirectoryFixture(config);
        var connector = silent.connector();
        var cursor = connector.openFull(silent.scope(), 100, () -> false)) {
      assertThat(cursor.tokenAtStart()).isEmpty();
      assertThatThrownBy(() -> silent.changesSince("changelog x 1"))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("Full Import");
    }
  }

  @Test
  void deltaThatLosesItsDirectoryFailsForEver() throws Exception {
    String token = directory.token();
    for (int i = 0; i < 10; i++) {
      directory.person("p" + i, PEOPLE);
    }

    try (var connector = directory.connector();
        var cursor = connector.openDelta(directory.scope(), token, 100, () -> false)) {
      assertThat(cursor.next()).isNotNull();
      directory.server.shutDown(true);

      assertThatThrownBy(() -> DirectoryFixture.drain(cursor)).isInstanceOf(RunFailure.class);
      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }
}
