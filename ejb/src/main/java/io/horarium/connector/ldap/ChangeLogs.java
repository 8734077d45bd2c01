package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import io.horarium.connector.StopSignal;
import io.horarium.connector.TokenExpired;
import io.horarium.platform.Clock;
import java.util.Optional;

/** The logs of changes that directories keep, read in one form. */
final class ChangeLogs {

  private ChangeLogs() {}

  /** What happened to an entry. */
  enum Kind {
    ADD,
    MODIFY,
    DELETE,
    RENAME
  }

  /**
   * One change.
   *
   * @param dn where the entry was before the change
   * @param newDn where it was after a rename, else null
   * @param entryUuid of the entry, or null when the log does not say
   */
  record Change(Kind kind, String dn, String newDn, String entryUuid) {}

  /** A log, on a connection that it does not close. Changes come in the order they were made. */
  interface Log {

    /**
     * The token of the newest change the user may see, taken when first asked; empty when there is
     * none, so that nothing says the log can be read at all.
     */
    Optional<String> newest();

    /**
     * Begins after a token; takes {@link #newest} first.
     *
     * @throws TokenExpired it is another log's, or changes since were dropped
     */
    void begin(String since) throws TokenExpired;

    /** The next change, or null when all up to {@link #newest} were read. */
    Change next();
  }

  /** The log of this directory, if it shows one. */
  static Optional<Log> of(
      Directory directory,
      LDAPConnection connection,
      LdapSettings settings,
      Clock clock,
      StopSignal stop) {
    String server = Directory.lower(settings.host()) + ":" + settings.port();
    if (directory.changelog() != null) {
      return Optional.of(
          new Changelog(connection, directory.changelog(), server, settings.searchTimeout(), stop));
    }
    if (directory.accesslog() != null) {
      return Optional.of(new Accesslog(connection, directory.accesslog(), server, clock, stop));
    }
    return Optional.empty();
  }

  static TokenExpired otherLog() {
    return new TokenExpired(
        "The last import was made from another server or another log, so what changed since is"
            + " unknown; run a Full Import.");
  }

  static TokenExpired trimmed() {
    return new TokenExpired(
        "The directory no longer keeps all changes since the last import; run a Full Import, and"
            + " import more often than its log is trimmed.");
  }

  static TokenExpired restored() {
    return new TokenExpired(
        "The directory's log ends before the last import, so it was restored or reset; run a Full"
            + " Import.");
  }
}
