package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads everything in scope: one paged search for each place to begin and each object type, one
 * after the other, each on a connection of its own.
 */
final class LdapFullCursor implements ImportCursor {

  /** Larger pages are refused by many directories. */
  static final int MAX_PAGE = 1_000;

  /** One search to make. */
  private record Part(
      ContainerFilter partition, ContainerFilter.Base base, SchemaClasses.Selected type) {}

  private final LdapScope scope;
  private final LdapDialer dialer;
  private final LdapSettings settings;
  private final int pageSize;
  private final String token;
  private final StopSignal stop;
  private final List<Part> parts = new ArrayList<>();
  private int nextPart;
  private Part part;
  private LDAPConnection connection;
  private PagedSearch search;
  private EntryValues values;
  private RunFailure failure;
  private boolean complete;

  LdapFullCursor(
      LdapScope scope,
      LdapDialer dialer,
      LdapSettings settings,
      int pageSize,
      String token,
      StopSignal stop) {
    if (!scope.directory().pages()) {
      throw new RunFailure(
          "The directory has no paged results control (RFC 2696), without which a large result may"
              + " be cut; it cannot be imported from.");
    }
    this.scope = scope;
    this.dialer = dialer;
    this.settings = settings;
    this.pageSize = Math.min(pageSize, MAX_PAGE);
    this.token = token;
    this.stop = stop;
    for (ContainerFilter partition : scope.partitions()) {
      for (ContainerFilter.Base base : partition.bases()) {
        scope.classes().all().forEach(type -> parts.add(new Part(partition, base, type)));
      }
    }
  }

  @Override
  public Optional<String> tokenAtStart() {
    return Optional.ofNullable(token);
  }

  /** Known only if there is one search, from its first page on. */
  @Override
  public OptionalLong expected() {
    return parts.size() == 1 && search != null ? search.estimate() : OptionalLong.empty();
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
    while (true) {
      if (search == null && !beginNextPart()) {
        complete = true;
        return null;
      }
      SearchResultEntry entry = search.next();
      if (entry == null) {
        search = null;
        disconnect();
        continue;
      }
      if (!part.partition().isTrivial() && !part.partition().accepts(part.base(), dn(entry))) {
        continue;
      }
      Entry whole = RangedValues.complete(connection, entry);
      return new ImportRecord(
          ImportRecord.Change.UPSERT,
          part.type().scope().name(),
          part.partition().partitionId(),
          values.of(whole),
          null);
    }
  }

  private boolean beginNextPart() {
    if (nextPart == parts.size()) {
      return false;
    }
    part = parts.get(nextPart++);
    values = scope.values().get(part.type().scope().name());
    connection = dialer.connect(stop);
    String type = part.type().scope().name();
    SearchRequest request = request(scope, settings, part.base(), part.type().filter());
    search =
        new PagedSearch(
            connection,
            request,
            pageSize,
            "Entries of type '" + type + "' below '" + part.base().dn() + "'",
            stop);
    return true;
  }

  /** A search for entries with all that the scope asks for. */
  static SearchRequest request(
      LdapScope scope,
      LdapSettings settings,
      ContainerFilter.Base base,
      com.unboundid.ldap.sdk.Filter filter) {
    SearchRequest request =
        new SearchRequest(
            base.dn().toString(),
            base.scope(),
            DereferencePolicy.NEVER,
            0,
            settings.searchTimeout(),
            false,
            filter,
            scope.requested());
    LdapConnector.limitToThisServer(request, scope.directory());
    return request;
  }

  static DN dn(Entry entry) {
    try {
      return entry.getParsedDN();
    } catch (LDAPException e) {
      throw new RunFailure("The directory returned an entry whose name is no DN.", e);
    }
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  @Override
  public void close() {
    if (!complete && failure == null) {
      failure = new RunFailure("The directory was closed before it was read to its end.");
    }
    disconnect();
  }
}
