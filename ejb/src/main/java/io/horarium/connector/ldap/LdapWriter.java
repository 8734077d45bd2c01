package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import com.unboundid.ldap.sdk.controls.PermissiveModifyRequestControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The single requests of an export on one connection. A change of an entry is bound to its anchor
 * where the directory can do that (RFC 4528), so that another entry that has taken its name is
 * never hit.
 */
final class LdapWriter {

  static final String ASSERTION = "1.3.6.1.1.12";

  /** What identifies an entry for ever: the attribute and its canonical text. */
  record Anchor(String attribute, String value) {

    Filter filter(boolean windowsBytes) {
      return windowsBytes && attribute.equalsIgnoreCase("objectGUID")
          ? Filter.createEqualityFilter(attribute, EntryValues.guidBytes(value))
          : Filter.createEqualityFilter(attribute, value);
    }
  }

  private final LDAPConnection connection;
  private final LdapScope scope;

  LdapWriter(LDAPConnection connection, LdapScope scope) {
    this.connection = connection;
    this.scope = scope;
  }

  void close() {
    connection.close();
  }

  void add(Entry entry) throws LDAPException {
    connection.add(new AddRequest(entry));
  }

  /** Makes the entries above {@code dn} that are missing. */
  void addContainersAbove(DN dn) throws LDAPException {
    Deque<DN> missing = new ArrayDeque<>();
    for (DN above = dn.getParent(); above != null && !exists(above); above = above.getParent()) {
      missing.push(above);
    }
    for (DN container : missing) {
      RDN rdn = container.getRDN();
      String type = Directory.lower(rdn.getAttributeNames()[0]);
      String objectClass =
          type.equals("ou")
              ? "organizationalUnit"
              : type.equals("cn") && scope.directory().isActiveDirectory() ? "container" : null;
      if (objectClass == null || rdn.isMultiValued() || !scope.isInPartitions(container)) {
        throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "A parent entry is missing");
      }
      Entry entry = new Entry(container);
      entry.addAttribute("objectClass", "top", objectClass);
      entry.addAttribute(rdn.getAttributeNames()[0], rdn.getAttributeValues()[0]);
      try {
        connection.add(new AddRequest(entry));
      } catch (LDAPException e) {
        if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
          throw e;
        }
      }
    }
  }

  /** Renames or moves; where the entry is afterwards is {@code to}. */
  void rename(DN from, DN to, Anchor anchor) throws LDAPException {
    boolean moves = from.getParent() == null || !from.getParent().equals(to.getParent());
    ModifyDNRequest request =
        new ModifyDNRequest(
            from, to.getRDN(), true, moves && to.getParent() != null ? to.getParent() : null);
    request.setControls(boundTo(anchor));
    connection.modifyDN(request);
  }

  /** Makes the modifications; repeating them, wholly or in part, is success. */
  void modify(DN dn, Anchor anchor, List<Modification> request, Modifications modifications)
      throws LDAPException {
    try {
      send(dn, anchor, request);
    } catch (LDAPException e) {
      ResultCode code = e.getResultCode();
      List<Modification> next = null;
      if (code.equals(ResultCode.OBJECT_CLASS_VIOLATION)) {
        next = modifications.withPlaceholder(request);
      } else if (code.equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)
          || code.equals(ResultCode.NO_SUCH_ATTRIBUTE)) {
        next = open(dn, request, modifications);
      }
      if (next == null) {
        throw e;
      }
      if (!next.isEmpty()) {
        send(dn, anchor, next);
      }
    }
  }

  private List<Modification> open(DN dn, List<Modification> request, Modifications modifications)
      throws LDAPException {
    String[] names =
        request.stream().map(Modification::getAttributeName).distinct().toArray(String[]::new);
    SearchResultEntry now = connection.getEntry(dn.toString(), names);
    return now == null ? null : modifications.open(request, now);
  }

  private void send(DN dn, Anchor anchor, List<Modification> modifications) throws LDAPException {
    ModifyRequest request = new ModifyRequest(dn, modifications);
    List<Control> controls = new ArrayList<>(List.of(boundTo(anchor)));
    if (isPermissive()) {
      controls.add(new PermissiveModifyRequestControl(false));
    }
    request.setControls(controls);
    connection.modify(request);
  }

  /** Whether adding what is there and removing what is not there is no error. */
  boolean isPermissive() {
    return scope.directory().controls().contains(Directory.PERMISSIVE_MODIFY);
  }

  void delete(DN dn, Anchor anchor) throws LDAPException {
    DeleteRequest request = new DeleteRequest(dn);
    request.setControls(boundTo(anchor));
    connection.delete(request);
  }

  /**
   * Switches an account off. The attribute of Active Directory is a set of flags; others are told
   * in the way of their server.
   */
  void disable(DN dn, Anchor anchor, String attribute) throws LDAPException {
    String value = "TRUE";
    if (attribute.equalsIgnoreCase("userAccountControl")) {
      SearchResultEntry now = connection.getEntry(dn.toString(), attribute);
      if (now == null) {
        throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "There is no such entry");
      }
      Integer flags = now.getAttributeValueAsInteger(attribute);
      value = String.valueOf((flags == null ? 0x200 : flags) | 0x2);
    } else if (attribute.equalsIgnoreCase("pwdAccountLockedTime")) {
      value = "000001010000Z"; // locked until an administrator unlocks it
    }
    send(dn, anchor, List.of(new Modification(ModificationType.REPLACE, attribute, value)));
  }

  private boolean exists(DN dn) throws LDAPException {
    return connection.getEntry(dn.toString(), "1.1") != null;
  }

  /** The entry of this name with what the scope asks for, or null. */
  SearchResultEntry find(DN dn) throws LDAPException {
    return connection.getEntry(dn.toString(), scope.requested());
  }

  /** Where the entry with this anchor is now, or null. */
  DN locate(Anchor anchor) throws LDAPException {
    if (anchor == null) {
      return null;
    }
    for (ContainerFilter partition : scope.partitions()) {
      SearchRequest request =
          new SearchRequest(
              partition.root().toString(),
              SearchScope.SUB,
              DereferencePolicy.NEVER,
              2,
              0,
              false,
              anchor.filter(scope.directory().isActiveDirectory()),
              "1.1");
      LdapConnector.limitToThisServer(request, scope.directory());
      List<SearchResultEntry> found = connection.search(request).getSearchEntries();
      if (found.size() == 1) {
        return found.get(0).getParsedDN();
      }
    }
    return null;
  }

  private Control[] boundTo(Anchor anchor) {
    return anchor != null && scope.directory().controls().contains(ASSERTION)
        ? new Control[] {
          new AssertionRequestControl(anchor.filter(scope.directory().isActiveDirectory()), true)
        }
        : new Control[0];
  }
}
