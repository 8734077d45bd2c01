package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.ImportScope.ContainerScope;
import io.horarium.connector.ImportScope.PartitionScope;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which entries of a partition are in scope: the most specific selection or exclusion above an
 * entry decides; without any selection the whole partition is meant (contract/jim-sync.md 2.7).
 */
final class ContainerFilter {

  /** Where a search begins, and how deep it goes. */
  record Base(DN dn, SearchScope scope) {

    boolean covers(DN entry) {
      if (scope.equals(SearchScope.ONE)) {
        DN parent = entry.getParent();
        return parent != null && parent.equals(dn);
      }
      return isAtOrBelow(entry, dn);
    }
  }

  private final PartitionScope partition;
  private final DN root;
  private final Map<DN, ContainerScope> choices = new HashMap<>();
  private final boolean whole;
  private final List<Base> bases;

  ContainerFilter(PartitionScope partition) {
    this.partition = partition;
    root = parse(partition.externalId());
    partition
        .containers()
        .forEach(container -> choices.put(parse(container.externalId()), container));
    whole = partition.containers().stream().noneMatch(ContainerScope::included);
    bases = whole ? List.of(new Base(root, SearchScope.SUB)) : selectedBases();
  }

  int partitionId() {
    return partition.id();
  }

  DN root() {
    return root;
  }

  /** The partition and every container with a choice. */
  List<DN> names() {
    List<DN> names = new ArrayList<>(choices.keySet());
    names.add(root);
    return names;
  }

  /** The searches that together find every entry in scope. */
  List<Base> bases() {
    return bases;
  }

  /** Whether every entry that the only search finds is in scope. */
  boolean isTrivial() {
    return choices.isEmpty();
  }

  /** Whether an entry that a search from this base found is in scope, and not another base's. */
  boolean accepts(Base base, DN entry) {
    return includes(entry)
        && bases.stream().filter(b -> b.covers(entry)).findFirst().map(base::equals).orElse(false);
  }

  /** Whether an entry of this name is in scope. */
  boolean includes(DN entry) {
    if (!isAtOrBelow(entry, root)) {
      return false;
    }
    DN child = null;
    for (DN dn = entry; dn != null && isAtOrBelow(dn, root); child = dn, dn = dn.getParent()) {
      ContainerScope choice = choices.get(dn);
      if (choice == null) {
        continue;
      }
      if (!choice.included()) {
        return false;
      }
      if (choice.subtree()) {
        return true;
      }
      if (child != null) {
        return child.equals(entry);
      }
    }
    return whole;
  }

  private List<Base> selectedBases() {
    List<Base> found = new ArrayList<>();
    choices.forEach(
        (dn, choice) -> {
          if (choice.included() && !isBelowSubtree(dn)) {
            found.add(new Base(dn, choice.subtree() ? SearchScope.SUB : SearchScope.ONE));
          }
        });
    found.sort((one, other) -> one.dn().compareTo(other.dn()));
    return List.copyOf(found);
  }

  private boolean isBelowSubtree(DN dn) {
    for (DN above = dn.getParent(); above != null; above = above.getParent()) {
      ContainerScope choice = choices.get(above);
      if (choice != null && choice.included() && choice.subtree()) {
        return true;
      }
    }
    return false;
  }

  /** The DN class's own check fails on names it cannot compare; these are compared as text. */
  static boolean isAtOrBelow(DN entry, DN base) {
    return entry.equals(base) || entry.isDescendantOf(base, true);
  }

  private static DN parse(String text) {
    try {
      return new DN(text);
    } catch (LDAPException e) {
      throw new RunFailure(
          "'" + text + "' is not the DN of a container; import the hierarchy again.", e);
    }
  }
}
