package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.DiscoveredPartition;
import io.horarium.connector.DiscoveredPartition.DiscoveredContainer;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The naming contexts with their organizational units and containers (contract/jim-sync.md 2.7).
 * Below a container, others count as its children even if something else lies between.
 */
final class LdapHierarchy {

  private static final int MAX_CONTAINERS = 100_000;
  private static final int MAX_DEPTH = 100;

  private final Directory directory;
  private final Supplier<LDAPConnection> connections;

  /**
   * A discovery.
   *
   * @param connections a new connection each, closed here
   */
  LdapHierarchy(Directory directory, Supplier<LDAPConnection> connections) {
    this.directory = directory;
    this.connections = connections;
  }

  List<DiscoveredPartition> discover() {
    List<DiscoveredPartition> found = new ArrayList<>();
    for (String context : directory.partitions()) {
      try (LDAPConnection connection = connections.get()) {
        if (connection.getEntry(context, "1.1") != null) {
          String name = DnForm.canonical(context);
          found.add(new DiscoveredPartition(name, name, containers(connection, context)));
        }
      } catch (LDAPException e) {
        throw LdapFailures.reading("The partition '" + context + "'", e);
      }
    }
    if (found.isEmpty()) {
      throw new RunFailure(
          "The directory shows no naming context with data; give the user the right to read its"
              + " root entry and its base entries.");
    }
    return found;
  }

  /** A container while its children are not all known. */
  private static final class Node {
    final DN dn;
    final SearchResultEntry entry;
    final List<Node> children = new ArrayList<>();

    Node(DN dn, SearchResultEntry entry) {
      this.dn = dn;
      this.entry = entry;
    }
  }

  private List<DiscoveredContainer> containers(LDAPConnection connection, String context)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            context,
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            0,
            0,
            false,
            Filter.createORFilter(
                Filter.createEqualityFilter("objectClass", "organizationalUnit"),
                Filter.createEqualityFilter("objectClass", "container")),
            "description",
            "showInAdvancedViewOnly",
            directory.anchor());
    LdapConnector.limitToThisServer(request, directory);
    PagedSearch search =
        new PagedSearch(
            connection, request, 1_000, "The containers of '" + context + "'", () -> false);
    Map<DN, Node> nodes = new TreeMap<>();
    DN root = new DN(context);
    for (SearchResultEntry entry = search.next(); entry != null; entry = search.next()) {
      DN dn = new DN(entry.getDN());
      if (!dn.equals(root)) {
        nodes.put(dn, new Node(dn, entry));
      }
      if (nodes.size() > MAX_CONTAINERS) {
        throw new RunFailure(
            "The partition '" + context + "' has more than " + MAX_CONTAINERS + " containers.");
      }
    }
    List<Node> top = new ArrayList<>();
    for (Node node : nodes.values()) {
      Node above = null;
      for (DN dn = node.dn.getParent(); dn != null && above == null; dn = dn.getParent()) {
        above = nodes.get(dn);
      }
      (above == null ? top : above.children).add(node);
    }
    return views(top, 0);
  }

  private List<DiscoveredContainer> views(List<Node> nodes, int depth) {
    if (depth > MAX_DEPTH) {
      return List.of();
    }
    return nodes.stream()
        .map(
            node ->
                new DiscoveredContainer(
                    DnForm.canonical(node.entry.getDN()),
                    stableId(node.entry),
                    node.dn.getRDN().getAttributeValues()[0],
                    node.entry.getAttributeValue("description"),
                    "TRUE".equalsIgnoreCase(node.entry.getAttributeValue("showInAdvancedViewOnly")),
                    views(node.children, depth + 1)))
        .sorted(Comparator.comparing(DiscoveredContainer::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private String stableId(SearchResultEntry entry) {
    if (directory.isActiveDirectory()) {
      byte[] bytes = entry.getAttributeValueBytes("objectGUID");
      return bytes == null ? null : EntryValues.guid(bytes);
    }
    return entry.getAttributeValue("entryUUID");
  }
}
