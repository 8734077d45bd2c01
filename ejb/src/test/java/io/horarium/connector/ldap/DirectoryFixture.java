package io.horarium.connector.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import io.horarium.connector.Connector;
import io.horarium.connector.DataType;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ContainerScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.ImportScope.PartitionScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.TokenExpired;
import io.horarium.platform.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A directory in this process, the settings of a system that reads it, and what is selected. */
public final class DirectoryFixture implements AutoCloseable {

  /** The one naming context. */
  public static final String BASE = "dc=example,dc=org";

  /** Where people are. */
  public static final String PEOPLE = "ou=people," + BASE;

  /** Who may do everything. */
  public static final String USER = "cn=admin";

  /** That user's password. */
  public static final String PASSWORD = "secret";

  /** By setting name. */
  public final Map<String, Object> settings = new HashMap<>();

  final List<ContainerScope> containers = new ArrayList<>();

  /** The directory itself. */
  public InMemoryDirectoryServer server;

  /** An empty directory with a changelog. */
  public DirectoryFixture() throws LDAPException {
    this(config());
  }

  DirectoryFixture(InMemoryDirectoryServerConfig config) throws LDAPException {
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    settings.put("Host", "127.0.0.1");
    settings.put("Port", server.getListenPort());
    settings.put("Username", USER);
    settings.put("Password", PASSWORD);
    settings.put("Authentication Type", "Simple");
    settings.put("Maximum Retries", 0);
    settings.put("Retry Delay (ms)", 0);
    settings.put("Group Placeholder Member DN", "cn=placeholder");
    add("dn: " + BASE, "objectClass: domain", "dc: example");
    add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
  }

  static InMemoryDirectoryServerConfig config() throws LDAPException {
    var config = new InMemoryDirectoryServerConfig(BASE);
    config.addAdditionalBindCredentials(USER, PASSWORD);
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    config.setMaxChangeLogEntries(1_000);
    config.setSchema(schema());
    return config;
  }

  /** Groups must have a member, as RFC 4519 has it and most directories insist on. */
  private static Schema schema() throws LDAPException {
    Entry strict = new Entry("cn=schema");
    strict.addAttribute("objectClass", "top", "ldapSubEntry", "subschema");
    strict.addAttribute(
        "objectClasses",
        "( 2.5.6.9 NAME 'groupOfNames' SUP top STRUCTURAL MUST ( member $ cn )"
            + " MAY ( businessCategory $ seeAlso $ owner $ ou $ o $ description ) )");
    return Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(strict));
  }

  DirectoryFixture with(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  /** An entry as lines of LDIF. */
  public void add(String... ldif) throws LDAPException {
    try {
      server.add(new Entry(ldif));
    } catch (com.unboundid.ldif.LDIFException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A person below {@link #PEOPLE}, or below another entry. */
  public void person(String uid, String below, String... more) throws LDAPException {
    Entry entry = new Entry("uid=" + uid + "," + below);
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("uid", uid);
    entry.addAttribute("cn", uid);
    entry.addAttribute("sn", uid);
    for (int i = 0; i < more.length; i += 2) {
      entry.addAttribute(more[i], more[i + 1]);
    }
    server.add(entry);
  }

  /** The connector's factory. */
  public LdapConnectorFactory factory() {
    return new LdapConnectorFactory(new Clock());
  }

  SettingValues values() {
    return new SettingValues(settings);
  }

  Connector connector() {
    return factory().create(values());
  }

  /** People with entryUUID as anchor, and groups of them. */
  ImportScope scope() {
    return new ImportScope(
        null,
        List.of(
            type(
                1,
                "inetOrgPerson",
                text(1, "uid"),
                text(2, "displayName"),
                new AttributeScope(3, "manager", DataType.Reference, false),
                new AttributeScope(4, "jpegPhoto", DataType.Binary, true),
                new AttributeScope(5, "createTimestamp", DataType.DateTime, false)),
            type(
                2,
                "groupOfNames",
                text(11, "cn"),
                new AttributeScope(12, "member", DataType.Reference, true))),
        List.of(new PartitionScope(7, BASE, containers)));
  }

  private static ObjectTypeScope type(int id, String name, AttributeScope... more) {
    var attributes = new ArrayList<AttributeScope>();
    attributes.add(text(id * 100, "entryUUID"));
    attributes.add(text(id * 100 + 1, "distinguishedName"));
    attributes.addAll(List.of(more));
    return new ObjectTypeScope(id, name, "entryUUID", "distinguishedName", attributes);
  }

  private static AttributeScope text(int id, String name) {
    return new AttributeScope(id, name, DataType.Text, false);
  }

  List<ImportRecord> readAll() {
    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      return drain(cursor);
    }
  }

  /** The token of a full import made now. */
  String token() {
    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      return cursor.tokenAtStart().orElseThrow();
    }
  }

  List<ImportRecord> changesSince(String token) throws TokenExpired {
    try (var connector = connector();
        var cursor = connector.openDelta(scope(), token, 100, () -> false)) {
      return drain(cursor);
    }
  }

  static List<ImportRecord> drain(ImportCursor cursor) {
    return io.horarium.connector.ConnectorConformance.drain(cursor);
  }

  /** The value of a single-valued attribute, or null. */
  static String value(ImportRecord record, String attribute) {
    List<String> values = record.values().get(attribute);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
