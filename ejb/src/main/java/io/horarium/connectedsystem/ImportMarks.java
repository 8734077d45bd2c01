package io.horarium.connectedsystem;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a finished run leaves on its connected system. Needs no role: the engine calls it. */
@ApplicationScoped
public class ImportMarks {

  private Database database;

  protected ImportMarks() {}

  @Inject
  public ImportMarks(Database database) {
    this.database = database;
  }

  /** A full import has read everything; joins the transaction that ends it. */
  public void fullImportDone(int systemId) {
    database.update(
        "update horarium.connected_system set last_full_import_at = now() where id = ?", systemId);
  }
}
