package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.schema.Schema;
import io.horarium.connector.Connector;
import io.horarium.connector.DiscoveredPartition;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.ExportSession;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportScope;
import io.horarium.connector.StopSignal;
import io.horarium.connector.SystemFact;
import io.horarium.connector.TokenExpired;
import io.horarium.platform.Clock;
import io.horarium.problem.RunFailure;
import java.util.List;

/**
 * A directory. Every search and every export has connections of its own, opened from here; the
 * connector itself holds none.
 */
final class LdapConnector implements Connector {

  private static final StopSignal NEVER = () -> false;

  private final LdapSettings settings;
  private final LdapDialer dialer;
  private final Clock clock;

  LdapConnector(LdapSettings settings, Clock clock) {
    this.settings = settings;
    this.dialer = new LdapDialer(settings);
    this.clock = clock;
  }

  /** One attempt, without retries: a person waits for the answer. */
  @Override
  public List<SystemFact> test() {
    try (LDAPConnection connection = dialer.connectOnce()) {
      return Directory.of(connection, settings.skipHiddenPartitions()).facts();
    } catch (LDAPException e) {
      throw LdapFailures.connecting(settings.host(), settings.port(), e);
    }
  }

  @Override
  public DiscoveredSchema discoverSchema() {
    try (LDAPConnection connection = dialer.connect(NEVER)) {
      Directory directory = directory(connection);
      return new LdapSchemaDiscovery(schema(connection), directory, settings.auxiliaryClasses())
          .discover();
    }
  }

  @Override
  public List<DiscoveredPartition> discoverPartitions() {
    Directory directory;
    try (LDAPConnection connection = dialer.connect(NEVER)) {
      directory = directory(connection);
    }
    return new LdapHierarchy(directory, () -> dialer.connect(NEVER)).discover();
  }

  @Override
  public ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop) {
    try (LDAPConnection connection = dialer.connect(stop)) {
      Directory directory = directory(connection);
      LdapScope plan = LdapScope.of(scope, schema(connection), directory, settings);
      String token = newestToken(directory, connection, stop);
      return new LdapFullCursor(plan, dialer, settings, pageSize, token, stop);
    }
  }

  /** A log that cannot be read is no reason not to import; there is no token then. */
  private String newestToken(Directory directory, LDAPConnection connection, StopSignal stop) {
    try {
      return ChangeLogs.of(directory, connection, settings, clock, stop)
          .flatMap(ChangeLogs.Log::newest)
          .orElse(null);
    } catch (RunFailure e) {
      return null;
    }
  }

  @Override
  public ImportCursor openDelta(ImportScope scope, String since, int pageSize, StopSignal stop)
      throws TokenExpired {
    LDAPConnection connection = dialer.connect(stop);
    try {
      Directory directory = directory(connection);
      LdapScope plan = LdapScope.of(scope, schema(connection), directory, settings);
      ChangeLogs.Log log =
          ChangeLogs.of(directory, connection, settings, clock, stop)
              .orElseThrow(
                  () ->
                      new RunFailure(
                          "The directory shows neither a changelog nor an access log, so it cannot"
                              + " tell what has changed; set one up and let the user read it, or"
                              + " run a Full Import."));
      log.begin(since);
      return new LdapDeltaCursor(plan, log, connection, dialer, settings, pageSize, stop);
    } catch (RuntimeException | TokenExpired e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public ExportSession openExport(ImportScope scope, StopSignal stop) {
    LDAPConnection connection = dialer.connect(stop);
    try {
      Directory directory = directory(connection);
      LdapScope plan = LdapScope.of(scope, schema(connection), directory, settings);
      return new LdapExportSession(plan, connection, dialer, settings, stop);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Directory directory(LDAPConnection connection) {
    try {
      return Directory.of(connection, settings.skipHiddenPartitions());
    } catch (LDAPException e) {
      throw LdapFailures.reading("The root entry of the directory", e);
    }
  }

  private static Schema schema(LDAPConnection connection) {
    try {
      Schema schema = connection.getSchema();
      if (schema == null) {
        throw new RunFailure(
            "The directory shows no schema; give the user the right to read its subschema entry.");
      }
      return schema;
    } catch (LDAPException e) {
      throw LdapFailures.reading("The schema of the directory", e);
    }
  }

  /** Active Directory else refers to its other domains in searches from the root. */
  static void limitToThisServer(SearchRequest request, Directory directory) {
    if (directory.controls().contains(Directory.DOMAIN_SCOPE)) {
      request.addControl(new Control(Directory.DOMAIN_SCOPE, true));
    }
  }

  @Override
  public void close() {
    // Connections belong to cursors and sessions.
  }
}
