package io.horarium.sync.pendingexport;

import io.horarium.platform.Database;
import io.horarium.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what waits to be exported. */
@ApplicationScoped
public class PendingExportQueries {

  private Database database;

  protected PendingExportQueries() {}

  @Inject
  public PendingExportQueries(Database database) {
    this.database = database;
  }

  /** Whether there is such a system. */
  boolean systemExists(int systemId) {
    return database
        .first("select 1 from horarium.connected_system where id = ?", row -> 1, systemId)
        .isPresent();
  }

  /** How many a system has; empty sets: of any type, in any status. */
  long count(int systemId, Set<PendingExportType> types, Set<PendingExportStatus> statuses) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("system_id = ?", systemId));
    if (!types.isEmpty()) {
      conditions.add(Sql.of("change_type = any (?)", types.stream().map(Enum::name).toList()));
    }
    if (!statuses.isEmpty()) {
      conditions.add(Sql.of("status = any (?)", statuses.stream().map(Enum::name).toList()));
    }
    return Sql.of("select count(*) from horarium.pending_export")
        .then(Sql.where(conditions))
        .number(database);
  }
}
