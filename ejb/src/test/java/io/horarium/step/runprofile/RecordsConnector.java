package io.horarium.step.runprofile;

import io.horarium.connector.Connector;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope;
import io.horarium.connector.StopSignal;
import io.horarium.problem.RunFailure;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A source whose records a test dictates, and which can break off. */
final class RecordsConnector implements Connector {

  private final List<ImportRecord> records;
  private final int failAfter;

  RecordsConnector(List<ImportRecord> records, int failAfter) {
    this.records = records;
    this.failAfter = failAfter;
  }

  @Override
  public DiscoveredSchema discoverSchema() {
    throw new UnsupportedOperationException("not part of these tests");
  }

  @Override
  public ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop) {
    Iterator<ImportRecord> rest = records.iterator();
    return new ImportCursor() {
      private int given;

      @Override
      public Optional<String> tokenAtStart() {
        return Optional.empty();
      }

      @Override
      public OptionalLong expected() {
        return OptionalLong.of(records.size());
      }

      @Override
      public ImportRecord next() {
        if (given++ >= failAfter) {
          throw new RunFailure("The source broke off.");
        }
        return rest.hasNext() ? rest.next() : null;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  @Override
  public void close() {
    // nothing is open
  }
}
