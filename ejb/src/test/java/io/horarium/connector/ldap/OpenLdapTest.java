package io.horarium.connector.ldap;

import static io.horarium.connector.ldap.DirectoryFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.Connector;
import io.horarium.connector.DataType;
import io.horarium.connector.ExportConformance;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ExportResult.Status;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportRecord.Change;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.ImportScope.PartitionScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.SystemFact;
import io.horarium.connector.TokenExpired;
import io.horarium.platform.Clock;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connector against a real OpenLDAP with an access log. Runs when {@code slapd} is installed,
 * else says why not (design.md 10.17).
 */
class OpenLdapTest extends ExportConformance {

  private static final String PEOPLE = "ou=people," + SlapdProcess.BASE;

  @TempDir Path folder;

  private SlapdProcess slapd;
  private LDAPConnection admin;
  private int number;

  @BeforeAll
  static void needsOpenLdap() {
    SlapdProcess.missing().ifPresent(why -> System.out.println("OpenLdapTest is skipped: " + why));
    Assumptions.assumeTrue(SlapdProcess.missing().isEmpty(), "slapd is not installed");
  }

  @BeforeEach
  void start() throws Exception {
    slapd = SlapdProcess.start(folder);
    admin = slapd.connect();
    admin.add("dn: " + SlapdProcess.BASE, "objectClass: domain", "dc: example");
    admin.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
  }

  @AfterEach
  void stop() {
    admin.close();
    slapd.close();
  }

  @Override
  protected int personsToKill() {
    return 500;
  }

  @Override
  protected String type() {
    return "inetOrgPerson";
  }

  @Override
  protected String id() {
    return "employeeNumber";
  }

  @Override
  protected String name() {
    return "displayName";
  }

  @Override
  protected String placeOf(String id) {
    return "cn=" + id + "," + PEOPLE;
  }

  @Override
  protected Map<String, String> furtherAttributes() {
    return Map.of("sn", "x");
  }

  @Override
  protected ImportScope scope() {
    return scope(
        new ObjectTypeScope(1, type(), id(), null, List.of(text(1, id()), text(2, name()))));
  }

  private static ImportScope scope(ObjectTypeScope... types) {
    return new ImportScope(
        null, List.of(types), List.of(new PartitionScope(1, SlapdProcess.BASE, List.of())));
  }

  private static ImportScope peopleAndGroups() {
    return scope(
        new ObjectTypeScope(
            1,
            "inetOrgPerson",
            "entryUUID",
            "distinguishedName",
            List.of(text(1, "entryUUID"), text(2, "distinguishedName"), text(3, "displayName"))),
        new ObjectTypeScope(
            2,
            "groupOfNames",
            "entryUUID",
            "distinguishedName",
            List.of(
                text(11, "entryUUID"),
                text(12, "distinguishedName"),
                new AttributeScope(13, "member", DataType.Reference, true))));
  }

  private static AttributeScope text(int id, String name) {
    return new AttributeScope(id, name, DataType.Text, false);
  }

  @Override
  protected void givenSource(List<Person> persons) throws IOException {
    try {
      for (Person person : persons) {
        boolean taken = admin.getEntry(placeOf(person.id()), "1.1") != null;
        String cn = taken ? person.id() + "-" + number++ : person.id();
        add(cn, person.id(), person.name());
      }
    } catch (LDAPException e) {
      throw new IOException(e);
    }
  }

  private void add(String cn, String id, String displayName) throws LDAPException {
    Entry entry = new Entry("cn=" + cn + "," + PEOPLE);
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("cn", cn);
    entry.addAttribute("sn", "x");
    entry.addAttribute("employeeNumber", id);
    entry.addAttribute("displayName", displayName);
    admin.add(entry);
  }

  @Override
  protected void killSource() {
    slapd.close();
  }

  private Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    settings.put("Host", "127.0.0.1");
    settings.put("Port", slapd.port);
    settings.put("Username", SlapdProcess.USER);
    settings.put("Password", SlapdProcess.PASSWORD);
    settings.put("Maximum Retries", 0);
    settings.put("Group Placeholder Member DN", "cn=placeholder");
    return settings;
  }

  @Override
  protected Connector connector() {
    return new LdapConnectorFactory(new Clock()).create(new SettingValues(settings()));
  }

  private String token() {
    try (var connector = connector();
        var cursor = connector.openFull(peopleAndGroups(), 100, () -> false)) {
      return cursor.tokenAtStart().orElseThrow();
    }
  }

  private List<ImportRecord> changesSince(String token) throws TokenExpired {
    try (var connector = connector();
        var cursor = connector.openDelta(peopleAndGroups(), token, 100, () -> false)) {
      return drain(cursor);
    }
  }

  private String uuid(String dn) throws LDAPException {
    return admin.getEntry(dn, "entryUUID").getAttributeValue("entryUUID");
  }

  @Test
  void tellsWhatItIs() {
    try (var connector = connector()) {
      assertThat(connector.test())
          .contains(
              new SystemFact("Directory Type", "OpenLDAP"),
              new SystemFact("Delta Import", "Access Log"));
      assertThat(connector.discoverPartitions())
          .extracting("externalId")
          .containsExactly(SlapdProcess.BASE);
    }
  }

  @Test
  void accessLogTellsNewChangedRenamedAndDeletedEntries() throws Exception {
    add("ada", "1", "Ada");
    add("alan", "2", "Alan");
    add("eve", "3", "Eve");
    String ada = uuid("cn=ada," + PEOPLE);
    String alan = uuid("cn=alan," + PEOPLE);
    String eve = uuid("cn=eve," + PEOPLE);
    String token = token();

    admin.modify(
        "cn=ada," + PEOPLE, new Modification(ModificationType.REPLACE, "displayName", "Ada L."));
    admin.modifyDN(new ModifyDNRequest("cn=alan," + PEOPLE, "cn=turing", true));
    admin.delete("cn=turing," + PEOPLE);
    admin.modifyDN(new ModifyDNRequest("cn=eve," + PEOPLE, "cn=adam", true));
    add("grace", "4", "Grace");

    List<ImportRecord> records = changesSince(token);
    assertThat(last(records, ada))
        .satisfies(
            record -> {
              assertThat(record.change()).isEqualTo(Change.UPSERT);
              assertThat(value(record, "displayName")).isEqualTo("Ada L.");
            });
    assertThat(last(records, alan).change()).isEqualTo(Change.DELETE);
    assertThat(value(last(records, eve), "distinguishedName")).isEqualTo("cn=adam," + PEOPLE);
    assertThat(last(records, uuid("cn=grace," + PEOPLE)).change()).isEqualTo(Change.UPSERT);
  }

  /** The last record of an object is the one that counts. */
  private static ImportRecord last(List<ImportRecord> records, String uuid) {
    return records.stream()
        .filter(record -> uuid.equals(value(record, "entryUUID")))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void emptiedAccessLogExpiresTheToken() throws Exception {
    add("ada", "1", "Ada");
    String token = token();

    for (SearchResultEntry entry :
        admin
            .search("cn=accesslog", SearchScope.ONE, "(objectClass=*)", "1.1")
            .getSearchEntries()) {
      admin.delete(entry.getDN());
    }
    add("eve", "2", "Eve");

    assertThatThrownBy(() -> changesSince(token))
        .isInstanceOf(TokenExpired.class)
        .hasMessageContaining("Full Import");
  }

  @Test
  void sizeLimitOfTheServerIsAFailureAndNoEnd() throws Exception {
    admin.add(
        "dn: cn=limited," + SlapdProcess.BASE,
        "objectClass: person",
        "cn: limited",
        "sn: x",
        "userPassword: limited");
    givenSource(many(501));
    var settings = settings();
    settings.put("Username", "cn=limited," + SlapdProcess.BASE);
    settings.put("Password", "limited");

    try (var connector = new LdapConnectorFactory(new Clock()).create(new SettingValues(settings));
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      assertThatThrownBy(() -> drain(cursor))
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("fewer objects than there are");
    }
  }

  @Test
  void groupsAreWrittenAndEmptied() throws Exception {
    String dn = "cn=staff," + PEOPLE;
    String member = "cn=nobody," + PEOPLE;

    var created = export(group(Kind.CREATE, null, dn));
    String anchor = created.get(0).anchor();
    var filled = export(group(Kind.UPDATE, anchor, dn, members(Op.ADD, member)));
    var again = export(group(Kind.UPDATE, anchor, dn, members(Op.ADD, member)));
    assertThat(admin.getEntry(dn).getAttributeValues("member")).containsExactly(member);
    var emptied = export(group(Kind.UPDATE, anchor, dn, members(Op.REMOVE, member)));

    assertThat(List.of(created.get(0), filled.get(0), again.get(0), emptied.get(0)))
        .allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.OK));
    assertThat(admin.getEntry(dn).getAttributeValues("member")).containsExactly("cn=placeholder");
  }

  private List<io.horarium.connector.ExportResult> export(ExportOperation operation) {
    try (var connector = connector();
        var session = connector.openExport(peopleAndGroups(), () -> false)) {
      return session.execute(List.of(operation));
    }
  }

  private static AttributeChange members(Op op, String... values) {
    return new AttributeChange("member", DataType.Reference, true, op, List.of(values));
  }

  private static ExportOperation group(
      Kind kind, String anchor, String dn, AttributeChange... changes) {
    return new ExportOperation(
        kind, "groupOfNames", UUID.randomUUID(), anchor, dn, null, List.of(changes), false);
  }

  @Test
  void movedEntryIsFoundByItsAnchorAndItsNameIsSafe() throws Exception {
    add("ada", "1", "Ada");
    String dn = "cn=ada," + PEOPLE;
    String anchor = uuid(dn);
    admin.modifyDN(new ModifyDNRequest(dn, "cn=moved", true));
    add("ada", "2", "Another");

    var results =
        export(
            new ExportOperation(
                Kind.DELETE,
                "inetOrgPerson",
                UUID.randomUUID(),
                anchor,
                dn,
                null,
                List.of(),
                false));

    assertThat(results.get(0).status()).isEqualTo(Status.OK);
    assertThat(admin.getEntry("cn=moved," + PEOPLE)).isNull();
    assertThat(admin.getEntry(dn)).isNotNull();
  }
}
