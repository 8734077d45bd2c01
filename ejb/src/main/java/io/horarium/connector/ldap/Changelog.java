package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.horarium.connector.StopSignal;
import io.horarium.connector.TokenExpired;
import io.horarium.problem.RunFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The changelog of draft-good-ldap-changelog: numbered changes, read in windows of numbers because
 * no server promises an order. The token is the number of the last change.
 */
final class Changelog implements ChangeLogs.Log {

  private static final String KIND = "changelog";
  private static final int WINDOW = 500;

  private record Numbered(long number, ChangeLogs.Change change) {}

  private final LDAPConnection connection;
  private final String base;
  private final String server;
  private final int timeLimit;
  private final StopSignal stop;
  private final Deque<ChangeLogs.Change> window = new ArrayDeque<>();
  private Optional<String> newest;
  private long first;
  private long last;
  private long done;
  private boolean lastSeen;

  Changelog(LDAPConnection connection, String base, String server, int timeLimit, StopSignal stop) {
    this.connection = connection;
    this.base = base;
    this.server = server;
    this.timeLimit = timeLimit;
    this.stop = stop;
  }

  @Override
  public Optional<String> newest() {
    if (newest == null) {
      newest = Optional.empty();
      try {
        SearchResultEntry root = connection.getEntry("", "firstChangeNumber", "lastChangeNumber");
        Long from = root == null ? null : root.getAttributeValueAsLong("firstChangeNumber");
        Long to = root == null ? null : root.getAttributeValueAsLong("lastChangeNumber");
        if (to != null) {
          first = from == null ? 0 : from;
          last = to;
          if (last == 0 || !changes(last, last).isEmpty()) {
            newest = Optional.of(KIND + " " + server + " " + last);
          }
        }
      } catch (LDAPException e) {
        if (LdapFailures.isConnectionLost(e)) {
          throw LdapFailures.reading("The changelog", e);
        }
        newest = Optional.empty(); // not for this user's eyes
      }
    }
    return newest;
  }

  @Override
  public void begin(String since) throws TokenExpired {
    String[] parts = since.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals(KIND) || !parts[1].equals(server)) {
      throw ChangeLogs.otherLog();
    }
    done = Long.parseLong(parts[2]);
    if (newest().isEmpty()) {
      throw new RunFailure(
          "The changelog of the directory cannot be read; give the user the right to read '"
              + base
              + "'.");
    }
    if (last < done) {
      throw ChangeLogs.restored();
    }
    if (last > done && first > done + 1) {
      throw ChangeLogs.trimmed();
    }
    lastSeen = last == done;
  }

  @Override
  public ChangeLogs.Change next() {
    while (window.isEmpty()) {
      if (done >= last) {
        if (!lastSeen) {
          throw new RunFailure(
              "The changelog could not be read to its end: its last change is missing; run again.");
        }
        return null;
      }
      if (stop.stopRequested()) {
        throw new RunFailure("The run was cancelled while the directory was read.");
      }
      long to = Math.min(last, done + WINDOW);
      try {
        List<Numbered> found = changes(done + 1, to);
        found.sort(Comparator.comparingLong(Numbered::number));
        for (Numbered numbered : found) {
          lastSeen |= numbered.number() == last;
          if (numbered.change() != null) {
            window.add(numbered.change());
          }
        }
      } catch (LDAPException e) {
        throw LdapFailures.reading("The changelog", e);
      }
      done = to;
    }
    return window.poll();
  }

  private List<Numbered> changes(long from, long to) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            base,
            SearchScope.ONE,
            DereferencePolicy.NEVER,
            0,
            timeLimit,
            false,
            Filter.createANDFilter(
                Filter.createGreaterOrEqualFilter("changeNumber", String.valueOf(from)),
                Filter.createLessOrEqualFilter("changeNumber", String.valueOf(to))),
            "changeNumber",
            "changeType",
            "targetDN",
            "targetEntryUUID",
            "newRDN",
            "newSuperior");
    SearchResult result = connection.search(request);
    if (result.getReferenceCount() > 0) {
      throw new LDAPException(ResultCode.REFERRAL, "The log is on another server");
    }
    List<Numbered> found = new ArrayList<>();
    for (SearchResultEntry entry : result.getSearchEntries()) {
      Long number = entry.getAttributeValueAsLong("changeNumber");
      if (number == null) {
        throw new RunFailure(
            "The changelog holds an entry without a number, so its changes cannot be ordered; run"
                + " a Full Import.");
      }
      found.add(new Numbered(number, change(entry)));
    }
    return found;
  }

  private static ChangeLogs.Change change(Entry entry) {
    String dn = entry.getAttributeValue("targetDN");
    String type = entry.getAttributeValue("changeType");
    if (dn == null || type == null) {
      throw new RunFailure(
          "The user may not see what the changelog's entries are about; give it the right to read"
              + " targetDN and changeType.");
    }
    String uuid = entry.getAttributeValue("targetEntryUUID");
    return switch (Directory.lower(type)) {
      case "add" -> new ChangeLogs.Change(ChangeLogs.Kind.ADD, dn, null, uuid);
      case "modify" -> new ChangeLogs.Change(ChangeLogs.Kind.MODIFY, dn, null, uuid);
      case "delete" -> new ChangeLogs.Change(ChangeLogs.Kind.DELETE, dn, null, uuid);
      // Some servers write the one word, some the other.
      case "modrdn", "moddn" ->
          new ChangeLogs.Change(
              ChangeLogs.Kind.RENAME,
              dn,
              newDn(dn, entry.getAttributeValue("newRDN"), entry.getAttributeValue("newSuperior")),
              uuid);
      default ->
          throw new RunFailure(
              "The changelog holds a change of an unknown kind; run a Full Import.");
    };
  }

  /** Where an entry is after a rename. */
  static String newDn(String dn, String newRdn, String newSuperior) {
    try {
      DN old = new DN(dn);
      RDN rdn = newRdn == null ? old.getRDN() : new RDN(newRdn);
      DN parent = newSuperior == null ? old.getParent() : new DN(newSuperior);
      return (parent == null ? new DN(rdn) : new DN(rdn, parent)).toString();
    } catch (LDAPException e) {
      throw new RunFailure(
          "The log holds a rename that cannot be understood; run a Full Import.", e);
    }
  }
}
