package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what a log says has changed. The log only names entries; each is read as it is now, which
 * is at least as new as the change. A renamed entry takes everything below it along, so all of that
 * is read too. An entry that is there but not in scope is reported as deleted.
 */
final class LdapDeltaCursor implements ImportCursor {

  private static final int MAX_TOUCHED = 10_000;

  /** A name that became another one since the token. */
  private record Rename(DN from, DN to) {}

  private final LdapScope scope;
  private final ChangeLogs.Log log;
  private final LDAPConnection logConnection;
  private final LDAPConnection reader;
  private final LdapSettings settings;
  private final int pageSize;
  private final StopSignal stop;
  private final Deque<ImportRecord> ready = new ArrayDeque<>();
  private final List<Rename> renames = new ArrayList<>();
  private final Set<DN> touched = new HashSet<>();
  private PagedSearch moved;
  private RunFailure failure;
  private boolean complete;

  /** Takes over {@code logConnection}, unless it throws. */
  LdapDeltaCursor(
      LdapScope scope,
      ChangeLogs.Log log,
      LDAPConnection logConnection,
      LdapDialer dialer,
      LdapSettings settings,
      int pageSize,
      StopSignal stop) {
    this.scope = scope;
    this.log = log;
    this.logConnection = logConnection;
    this.reader = dialer.connect(stop);
    this.settings = settings;
    this.pageSize = Math.min(pageSize, LdapFullCursor.MAX_PAGE);
    this.stop = stop;
  }

  @Override
  public Optional<String> tokenAtStart() {
    return log.newest();
  }

  @Override
  public OptionalLong expected() {
    return OptionalLong.empty();
  }

  @Override
  public ImportRecord next() {
    if (failure != null) {
      throw failure;
    }
    try {
      return complete ? null : read();
    } catch (RunFailure e) {
      failure = e;
      disconnect();
      throw e;
    }
  }

  private ImportRecord read() {
    while (ready.isEmpty()) {
      if (stop.stopRequested()) {
        throw new RunFailure("The run was cancelled while the directory was read.");
      }
      if (moved != null) {
        SearchResultEntry entry = moved.next();
        if (entry == null) {
          moved = null;
        } else {
          report(entry);
        }
        continue;
      }
      ChangeLogs.Change change = log.next();
      if (change == null) {
        complete = true;
        disconnect();
        return null;
      }
      follow(change);
    }
    return ready.poll();
  }

  private void follow(ChangeLogs.Change change) {
    DN dn = parse(change.dn());
    switch (change.kind()) {
      case ADD, MODIFY -> {
        if (scope.isInPartitions(dn) && touched.add(dn)) {
          find(dn).ifPresent(this::report);
          if (touched.size() > MAX_TOUCHED) {
            touched.clear();
          }
        }
      }
      case DELETE -> {
        touched.clear();
        delete(dn, change.entryUuid());
      }
      case RENAME -> {
        touched.clear();
        rename(dn, parse(change.newDn()), change.entryUuid());
      }
    }
  }

  private void rename(DN from, DN to, String entryUuid) {
    for (ContainerFilter partition : scope.partitions()) {
      if (partition.names().stream().anyMatch(name -> ContainerFilter.isAtOrBelow(name, from))) {
        throw new RunFailure(
            "A partition or container that was selected or excluded has been renamed or moved;"
                + " import the hierarchy again, then run a Full Import.");
      }
    }
    renames.add(new Rename(from, to));
    if (!scope.isInPartitions(to)) {
      delete(from, entryUuid);
    } else if (find(to).isPresent()) {
      moved =
          new PagedSearch(
              reader,
              LdapFullCursor.request(
                  scope,
                  settings,
                  new ContainerFilter.Base(to, SearchScope.SUB),
                  Filter.createPresenceFilter("objectClass")),
              pageSize,
              "A renamed entry and what is below it",
              stop);
    }
    // Not there: it was renamed again or deleted, which the log says later.
  }

  /** What the entry is now: in scope with its values, or no longer in scope. */
  private void report(SearchResultEntry found) {
    if (found.getObjectClassValues() == null) {
      throw new RunFailure(
          "The user may not see the object class of a changed entry; give it the right to read"
              + " objectClass.");
    }
    DN dn = LdapFullCursor.dn(found);
    Optional<SchemaClasses.Selected> type = scope.classes().of(found);
    Optional<ContainerFilter> partition = scope.partitionOf(dn);
    if (type.isPresent() && partition.isPresent()) {
      Entry whole = RangedValues.complete(reader, found);
      ready.add(
          new ImportRecord(
              ImportRecord.Change.UPSERT,
              type.get().scope().name(),
              partition.get().partitionId(),
              scope.values().get(type.get().scope().name()).of(whole),
              null));
    } else {
      String name = scope.directory().anchor();
      ready.add(deleted(found.getAttributeValue(name), dn));
    }
  }

  /**
   * A server whose log names the deleted entry by its DN only leaves one gap: an entry that was
   * renamed before it was deleted is stored under its old name. That is reported too, unless
   * another entry has taken the name.
   */
  private void delete(DN dn, String entryUuid) {
    if (!scope.isInPartitions(dn)) {
      return;
    }
    ready.add(deleted(entryUuid, dn));
    if (entryUuid != null) {
      return;
    }
    DN name = dn;
    for (int i = renames.size() - 1; i >= 0; i--) {
      DN before = before(renames.get(i), name);
      if (before != null) {
        name = before;
        if (scope.isInPartitions(name) && find(name).isEmpty()) {
          ready.add(deleted(null, name));
        }
      }
    }
  }

  private static DN before(Rename rename, DN name) {
    if (!ContainerFilter.isAtOrBelow(name, rename.to())) {
      return null;
    }
    DN result = rename.from();
    var below = name.getRDNs();
    for (int i = below.length - rename.to().getRDNs().length - 1; i >= 0; i--) {
      result = new DN(below[i], result);
    }
    return result;
  }

  private ImportRecord deleted(String anchor, DN dn) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    if (anchor != null) {
      ids.put(scope.directory().anchor(), List.of(anchor));
    }
    ids.put(EntryValues.DN_ATTRIBUTE, List.of(DnForm.canonical(dn.toString())));
    return new ImportRecord(
        ImportRecord.Change.DELETE,
        null,
        scope.partitionOf(dn).map(ContainerFilter::partitionId).orElse(null),
        ids,
        null);
  }

  private Optional<SearchResultEntry> find(DN dn) {
    try {
      return Optional.ofNullable(reader.getEntry(dn.toString(), scope.requested()));
    } catch (LDAPException e) {
      throw LdapFailures.reading("A changed entry", e);
    }
  }

  private static DN parse(String text) {
    try {
      return new DN(text);
    } catch (LDAPException e) {
      throw new RunFailure("The log names an entry by something that is no DN.", e);
    }
  }

  private void disconnect() {
    logConnection.close();
    reader.close();
  }

  @Override
  public void close() {
    if (!complete && failure == null) {
      failure = new RunFailure("The directory was closed before its log was read to the end.");
    }
    disconnect();
  }
}
