package io.horarium.step.runprofile;

import io.horarium.connector.Connector;
import io.horarium.connector.ImportCursor;
import java.util.Locale;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** The opened source of an import: opened by the connect phase, read by the read phase. */
final class ImportSource {

  private static final Logger LOG = Logger.getLogger(ImportSource.class);

  private Connector connector;
  private ImportCursor cursor;
  private Locale culture;
  private boolean stopsAtFirstError;

  void open(ImportRun run) {
    connector = run.plan().openConnector();
    culture = connector.culture();
    stopsAtFirstError = connector.stopsAtFirstError();
    cursor = connector.openFull(run.plan().scope(), run.batchSize(), run.context().stop());
  }

  boolean stopsAtFirstError() {
    return stopsAtFirstError;
  }

  Locale culture() {
    return culture;
  }

  OptionalLong expected() {
    return cursor == null ? OptionalLong.empty() : cursor.expected();
  }

  /** Null before it is opened and after it is read to its end. */
  ImportCursor cursor() {
    return cursor;
  }

  void close() {
    closeQuietly(cursor);
    closeQuietly(connector);
    cursor = null;
    connector = null;
  }

  private static void closeQuietly(AutoCloseable closeable) {
    if (closeable != null) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("Closing a source after an import failed", e);
      }
    }
  }
}
