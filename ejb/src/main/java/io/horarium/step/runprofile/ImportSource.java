package io.horarium.step.runprofile;

import io.horarium.connector.Connector;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.TokenExpired;
import io.horarium.problem.RunFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * The opened source of an import: opened by the connect phase, read by the read phase. Every part
 * is opened before anything is read, so that all tokens are older than all records.
 */
final class ImportSource {

  private static final Logger LOG = Logger.getLogger(ImportSource.class);

  private Connector connector;
  private final List<ImportCursor> cursors = new ArrayList<>();
  private final Map<Integer, String> tokens = new LinkedHashMap<>();
  private Locale culture;
  private boolean stopsAtFirstError;
  private int reading;

  void open(ImportRun run) {
    connector = run.plan().openConnector();
    culture = connector.culture();
    stopsAtFirstError = connector.stopsAtFirstError();
    for (ImportPart part : run.parts()) {
      ImportCursor cursor = open(run, part);
      cursors.add(cursor);
      cursor.tokenAtStart().ifPresent(token -> tokens.put(part.partitionId(), token));
    }
  }

  private ImportCursor open(ImportRun run, ImportPart part) {
    if (part.since() == null) {
      return connector.openFull(part.scope(), run.batchSize(), run.context().stop());
    }
    try {
      return connector.openDelta(part.scope(), part.since(), run.batchSize(), run.context().stop());
    } catch (TokenExpired e) {
      throw new RunFailure(e.getMessage(), e);
    }
  }

  boolean stopsAtFirstError() {
    return stopsAtFirstError;
  }

  Locale culture() {
    return culture;
  }

  /** How many records are expected, if every part can tell. */
  OptionalLong expected() {
    long sum = 0;
    for (ImportCursor cursor : cursors) {
      OptionalLong expected = cursor.expected();
      if (expected.isEmpty()) {
        return expected;
      }
      sum += expected.getAsLong();
    }
    return cursors.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  /** The tokens taken before reading, by partition. */
  Map<Integer, String> tokens() {
    return tokens;
  }

  /** The next record, or null when everything was read or nothing is open. */
  ImportRecord next() {
    while (reading < cursors.size()) {
      ImportRecord record = cursors.get(reading).next();
      if (record != null) {
        return record;
      }
      reading++;
    }
    return null;
  }

  void close() {
    cursors.forEach(ImportSource::closeQuietly);
    cursors.clear();
    closeQuietly(connector);
    connector = null;
    reading = 0;
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
