package io.horarium.it.testkit;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An LDAP server of this test run on loopback, with an empty container for people: one in memory,
 * or a real OpenLDAP. Both keep references to those who are renamed or deleted right.
 */
public final class Directory implements AutoCloseable {

  public static final String SUFFIX = "dc=example,dc=test";
  public static final String PEOPLE = "ou=People," + SUFFIX;
  public static final String USER = "cn=admin," + SUFFIX;

  /** Of a server that lives as long as a test, on loopback. */
  public static final String PASSWORD = "for-tests-only";

  /** What the rules of the tests export. */
  private static final List<String> EXPORTED =
      List.of(
          "uid",
          "cn",
          "sn",
          "givenName",
          "mail",
          "employeeNumber",
          "departmentNumber",
          "title",
          "manager");

  private final LDAPInterface server;
  private final int port;
  private final Runnable shutdown;

  private Directory(LDAPInterface server, int port, Runnable shutdown) {
    this.server = server;
    this.port = port;
    this.shutdown = shutdown;
  }

  /** Starts one on a free port. */
  public static Directory start() {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
      config.addAdditionalBindCredentials(USER, PASSWORD);
      config.setMaxChangeLogEntries(10_000);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "loopback", InetAddress.getLoopbackAddress(), 0, null));
      config.setEqualityIndexAttributes("uid", "entryUUID", "manager");
      // As directories do: who is renamed keeps being meant by those who name them.
      config.setReferentialIntegrityAttributes("manager");
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
      server.startListening();
      return new Directory(server, server.getListenPort(), () -> server.shutDown(true)).prepared();
    } catch (LDAPException e) {
      throw new IllegalStateException("The directory of the tests did not start", e);
    }
  }

  /**
   * Starts an OpenLDAP on a free port.
   *
   * @param folder empty, for its data and its log
   */
  public static Directory startOpenLdap(Path folder) {
    OpenLdap slapd = OpenLdap.start(folder);
    LDAPConnection connection = slapd.connection();
    return new Directory(
            connection,
            slapd.port(),
            () -> {
              connection.close();
              slapd.close();
            })
        .prepared();
  }

  /** Why there is no OpenLDAP to test with; empty when there is one. */
  public static Optional<String> openLdapMissing() {
    return OpenLdap.missing();
  }

  private Directory prepared() {
    try {
      server.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
      server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: People");
      return this;
    } catch (LDAPException | LDIFException e) {
      close();
      throw new IllegalStateException("The directory of the tests could not be prepared", e);
    }
  }

  public int port() {
    return port;
  }

  /** Every person by DN in normal form: the values of the exported attributes, sorted. */
  public Map<String, Map<String, List<String>>> people() {
    Map<String, Map<String, List<String>>> people = new TreeMap<>();
    try {
      for (SearchResultEntry entry :
          server
              .search(PEOPLE, SearchScope.ONE, "(objectClass=*)", EXPORTED.toArray(String[]::new))
              .getSearchEntries()) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Attribute attribute : entry.getAttributes()) {
          values.put(attribute.getName(), Arrays.stream(attribute.getValues()).sorted().toList());
        }
        people.put(entry.getParsedDN().toNormalizedString(), values);
      }
      return people;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes one attribute of an entry, as somebody beside the synchronisation does. */
  public void change(String dn, String attribute, String value) {
    try {
      server.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id the directory gave an entry; it survives a rename. */
  public String entryUuid(String dn) {
    try {
      return server.getEntry(dn, "entryUUID").getAttributeValue("entryUUID");
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    shutdown.run();
  }
}
