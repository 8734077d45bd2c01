package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.SystemFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a directory tells about itself in its root entry.
 *
 * @param partitions naming contexts that hold data, without logs and configuration
 * @param changelog DN of its changelog (draft-good-ldap-changelog), or null
 * @param accesslog DN of the log of OpenLDAP's accesslog overlay, or null
 */
record Directory(
    Kind kind,
    String vendor,
    List<String> partitions,
    Set<String> controls,
    Set<String> features,
    String changelog,
    String accesslog) {

  static final String PAGED_RESULTS = "1.2.840.113556.1.4.319";
  static final String PERMISSIVE_MODIFY = "1.2.840.113556.1.4.1413";
  static final String POST_READ = "1.3.6.1.1.13.2";
  static final String DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";

  private static final String AD_CAPABILITY = "1.2.840.113556.1.4.800";
  private static final String AD_LDS_CAPABILITY = "1.2.840.113556.1.4.1851";

  /** Naming contexts of a server's own making. */
  private static final Set<String> OWN =
      Set.of(
          "cn=changelog", "cn=accesslog", "cn=config", "cn=schema", "cn=monitor", "o=netscaperoot");

  /** Families that are treated differently. */
  enum Kind {
    ACTIVE_DIRECTORY("Active Directory"),
    OPENLDAP("OpenLDAP"),
    OTHER("LDAP");

    final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  static Directory of(LDAPConnection connection, boolean skipHidden) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            "", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "*", "+");
    SearchResult result = connection.search(request);
    if (result.getEntryCount() == 0) {
      throw new LDAPException(
          com.unboundid.ldap.sdk.ResultCode.NO_SUCH_OBJECT, "The root entry cannot be read");
    }
    RootDSE root = new RootDSE(result.getSearchEntries().get(0));
    Set<String> capabilities = set(root.getAttributeValues("supportedCapabilities"));
    Kind kind = kind(root, capabilities);
    String accesslog = null;
    String changelog = root.getChangelogDN();
    List<String> partitions = new ArrayList<>();
    for (String context : list(root.getNamingContextDNs())) {
      String name = DnForm.key(context);
      if (kind == Kind.OPENLDAP && isAuditContainer(connection, context)) {
        accesslog = context;
      } else if (!OWN.contains(name)
          && (changelog == null || !name.equals(DnForm.key(changelog)))
          && !(kind == Kind.ACTIVE_DIRECTORY && skipHidden && isHidden(root, name))) {
        partitions.add(context);
      }
    }
    return new Directory(
        kind,
        vendor(root, kind),
        List.copyOf(partitions),
        set(root.getSupportedControlOIDs()),
        set(root.getAttributeValues("supportedFeatures")),
        changelog,
        accesslog);
  }

  boolean isActiveDirectory() {
    return kind == Kind.ACTIVE_DIRECTORY;
  }

  boolean pages() {
    return controls.contains(PAGED_RESULTS);
  }

  /** Attribute that identifies an entry for ever. */
  String anchor() {
    return isActiveDirectory() ? "objectGUID" : "entryUUID";
  }

  /** What people are told (contract/jim-sync.md 2.8). */
  List<SystemFact> facts() {
    return List.of(
        new SystemFact("Directory Type", kind.text),
        new SystemFact("Vendor", vendor),
        new SystemFact("Paging", pages() ? "Yes" : "No"),
        new SystemFact(
            "Delta Import",
            changelog != null ? "Changelog" : accesslog != null ? "Access Log" : "No"),
        new SystemFact("External ID", anchor()),
        new SystemFact("Partitions", String.valueOf(partitions.size())));
  }

  private static Kind kind(RootDSE root, Set<String> capabilities) {
    if (capabilities.contains(AD_CAPABILITY) || capabilities.contains(AD_LDS_CAPABILITY)) {
      return Kind.ACTIVE_DIRECTORY;
    }
    boolean open =
        list(root.getObjectClassValues()).stream()
            .anyMatch(name -> name.equalsIgnoreCase("OpenLDAProotDSE"));
    return open ? Kind.OPENLDAP : Kind.OTHER;
  }

  private static String vendor(RootDSE root, Kind kind) {
    String name = root.getVendorName() == null ? kind.text : root.getVendorName();
    String all = root.getVendorVersion() == null ? name : name + " " + root.getVendorVersion();
    return all.length() > 200 ? all.substring(0, 200) : all;
  }

  /** Configuration, schema and the zones of the name service. */
  private static boolean isHidden(RootDSE root, String context) {
    String domain = root.getAttributeValue("defaultNamingContext");
    String forest = root.getAttributeValue("rootDomainNamingContext");
    return context.startsWith("cn=configuration,")
        || context.startsWith("cn=schema,")
        || context.startsWith("dc=domaindnszones,")
        || context.startsWith("dc=forestdnszones,")
        || (domain != null
            && forest != null
            && context.startsWith("cn=")
            && context.endsWith(DnForm.key(forest)));
  }

  private static boolean isAuditContainer(LDAPConnection connection, String context)
      throws LDAPException {
    try {
      var entry = connection.getEntry(context, "objectClass");
      return entry != null && entry.hasObjectClass("auditContainer");
    } catch (LDAPException e) {
      if (LdapFailures.isConnectionLost(e)) {
        throw e;
      }
      return false; // not for this user's eyes
    }
  }

  private static List<String> list(String[] values) {
    return values == null ? List.of() : Arrays.asList(values);
  }

  private static Set<String> set(String[] values) {
    return values == null ? Set.of() : Set.copyOf(Arrays.asList(values));
  }

  /** Lower case in the way names of attributes and classes are compared. */
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
