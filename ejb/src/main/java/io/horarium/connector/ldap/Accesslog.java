package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.StopSignal;
import io.horarium.connector.TokenExpired;
import io.horarium.platform.Clock;
import io.horarium.problem.RunFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The log of OpenLDAP's accesslog overlay. The token is the {@code reqStart} of its newest change.
 * A change is logged when it ends but ordered by when it began, so a minute before the token is
 * read again; reading a change twice is harmless.
 */
final class Accesslog implements ChangeLogs.Log {

  private static final String KIND = "accesslog";
  private static final Duration OVERLAP = Duration.ofSeconds(60);
  private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOOK = Duration.ofDays(3650);
  private static final int PAGE = 500;

  private final LDAPConnection connection;
  private final String base;
  private final String server;
  private final Clock clock;
  private final StopSignal stop;
  private Optional<String> newest;
  private String newestStart;
  private PagedSearch changes;

  Accesslog(LDAPConnection connection, String base, String server, Clock clock, StopSignal stop) {
    this.connection = connection;
    this.base = base;
    this.server = server;
    this.clock = clock;
    this.stop = stop;
  }

  /**
   * Looks at ever longer pasts: the log has no order to ask for, and reading all of it only for its
   * end would take long.
   */
  @Override
  public Optional<String> newest() {
    if (newest == null) {
      Instant now = clock.now();
      for (Duration back = FIRST_LOOK;
          newestStart == null && back.compareTo(LONGEST_LOOK) < 0;
          back = back.multipliedBy(4)) {
        newestStart = latest(Filter.createGreaterOrEqualFilter("reqStart", time(now.minus(back))));
      }
      if (newestStart == null) {
        newestStart = latest(Filter.createPresenceFilter("reqStart"));
      }
      newest = Optional.ofNullable(newestStart).map(start -> KIND + " " + server + " " + start);
    }
    return newest;
  }

  private String latest(Filter since) {
    SearchRequest request = request(since, "reqStart");
    PagedSearch search = new PagedSearch(connection, request, PAGE, "The access log", stop);
    String latest = null;
    for (SearchResultEntry entry = search.next(); entry != null; entry = search.next()) {
      String start = entry.getAttributeValue("reqStart");
      if (start != null && (latest == null || start.compareTo(latest) > 0)) {
        latest = start; // all have the same form, so they compare as texts
      }
    }
    return latest;
  }

  @Override
  public void begin(String since) throws TokenExpired {
    String[] parts = since.split(" ", -1);
    Instant start = parts.length == 3 ? DirectoryTime.parse(parts[2]) : null;
    if (start == null || !parts[0].equals(KIND) || !parts[1].equals(server)) {
      throw ChangeLogs.otherLog();
    }
    if (newest().isEmpty() || !anyUpTo(parts[2])) {
      throw ChangeLogs.trimmed();
    }
    if (newestStart.compareTo(parts[2]) < 0) {
      throw ChangeLogs.restored();
    }
    changes =
        new PagedSearch(
            connection,
            request(
                Filter.createGreaterOrEqualFilter("reqStart", time(start.minus(OVERLAP))),
                "reqType",
                "reqDN",
                "reqResult",
                "reqNewRDN",
                "reqNewSuperior",
                "reqEntryUUID",
                "reqOld",
                "objectClass"),
            PAGE,
            "The access log",
            stop);
  }

  /** Whether the log reaches back to a change: nothing after it was trimmed then. */
  private boolean anyUpTo(String start) {
    SearchRequest request = request(Filter.createLessOrEqualFilter("reqStart", start), "1.1");
    request.setSizeLimit(1);
    try {
      return connection.search(request).getEntryCount() > 0;
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return true;
      }
      throw LdapFailures.reading("The access log", e);
    }
  }

  @Override
  public ChangeLogs.Change next() {
    for (SearchResultEntry entry = changes.next(); entry != null; entry = changes.next()) {
      String result = entry.getAttributeValue("reqResult");
      if (result == null || result.equals("0")) {
        return change(entry);
      }
    }
    return null;
  }

  private SearchRequest request(Filter filter, String... attributes) {
    Filter writes =
        Filter.createORFilter(
            Filter.createEqualityFilter("objectClass", "auditAdd"),
            Filter.createEqualityFilter("objectClass", "auditModify"),
            Filter.createEqualityFilter("objectClass", "auditDelete"),
            Filter.createEqualityFilter("objectClass", "auditModRDN"));
    return new SearchRequest(
        base,
        SearchScope.ONE,
        DereferencePolicy.NEVER,
        0,
        0,
        false,
        Filter.createANDFilter(writes, filter),
        attributes);
  }

  private static ChangeLogs.Change change(Entry entry) {
    String dn = entry.getAttributeValue("reqDN");
    String type = entry.getAttributeValue("reqType");
    if (dn == null || type == null) {
      throw new RunFailure(
          "The user may not see what the access log's entries are about; give it the right to read"
              + " reqDN and reqType.");
    }
    String uuid = entryUuid(entry);
    return switch (Directory.lower(type)) {
      case "add" -> new ChangeLogs.Change(ChangeLogs.Kind.ADD, dn, null, uuid);
      case "delete" -> new ChangeLogs.Change(ChangeLogs.Kind.DELETE, dn, null, uuid);
      case "modrdn" ->
          new ChangeLogs.Change(
              ChangeLogs.Kind.RENAME,
              dn,
              Changelog.newDn(
                  dn,
                  entry.getAttributeValue("reqNewRDN"),
                  entry.getAttributeValue("reqNewSuperior")),
              uuid);
      default -> new ChangeLogs.Change(ChangeLogs.Kind.MODIFY, dn, null, uuid);
    };
  }

  /** Since 2.5 every entry says it; before, what was deleted does, if the log keeps it (logold). */
  private static String entryUuid(Entry entry) {
    String uuid = entry.getAttributeValue("reqEntryUUID");
    String[] old = entry.getAttributeValues("reqOld");
    if (uuid == null && old != null) {
      for (String line : old) {
        if (line.regionMatches(true, 0, "entryUUID: ", 0, 11)) {
          return line.substring(11).strip();
        }
      }
    }
    return uuid;
  }

  private static String time(Instant instant) {
    return DirectoryTime.toGeneralized(instant);
  }
}
