package io.horarium.sync.pendingexport;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Single pending exports, for people. */
@ApplicationScoped
public class PendingExportStore {

  /**
   * A pending export, locked until the transaction ends.
   *
   * @param target what its object is called
   */
  record Locked(
      UUID id,
      UUID csoId,
      int systemId,
      String systemName,
      PendingExportStatus status,
      List<PendingChange> changes,
      String target) {}

  private Database database;

  protected PendingExportStore() {}

  @Inject
  public PendingExportStore(Database database) {
    this.database = database;
  }

  Optional<Locked> lock(UUID id) {
    return database.first(
        """
        select p.id, p.cso_id, p.system_id, s.name, p.status, p.changes, coalesce(c.anchor, c.secondary_id, c.id::text)
        from horarium.pending_export p
        join horarium.connected_system s on s.id = p.system_id
        left join horarium.cso c on c.id = p.cso_id
        where p.id = ? for update of p""",
        row ->
            new Locked(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                PendingExportStatus.valueOf(row.getString(5)),
                PendingChangesJson.read(row.getString(6)),
                row.getString(7)),
        id);
  }

  /**
   * Removes it with its references; an object that would have been made by it and was never sent
   * goes too, because nothing else would ever make it.
   */
  void delete(UUID id) {
    database.update("delete from horarium.pending_reference where pe_id = ?", id);
    database.update(
        """
        with gone as (
          delete from horarium.pending_export where id = ?
          returning cso_id, change_type, in_doubt, last_attempted_at),
        object as (
          delete from horarium.cso c using gone g
          where c.id = g.cso_id and g.change_type = 'Create' and c.status = 'PendingProvisioning' and c.anchor is null
            and not g.in_doubt and g.last_attempted_at is null
          returning c.mvo_id)
        update horarium.mvo m set deletion_check = true from object o where m.id = o.mvo_id""",
        id);
  }

  /** Makes it due now, as if it had never been tried; what was given up is sent again. */
  void retry(UUID id, List<PendingChange> changes) {
    database.update(
        """
        update horarium.pending_reference set status = case when status = 'Failed' then 'Pending' else status end, attempts = 0
        where pe_id = ? and status in ('Failed', 'NotConfirmed')""",
        id);
    database.update(
        """
        update horarium.pending_export
        set status = 'Pending', changes = ?::jsonb, attempts = 0, next_attempt_at = null, last_error = null,
            row_version = row_version + 1
        where id = ?""",
        PendingChangesJson.write(changes),
        id);
  }
}
