package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.horarium.it.testkit.ImportResult;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A directory, from its password to objects in the connector space. */
@ExtendWith(ArquillianExtension.class)
class LdapImportIT {

  private static final String BASE = "dc=example,dc=org";
  private static final String PEOPLE = "ou=people," + BASE;
  private static final String OTHERS = "ou=others," + BASE;

  private final JimClient jim = JimClient.ofAdministrator();
  private InMemoryDirectoryServer directory;
  private String path;
  private Map<String, Integer> settingIds;

  @BeforeEach
  void directoryAndSystemOfItsOwn() throws LDAPException {
    var config = new InMemoryDirectoryServerConfig(BASE, "dc=second");
    config.addAdditionalBindCredentials("cn=admin", "secret");
    config.setMaxChangeLogEntries(1_000);
    directory = new InMemoryDirectoryServer(config);
    directory.startListening();
    entry(BASE, "domain");
    entry("dc=second", "domain");
    entry(PEOPLE, "organizationalUnit");
    entry(OTHERS, "organizationalUnit");

    JsonObject definition =
        jim.get("synchronisation/connector-definitions/by-name/JIM%20LDAP%20Connector");
    settingIds = new HashMap<>();
    definition
        .getJsonArray("settings")
        .getValuesAs(JsonObject.class)
        .forEach(setting -> settingIds.put(setting.getString("name"), setting.getInt("id")));
    int system =
        jim.post(
                "synchronisation/connected-systems",
                Map.of(
                    "name",
                    "Directory " + Long.toString(System.nanoTime(), 36),
                    "connectorDefinitionId",
                    definition.getInt("id")))
            .getInt("id");
    path = "synchronisation/connected-systems/" + system + "/";
  }

  @AfterEach
  void stop() {
    directory.shutDown(true);
  }

  private void entry(String dn, String objectClass, String... more) throws LDAPException {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", objectClass);
    entry.addAttribute(
        entry.getRDN().getAttributeNames()[0], entry.getRDN().getAttributeValues()[0]);
    for (int i = 0; i < more.length; i += 2) {
      entry.addAttribute(more[i], more[i + 1]);
    }
    directory.add(entry);
  }

  private void person(String cn, String below, String... more) throws LDAPException {
    entry("cn=" + cn + "," + below, "inetOrgPerson", more);
  }

  private JsonObject save(String password) {
    Map<String, Object> values = new HashMap<>();
    values.put(id("Host"), Map.of("stringValue", "127.0.0.1"));
    values.put(id("Port"), Map.of("intValue", directory.getListenPort()));
    values.put(id("Username"), Map.of("stringValue", "cn=admin"));
    values.put(id("Password"), Map.of("stringValue", password));
    values.put(id("Authentication Type"), Map.of("stringValue", "Simple"));
    return jim.put(path.substring(0, path.length() - 1), Map.of("settingValues", values));
  }

  private String id(String setting) {
    return String.valueOf(settingIds.get(setting));
  }

  private void select(String type, String... attributes) {
    JsonObject found =
        jim.list(path + "object-types").getValuesAs(JsonObject.class).stream()
            .filter(t -> t.getString("name").equals(type))
            .findFirst()
            .orElseThrow();
    String typePath = path + "object-types/" + found.getInt("id");
    jim.put(typePath, Map.of("selected", true));
    Map<String, Object> chosen = new HashMap<>();
    for (JsonObject attribute : found.getJsonArray("attributes").getValuesAs(JsonObject.class)) {
      if (List.of(attributes).contains(attribute.getString("name"))) {
        chosen.put(String.valueOf(attribute.getInt("id")), Map.of("selected", true));
      }
    }
    jim.put(typePath + "/attributes", Map.of("attributes", chosen));
  }

  private JsonObject partition(String name) {
    return jim.list(path + "partitions").getValuesAs(JsonObject.class).stream()
        .filter(partition -> partition.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ImportResult run(int profile) {
    return ImportResult.of(
        jim,
        jim.awaitEnd(
            jim.post(path + "run-profiles/" + profile + "/execute", Map.of())
                .getString("activityId")));
  }

  private int profile(String name, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", name);
    body.put("runType", "FullImport");
    return jim.post(path + "run-profiles", body).getInt("id");
  }

  @Test
  void wrongPasswordIsRefusedAndARightOneIsNeverShown() {
    JimError refused = catchThrowableOfType(JimError.class, () -> save("wrong"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.fields()).containsOnlyKeys("settings");
    assertThat(refused.sentence()).contains("refused the login");

    save("secret");

    JsonObject system = jim.get(path.substring(0, path.length() - 1));
    assertThat(system.getBoolean("settingValuesValid")).isTrue();
    assertThat(system.toString()).doesNotContain("\"secret\"").contains("\"isSet\":true");
    assertThat(jim.list(path + "capabilities").toString())
        .contains("\"Paging\"")
        .contains("\"Changelog\"");
  }

  @Test
  void whatWasChosenIsImportedAndReferencesAreFound() throws LDAPException {
    save("secret");
    person("ada", PEOPLE, "sn", "L");
    // Written in another way than the name it means.
    person("bob", PEOPLE, "sn", "B", "manager", "CN=Ada, OU=People, DC=example, DC=org");
    person("eve", OTHERS, "sn", "E");
    person("zoe", "dc=second", "sn", "Z");
    jim.post(path + "import-schema");
    JsonObject hierarchy = jim.post(path + "import-hierarchy");
    assertThat(hierarchy.getInt("totalPartitions")).isEqualTo(2);
    assertThat(hierarchy.getInt("totalContainers")).isEqualTo(2);
    select("inetOrgPerson", "cn", "sn", "manager");
    JsonObject main = partition(BASE);
    JsonObject second = partition("dc=second");
    jim.put(path + "partitions/" + main.getInt("id"), Map.of("selected", true));
    jim.put(path + "partitions/" + second.getInt("id"), Map.of("selected", true));
    int others =
        main.getJsonArray("containers").getValuesAs(JsonObject.class).stream()
            .filter(container -> container.getString("name").equals("others"))
            .findFirst()
            .orElseThrow()
            .getInt("id");
    JsonObject excluded = jim.put(path + "containers/" + others, Map.of("excluded", true));
    assertThat(excluded.getBoolean("excluded")).isTrue();
    assertThat(excluded.get("objectCount")).isEqualTo(JsonValue.NULL);

    int all = profile("All", Map.of("pageSize", 2));
    ImportResult first = run(all);
    ImportResult again = run(all);

    assertThat(first.status()).isEqualTo("Complete");
    assertThat(first.counts().added()).isEqualTo(3);
    assertThat(again.counts().unchanged()).isEqualTo(3);

    // A run over one partition neither sees nor deletes what is in the others.
    directory.delete("cn=zoe,dc=second");
    int one = profile("One", Map.of("partitionId", main.getInt("id")));
    assertThat(run(one).counts().unchanged()).isEqualTo(2);
    int two = profile("Two", Map.of("partitionId", second.getInt("id")));
    person("zack", "dc=second", "sn", "Z");
    ImportResult last = run(two);
    assertThat(last.counts().added()).isEqualTo(1);
    assertThat(last.counts().deleted()).isEqualTo(1);
  }
}
