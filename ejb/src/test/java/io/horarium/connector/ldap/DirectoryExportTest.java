package io.horarium.connector.ldap;

import static io.horarium.connector.ldap.DirectoryFixture.BASE;
import static io.horarium.connector.ldap.DirectoryFixture.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import io.horarium.connector.DataType;
import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ExportResult;
import io.horarium.connector.ExportResult.Status;
import io.horarium.connector.ImportScope.ContainerScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an export does to a directory. */
class DirectoryExportTest {

  private DirectoryFixture directory;

  @BeforeEach
  void start() throws LDAPException {
    directory = new DirectoryFixture();
  }

  @AfterEach
  void stop() {
    directory.close();
  }

  private List<ExportResult> export(ExportOperation... operations) {
    try (var connector = directory.connector();
        var session = connector.openExport(directory.scope(), () -> false)) {
      return session.execute(List.of(operations));
    }
  }

  private static AttributeChange set(String attribute, String... values) {
    return change(attribute, DataType.Text, Op.SET, values);
  }

  private static AttributeChange members(Op op, String... values) {
    return change("member", DataType.Reference, op, values);
  }

  private static AttributeChange change(String name, DataType type, Op op, String... values) {
    return new AttributeChange(name, type, true, op, List.of(values));
  }

  private static ExportOperation create(String type, String dn, AttributeChange... changes) {
    return new ExportOperation(
        Kind.CREATE, type, UUID.randomUUID(), null, dn, null, List.of(changes), false);
  }

  private static ExportOperation update(
      String type, String anchor, String dn, String newDn, AttributeChange... changes) {
    return new ExportOperation(
        Kind.UPDATE, type, UUID.randomUUID(), anchor, dn, newDn, List.of(changes), false);
  }

  private static ExportOperation delete(String anchor, String dn) {
    return new ExportOperation(
        Kind.DELETE, "inetOrgPerson", UUID.randomUUID(), anchor, dn, null, List.of(), false);
  }

  private static String[] people(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "uid=p" + i + "," + PEOPLE)
        .toArray(String[]::new);
  }

  private Entry entry(String dn) throws LDAPException {
    return directory.server.getEntry(dn, "*", "+");
  }

  private String uuid(String dn) throws LDAPException {
    return entry(dn).getAttributeValue("entryUUID");
  }

  private String person(String uid) throws LDAPException {
    directory.person(uid, PEOPLE);
    return uuid("uid=" + uid + "," + PEOPLE);
  }

  @Test
  void createdEntryHasItsClassesItsRdnAndTellsItsAnchor() throws LDAPException {
    String dn = "uid=ada," + PEOPLE;

    var result = export(create("inetOrgPerson", dn, set("cn", "Ada"), set("sn", "L"))).get(0);

    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.anchor()).isEqualTo(uuid(dn));
    assertThat(result.secondaryId()).isEqualTo(dn);
    assertThat(entry(dn).getAttributeValue("uid")).isEqualTo("ada");
    assertThat(entry(dn).getObjectClassValues())
        .contains("inetOrgPerson", "organizationalPerson", "person", "top");
  }

  @Test
  void typedValuesAreWrittenInTheFormOfTheDirectory() throws LDAPException {
    String dn = "uid=ada," + PEOPLE;

    export(
        create(
            "inetOrgPerson",
            dn,
            set("cn", "Ada"),
            set("sn", "L"),
            change("jpegPhoto", DataType.Binary, Op.SET, "AAEC"),
            change("manager", DataType.Reference, Op.SET, "uid=eve," + PEOPLE)));

    assertThat(entry(dn).getAttributeValueBytes("jpegPhoto")).containsExactly(0, 1, 2);
    assertThat(entry(dn).getAttributeValue("manager")).isEqualTo("uid=eve," + PEOPLE);
  }

  @Test
  void attributesAreSetClearedAddedAndRemovedInOneGo() throws Exception {
    String anchor = person("ada");
    String dn = "uid=ada," + PEOPLE;
    directory.server.modify(
        "dn: " + dn,
        "changetype: modify",
        "add: mail",
        "mail: a@x",
        "mail: b@x",
        "-",
        "add: title",
        "title: t");

    var result =
        export(
                update(
                    "inetOrgPerson",
                    anchor,
                    dn,
                    null,
                    set("sn", "New"),
                    change("title", DataType.Text, Op.CLEAR),
                    change("mail", DataType.Text, Op.REMOVE, "a@x", "never@x"),
                    change("mail", DataType.Text, Op.ADD, "b@x", "c@x")))
            .get(0);

    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(entry(dn).getAttributeValue("sn")).isEqualTo("New");
    assertThat(entry(dn).hasAttribute("title")).isFalse();
    assertThat(entry(dn).getAttributeValues("mail")).containsExactlyInAnyOrder("b@x", "c@x");
  }

  @Test
  void renameAndMoveComeBeforeTheAttributes() throws LDAPException {
    directory.add("dn: ou=new," + BASE, "objectClass: organizationalUnit", "ou: new");
    String anchor = person("ada");
    String target = "uid=countess,ou=new," + BASE;

    var result =
        export(update("inetOrgPerson", anchor, "uid=ada," + PEOPLE, target, set("sn", "Lovelace")))
            .get(0);

    assertThat(result).isEqualTo(ExportResult.ok(null, target));
    assertThat(uuid(target)).isEqualTo(anchor);
    assertThat(entry(target).getAttributeValues("uid")).containsExactly("countess");
    assertThat(entry(target).getAttributeValue("sn")).isEqualTo("Lovelace");
  }

  @Test
  void renameRepeatedAfterACrashIsDone() throws LDAPException {
    String anchor = person("ada");
    String target = "uid=eve," + PEOPLE;
    var rename = update("inetOrgPerson", anchor, "uid=ada," + PEOPLE, target, set("sn", "Eve"));

    export(rename);
    var again = export(rename).get(0);

    assertThat(again).isEqualTo(ExportResult.ok(null, target));
  }

  @Test
  void entryThatMovedMeanwhileIsFoundByItsAnchor() throws LDAPException {
    String anchor = person("ada");
    String known = "uid=ada," + PEOPLE;
    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(new ModifyDNRequest(known, "uid=moved", true));
    }

    var results = export(update("inetOrgPerson", anchor, known, null, set("sn", "Found")));

    assertThat(results.get(0).status()).isEqualTo(Status.OK);
    assertThat(entry("uid=moved," + PEOPLE).getAttributeValue("sn")).isEqualTo("Found");
    assertThat(export(delete(anchor, known)).get(0).status()).isEqualTo(Status.OK);
    assertThat(entry("uid=moved," + PEOPLE)).isNull();
  }

  @Test
  void anotherEntryThatTookTheNameIsNeverHit() throws LDAPException {
    String anchor = person("ada");
    String dn = "uid=ada," + PEOPLE;
    directory.server.delete(dn);
    directory.person("ada", PEOPLE);

    assertThat(
            export(update("inetOrgPerson", anchor, dn, null, set("sn", "Wrong"))).get(0).status())
        .isEqualTo(Status.NOT_FOUND);
    assertThat(export(delete(anchor, dn)).get(0).status()).isEqualTo(Status.NOT_FOUND);
    assertThat(entry(dn).getAttributeValue("sn")).isEqualTo("ada");
  }

  @Test
  void writesOutsideTheSelectedContainersAreRefused() throws LDAPException {
    directory.containers.add(new ContainerScope(PEOPLE, true, true));
    directory.person("top", BASE);
    String anchor = person("ada");

    var results =
        export(
            create("inetOrgPerson", "uid=x," + BASE, set("cn", "x"), set("sn", "x")),
            update("inetOrgPerson", anchor, "uid=ada," + PEOPLE, "uid=ada," + BASE),
            delete(uuid("uid=top," + BASE), "uid=top," + BASE));

    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.status()).isEqualTo(Status.REFUSED);
              assertThat(result.text()).contains("outside the selected");
            });
    assertThat(entry("uid=top," + BASE)).isNotNull();
    assertThat(entry("uid=ada," + PEOPLE)).isNotNull();
  }

  @Test
  void missingContainersAreMadeOnlyIfAsked() throws LDAPException {
    String dn = "uid=ada,ou=deep,ou=new," + PEOPLE;
    var operation = create("inetOrgPerson", dn, set("cn", "Ada"), set("sn", "L"));

    assertThat(export(operation).get(0).status()).isEqualTo(Status.REFUSED);
    directory.with("Create containers as needed?", true);
    assertThat(export(operation).get(0).status()).isEqualTo(Status.OK);

    assertThat(entry(dn)).isNotNull();
    assertThat(entry("ou=new," + PEOPLE).hasObjectClass("organizationalUnit")).isTrue();
  }

  @Test
  void groupWithoutMembersHasThePlaceholderUntilItGetsOne() throws LDAPException {
    String dn = "cn=g," + PEOPLE;
    String placeholder = "cn=placeholder";

    export(create("groupOfNames", dn));
    assertThat(entry(dn).getAttributeValues("member")).containsExactly(placeholder);

    String anchor = uuid(dn);
    export(update("groupOfNames", anchor, dn, null, members(Op.ADD, people(0, 2))));
    assertThat(entry(dn).getAttributeValues("member")).containsExactlyInAnyOrder(people(0, 2));

    var removed =
        export(update("groupOfNames", anchor, dn, null, members(Op.REMOVE, people(0, 2))));
    assertThat(removed.get(0).status()).isEqualTo(Status.OK);
    assertThat(entry(dn).getAttributeValues("member")).containsExactly(placeholder);

    export(update("groupOfNames", anchor, dn, null, members(Op.SET, people(5, 6))));
    assertThat(entry(dn).getAttributeValues("member")).containsExactly(people(5, 6));

    export(update("groupOfNames", anchor, dn, null, members(Op.CLEAR)));
    assertThat(entry(dn).getAttributeValues("member")).containsExactly(placeholder);
  }

  @Test
  void manyValuesAreSplitOverRequests() throws LDAPException {
    var sizes = new ArrayList<Integer>();
    var config = DirectoryFixture.config();
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processModifyRequest(InMemoryInterceptedModifyRequest request) {
            sizes.add(
                request.getRequest().getModifications().stream()
                    .mapToInt(modification -> modification.getRawValues().length)
                    .sum());
          }
        });
    try (var counting = new DirectoryFixture(config)) {
      counting.with("Modify Batch Size", 100);
      String dn = "cn=g," + PEOPLE;
      try (var connector = counting.connector();
          var session = connector.openExport(counting.scope(), () -> false)) {
        session.execute(List.of(create("groupOfNames", dn, members(Op.SET, people(0, 250)))));
        session.execute(
            List.of(update("groupOfNames", null, dn, null, members(Op.ADD, people(250, 1_000)))));
      }

      assertThat(counting.server.getEntry(dn).getAttributeValues("member")).hasSize(1_000);
      assertThat(sizes).hasSize(2 + 8).allSatisfy(size -> assertThat(size).isLessThan(102));
    }
  }

  @Test
  void repeatedMembershipChangesAreSuccess() throws LDAPException {
    String dn = "cn=g," + PEOPLE;
    export(create("groupOfNames", dn, members(Op.SET, people(0, 5))));
    String anchor = uuid(dn);
    var change =
        update(
            "groupOfNames",
            anchor,
            dn,
            null,
            members(Op.ADD, people(3, 8)),
            members(Op.REMOVE, people(0, 2)));

    assertThat(export(change).get(0).status()).isEqualTo(Status.OK);
    assertThat(export(change).get(0).status()).isEqualTo(Status.OK);
    assertThat(entry(dn).getAttributeValues("member")).containsExactlyInAnyOrder(people(2, 8));
  }

  @Test
  void deleteMayDisableInstead() throws LDAPException {
    directory.with("Delete Behaviour", "Disable").with("Disable Attribute", "employeeType");
    String anchor = person("ada");

    assertThat(export(delete(anchor, "uid=ada," + PEOPLE)).get(0).status()).isEqualTo(Status.OK);

    assertThat(entry("uid=ada," + PEOPLE).getAttributeValue("employeeType")).isEqualTo("TRUE");
  }

  @Test
  void refusalsNameTheReasonAndNoValues() {
    var results =
        export(
            create("inetOrgPerson", "uid=ada," + PEOPLE, set("cn", "Ada")),
            create("inetOrgPerson", null, set("cn", "Ada")),
            create("inetOrgPerson", "not a dn", set("cn", "Ada")),
            create("inetOrgPerson", "uid=b," + PEOPLE, set("noSuchAttribute", "top secret")));

    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.status()).isEqualTo(Status.REFUSED);
              assertThat(result.text()).doesNotContain("secret").endsWith(".");
            });
    assertThat(results.get(0).text()).contains("object class requires");
  }

  @Test
  void lostConnectionMakesTheRestRetryable() {
    var operations =
        Arrays.stream(people(0, 3))
            .map(dn -> create("inetOrgPerson", dn, set("cn", "x"), set("sn", "x")))
            .toList();
    try (var connector = directory.connector();
        var session = connector.openExport(directory.scope(), () -> false)) {
      assertThat(session.execute(operations.subList(0, 1)).get(0).status()).isEqualTo(Status.OK);
      directory.server.shutDown(true);

      assertThat(session.execute(operations.subList(1, 3)))
          .extracting(ExportResult::status)
          .containsExactly(Status.RETRYABLE, Status.RETRYABLE);
    }
  }

  @Test
  void droppedConnectionIsMadeAgainAndTheOperationRepeated() throws LDAPException {
    directory.with("Maximum Retries", 1);
    try (var connector = directory.connector();
        var session = connector.openExport(directory.scope(), () -> false)) {
      directory.server.closeAllConnections(false);

      var results =
          session.execute(
              List.of(create("inetOrgPerson", people(0, 1)[0], set("cn", "x"), set("sn", "x"))));

      assertThat(results.get(0).status()).isEqualTo(Status.OK);
      assertThat(entry(people(0, 1)[0])).isNotNull();
    }
  }
}
