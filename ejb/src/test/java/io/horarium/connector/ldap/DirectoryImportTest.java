package io.horarium.connector.ldap;

import static io.horarium.connector.ldap.DirectoryFixture.BASE;
import static io.horarium.connector.ldap.DirectoryFixture.PEOPLE;
import static io.horarium.connector.ldap.DirectoryFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.connector.DiscoveredSchema.Writability;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.ContainerScope;
import io.horarium.connector.ImportScope.PartitionScope;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a full import of a directory reads, and when it must not say that it read everything. */
class DirectoryImportTest {

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

  private List<String> names() {
    return directory.readAll().stream().map(record -> value(record, "uid")).toList();
  }

  @Test
  void entryHasItsAnchorItsPlaceAndItsPartition() throws LDAPException {
    directory.person("ada", PEOPLE, "displayName", "Ada L.");

    ImportRecord ada = directory.readAll().get(0);

    assertThat(ada.objectType()).isEqualTo("inetOrgPerson");
    assertThat(ada.partitionId()).isEqualTo(7);
    assertThat(value(ada, "entryUUID")).hasSize(36);
    assertThat(value(ada, DN)).isEqualTo("uid=ada," + PEOPLE);
    assertThat(value(ada, "displayName")).isEqualTo("Ada L.");
  }

  @Test
  void referencesAreSpelledLikeTheNamesTheyMean() throws LDAPException {
    directory.person("ada", PEOPLE);
    directory.person("bob", PEOPLE, "manager", "uid=ada, ou=people,  dc=example, dc=org");

    assertThat(directory.readAll())
        .extracting(record -> value(record, "manager"))
        .contains("uid=ada," + PEOPLE);
  }

  @Test
  void bytesAreBase64AndTimesAreInstants() throws LDAPException {
    byte[] photo = {0, 1, 2, (byte) 0xFF};
    Entry entry = new Entry("uid=ada," + PEOPLE);
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("cn", "ada");
    entry.addAttribute("sn", "ada");
    entry.addAttribute("jpegPhoto", photo);
    directory.server.add(entry);

    ImportRecord ada = directory.readAll().get(0);

    assertThat(value(ada, "jpegPhoto")).isEqualTo(Base64.getEncoder().encodeToString(photo));
    assertThat(value(ada, "createTimestamp")).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void placeholderIsNoMember() throws LDAPException {
    directory.add(
        "dn: cn=empty," + PEOPLE,
        "objectClass: groupOfNames",
        "cn: empty",
        "member: CN=Placeholder");

    ImportRecord group = directory.readAll().get(0);

    assertThat(group.values().getOrDefault("member", List.of())).isEmpty();
  }

  @Test
  void withoutAChoiceTheWholePartitionIsRead() throws LDAPException {
    directory.person("top", BASE);
    directory.person("ada", PEOPLE);

    assertThat(names()).containsExactlyInAnyOrder("top", "ada");
  }

  @Test
  void mostSpecificChoiceDecides() throws LDAPException {
    directory.add("dn: ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: a");
    directory.add("dn: ou=b,ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: b");
    directory.add("dn: ou=c," + PEOPLE, "objectClass: organizationalUnit", "ou: c");
    directory.add("dn: ou=d,ou=c," + PEOPLE, "objectClass: organizationalUnit", "ou: d");
    directory.person("top", BASE);
    directory.person("people", PEOPLE);
    directory.person("a", "ou=a," + PEOPLE);
    directory.person("b", "ou=b,ou=a," + PEOPLE);
    directory.person("c", "ou=c," + PEOPLE);
    directory.person("d", "ou=d,ou=c," + PEOPLE);
    directory.containers.add(new ContainerScope("OU=People, " + BASE, true, true));
    directory.containers.add(new ContainerScope("ou=a," + PEOPLE, false, true));
    directory.containers.add(new ContainerScope("ou=b,ou=a," + PEOPLE, true, true));
    directory.containers.add(new ContainerScope("ou=c," + PEOPLE, true, false));

    assertThat(names()).containsExactlyInAnyOrder("people", "b", "c");
  }

  @Test
  void entryThatTwoSearchesFindIsReadOnce() throws LDAPException {
    directory.add("dn: ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: a");
    directory.person("below", "ou=a," + PEOPLE);
    directory.person("ada", PEOPLE);
    directory.person("child", "uid=ada," + PEOPLE);
    directory.containers.add(new ContainerScope(PEOPLE, true, false));
    directory.containers.add(new ContainerScope("uid=ada," + PEOPLE, true, true));

    assertThat(names()).containsExactlyInAnyOrder("ada", "child");
  }

  @Test
  void entryIsOfItsMostDerivedSelectedTypeOnly() throws LDAPException {
    directory.person("ada", PEOPLE);
    directory.add("dn: cn=plain," + PEOPLE, "objectClass: person", "cn: plain", "sn: plain");
    var scope = directory.scope();
    var types = new ArrayList<>(scope.objectTypes());
    var person = types.get(0);
    types.add(
        0,
        new ImportScope.ObjectTypeScope(
            9, "person", person.anchor(), person.secondaryId(), person.attributes()));

    try (var connector = directory.connector();
        var cursor =
            connector.openFull(
                new ImportScope(null, types, scope.partitions()), 100, () -> false)) {
      assertThat(DirectoryFixture.drain(cursor))
          .extracting(record -> record.objectType() + " " + value(record, DN))
          .containsExactlyInAnyOrder(
              "inetOrgPerson uid=ada," + PEOPLE, "person cn=plain," + PEOPLE);
    }
  }

  @Test
  void everyPageAndEveryPartitionIsRead() throws LDAPException {
    var config = DirectoryFixture.config();
    config.addAdditionalBindCredentials("cn=other", "x");
    config.setBaseDNs(BASE, "dc=other");
    try (var two = new DirectoryFixture(config)) {
      two.add("dn: dc=other", "objectClass: domain", "dc: other");
      // A page boundary at the end of the first partition is where others lose the second.
      for (int i = 0; i < 200; i++) {
        two.person("a" + i, PEOPLE);
        two.person("b" + i, "dc=other");
      }
      var scope = two.scope();
      var both =
          scope.withPartitions(
              List.of(
                  new PartitionScope(1, BASE, List.of()),
                  new PartitionScope(2, "dc=other", List.of())));

      for (int pageSize : new int[] {1, 7, 100, 200, 5_000}) {
        try (var connector = two.connector();
            var cursor = connector.openFull(both, pageSize, () -> false)) {
          assertThat(DirectoryFixture.drain(cursor))
              .as("page size %s", pageSize)
              .hasSize(400)
              .extracting(record -> record.partitionId() + value(record, "uid").substring(0, 1))
              .containsOnly("1a", "2b");
        }
      }
    }
  }

  @Test
  void sizeLimitIsAFailureAndNoEnd() throws LDAPException {
    var config = DirectoryFixture.config();
    config.setMaxSizeLimit(10);
    try (var limited = new DirectoryFixture(config)) {
      for (int i = 0; i < 30; i++) {
        limited.person("p" + i, PEOPLE);
      }

      assertThatThrownBy(limited::readAll)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("fewer objects than there are");
    }
  }

  /** Answers that a directory may give and that must not be taken for the end. */
  private DirectoryFixture answering(InMemoryOperationInterceptor interceptor)
      throws LDAPException {
    var config = DirectoryFixture.config();
    config.addInMemoryOperationInterceptor(interceptor);
    return new DirectoryFixture(config);
  }

  @Test
  void missingWordAboutFurtherPagesIsAFailure() throws LDAPException {
    var silent =
        new InMemoryOperationInterceptor() {
          @Override
          public void processSearchResult(InMemoryInterceptedSearchResult result) {
            LDAPResult answer = result.getResult();
            if (isPaged(answer)) {
              result.setResult(
                  new LDAPResult(
                      answer.getMessageID(),
                      answer.getResultCode(),
                      null,
                      null,
                      List.<String>of(),
                      List.<Control>of()));
            }
          }

          private boolean isPaged(LDAPResult answer) {
            return answer.getResponseControl(SimplePagedResultsControl.PAGED_RESULTS_OID) != null;
          }
        };
    try (var directory2 = answering(silent)) {
      directory2.person("ada", PEOPLE);

      assertThatThrownBy(directory2::readAll)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("could not be read to the end");
    }
  }

  @Test
  void referralIsAFailureAndNoEnd() throws LDAPException {
    var referring =
        new InMemoryOperationInterceptor() {
          @Override
          public void processSearchResult(InMemoryInterceptedSearchResult result) {
            if (result.getRequest().getBaseDN().equals(BASE)
                && result.getRequest().getAttributeList().contains("uid")) {
              result.setResult(
                  new LDAPResult(
                      result.getMessageID(),
                      ResultCode.REFERRAL,
                      null,
                      null,
                      List.of("ldap://elsewhere/"),
                      null));
            }
          }
        };
    try (var directory2 = answering(referring)) {
      directory2.person("ada", PEOPLE);

      assertThatThrownBy(directory2::readAll)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("referrals are not followed");
    }
  }

  @Test
  void valuesThatComeInRangesAreCompleted() throws LDAPException {
    var ranged =
        new InMemoryOperationInterceptor() {
          @Override
          public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
            Entry entry = found.getSearchEntry().duplicate();
            Attribute member = entry.getAttribute("member");
            var asked = found.getRequest().getAttributeList();
            int from =
                asked.stream()
                    .filter(name -> name.startsWith("member;range="))
                    .map(name -> Integer.parseInt(name.substring(13, name.indexOf('-'))))
                    .findFirst()
                    .orElse(0);
            if (member == null) {
              return;
            }
            String[] all = member.getValues();
            int to = Math.min(all.length, from + 3);
            entry.removeAttribute("member");
            entry.addAttribute(
                "member;range=" + from + "-" + (to == all.length ? "*" : to - 1),
                java.util.Arrays.copyOfRange(all, from, to));
            found.setSearchEntry(
                new com.unboundid.ldap.sdk.SearchResultEntry(
                    found.getSearchEntry().getMessageID(), entry));
          }

          @Override
          public void processSearchRequest(
              com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest request) {
            var asked = request.getRequest();
            if (asked.getAttributeList().stream().anyMatch(name -> name.startsWith("member;"))) {
              var wider = asked.duplicate();
              var names = new ArrayList<>(asked.getAttributeList());
              names.add("member");
              wider.setAttributes(names);
              request.setRequest(wider);
            }
          }
        };
    try (var windows = answering(ranged)) {
      var lines =
          new ArrayList<>(List.of("dn: cn=g," + PEOPLE, "objectClass: groupOfNames", "cn: g"));
      for (int i = 0; i < 10; i++) {
        lines.add("member: uid=p" + i + "," + PEOPLE);
      }
      windows.add(lines.toArray(String[]::new));

      assertThat(windows.readAll().get(0).values().get("member")).hasSize(10);
    }
  }

  @Test
  void unknownTypeAndMissingPartitionAreFailures() {
    var scope = directory.scope();
    try (var connector = directory.connector()) {
      assertThatThrownBy(
              () -> connector.openFull(scope.withPartitions(List.of()), 100, () -> false))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("select a partition");
      var gone = scope.withPartitions(List.of(new PartitionScope(1, "dc=gone", List.of())));
      assertThatThrownBy(() -> DirectoryFixture.drain(connector.openFull(gone, 10, () -> false)))
          .isInstanceOf(RunFailure.class);
      var strange =
          new ImportScope(
              null,
              List.of(
                  new ImportScope.ObjectTypeScope(1, "noSuchClass", "entryUUID", null, List.of())),
              scope.partitions());
      assertThatThrownBy(() -> connector.openFull(strange, 10, () -> false))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("noSuchClass");
    }
  }

  @Test
  void schemaTellsTypesAnchorsAndWhatCanBeWritten() {
    List<DiscoveredType> types;
    try (var connector = directory.connector()) {
      types = connector.discoverSchema().objectTypes();
    }

    DiscoveredType person =
        types.stream().filter(t -> t.name().equals("inetOrgPerson")).findFirst().orElseThrow();
    assertThat(person.recommendedAnchor()).isEqualTo("entryUUID");
    assertThat(person.recommendedSecondaryId()).isEqualTo(DN);
    assertThat(types).extracting(DiscoveredType::name).doesNotContain("top", "posixAccount");
    assertThat(attribute(person, "entryUUID").writability()).isEqualTo(Writability.ReadOnly);
    assertThat(attribute(person, "entryUUID").type()).isEqualTo(DataType.Text);
    assertThat(attribute(person, DN).writability()).isEqualTo(Writability.Writable);
    assertThat(attribute(person, "manager").type()).isEqualTo(DataType.Reference);
    assertThat(attribute(person, "jpegPhoto").type()).isEqualTo(DataType.Binary);
    assertThat(attribute(person, "createTimestamp").type()).isEqualTo(DataType.DateTime);
    assertThat(attribute(person, "displayName").multiValued()).isFalse();
    assertThat(attribute(person, "mail").multiValued()).isTrue();
    assertThat(attribute(person, "sn").className()).isEqualTo("person");
  }

  private static DiscoveredAttribute attribute(DiscoveredType type, String name) {
    return type.attributes().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void auxiliaryClassesAreTypesOnlyIfAsked() {
    directory.with("Include Auxiliary Classes", true);

    try (var connector = directory.connector()) {
      assertThat(connector.discoverSchema().objectTypes())
          .filteredOn(type -> type.name().equals("dcObject"))
          .singleElement()
          .satisfies(type -> assertThat(type.tags().get(0).value()).isEqualTo("auxiliary"));
    }
  }

  @Test
  void hierarchyLeavesTheServersOwnPartitionsOut() throws LDAPException {
    directory.add("dn: ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: a");

    try (var connector = directory.connector()) {
      assertThat(connector.discoverPartitions())
          .singleElement()
          .satisfies(
              partition -> {
                assertThat(partition.externalId()).isEqualTo(BASE);
                assertThat(partition.containers().get(0).stableId()).hasSize(36);
                assertThat(partition.containers().get(0).children())
                    .extracting("name")
                    .containsExactly("a");
              });
    }
  }
}
