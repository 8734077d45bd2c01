package io.horarium.sync.store;

import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import io.horarium.sync.engine.Batch;
import io.horarium.sync.engine.CsoState;
import io.horarium.sync.engine.PeState;
import io.horarium.sync.pendingexport.PendingChangesJson;
import io.horarium.sync.pendingexport.PendingReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes what a batch did to connector spaces, and what is to be sent to their systems: COPY for
 * new rows, one statement per table for changed ones.
 */
@ApplicationScoped
public class SpaceWriteStore {

  private Database database;

  protected SpaceWriteStore() {}

  @Inject
  public SpaceWriteStore(Database database) {
    this.database = database;
  }

  /** Writes the difference between what was loaded and what has become of it. */
  public void write(Batch batch) {
    List<CsoState> moved = new ArrayList<>();
    List<CsoState> deleted = new ArrayList<>();
    List<CsoState> changed = new ArrayList<>();
    List<CsoState> pending = new ArrayList<>();
    for (CsoState object : batch.spaceObjects()) {
      if (object.deleted() || object.joinChanged()) {
        moved.add(object);
      }
      if (object.deleted()) {
        deleted.add(object);
      } else if (changed(batch, object)) {
        changed.add(object);
      }
      if (object.pendingExport() != null) {
        pending.add(object);
      }
    }
    delete(deleted);
    mark(batch, moved);
    update(batch, changed);
    List<CsoState> provisioned =
        batch.provisioned().stream().filter(object -> !object.deleted()).toList();
    insert(batch, provisioned);
    pending.addAll(provisioned);
    deletePending(pending);
    updatePending(batch, pending);
    insertPending(batch, pending);
    pendingReferences(pending);
  }

  private static boolean changed(Batch batch, CsoState object) {
    return object.joinChanged()
        || object.renamed()
        || (object.inBatch()
            && (batch.staysPending(object) != object.row().syncPending()
                || (object.row().refPending() && !batch.staysPending(object))
                || (told(batch, object) && !batch.runId().equals(object.row().itemRun()))));
  }

  private static boolean told(Batch batch, CsoState object) {
    return batch.items().containsKey(object) && batch.items().get(object).told();
  }

  private void delete(List<CsoState> objects) {
    if (objects.isEmpty()) {
      return;
    }
    List<UUID> ids = objects.stream().map(CsoState::id).toList();
    database.update(
        """
        delete from horarium.pending_reference r using horarium.pending_export p
        where r.pe_id = p.id and p.cso_id = any (?::uuid[])""",
        ids);
    database.update("delete from horarium.pending_export where cso_id = any (?::uuid[])", ids);
    database.update("delete from horarium.cso where id = any (?::uuid[])", ids);
  }

  /**
   * Objects that refer to one whose place in the metaverse is another now are to be looked at again
   * by the pass over references, save those that this batch has looked at.
   */
  private void mark(Batch batch, List<CsoState> moved) {
    if (moved.isEmpty()) {
      return;
    }
    List<UUID> referring =
        database
            .list(
                "select distinct cso_id from horarium.cso_ref where target_cso_id = any (?::uuid[])",
                row -> row.getObject(1, UUID.class),
                moved.stream().map(CsoState::id).toList())
            .stream()
            .filter(id -> batch.spaceObject(id) == null || !batch.spaceObject(id).inBatch())
            .toList();
    if (!referring.isEmpty()) {
      database.update(
          // Written so that only the primary key fits: statistics know nothing of a first run's
          // joins.
          """
          update horarium.cso set ref_pending = true
          where id = any (?::uuid[]) and coalesce(mvo_id::text, '') <> '' and ref_pending is distinct from true""",
          referring);
    }
    List<UUID> gone = moved.stream().filter(CsoState::deleted).map(CsoState::id).toList();
    if (!gone.isEmpty()) {
      database.update(
          "update horarium.cso_ref set target_cso_id = null where target_cso_id = any (?::uuid[])",
          gone);
    }
  }

  private void update(Batch batch, List<CsoState> objects) {
    if (objects.isEmpty()) {
      return;
    }
    database.update(
        """
        update horarium.cso c
        set join_type = u.join_type, mvo_id = u.mvo_id, secondary_id = u.secondary_id,
            joined_at = case when u.joined then now() else c.joined_at end,
            sync_pending = case when u.pending is null then c.sync_pending when u.pending then true
              else c.sync_pending and c.row_version <> u.version end,
            ref_pending = c.ref_pending and not u.seen,
            item_run = case when u.told then ? else c.item_run end
        from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[]::boolean[], ?::text[]::boolean[], ?::text[]::boolean[],
            ?::text[]::boolean[], ?::text[]::bigint[])
          as u(id, join_type, mvo_id, secondary_id, joined, pending, seen, told, version)
        where c.id = u.id""",
        batch.runId(),
        objects.stream().map(CsoState::id).toList(),
        column(objects, object -> object.joinType().name()),
        column(objects, object -> object.mvo() == null ? null : object.mvo().id().toString()),
        column(objects, CsoState::secondaryId),
        column(objects, object -> object.joinChanged() && object.mvo() != null),
        column(objects, object -> pendingAfter(batch, object)),
        column(objects, object -> object.inBatch() && !batch.staysPending(object)),
        column(objects, object -> told(batch, object)),
        column(objects, object -> object.row().rowVersion()));
  }

  /** Null: as it is. */
  private static Boolean pendingAfter(Batch batch, CsoState object) {
    if (object.inBatch()) {
      return batch.staysPending(object);
    }
    // Found by an export rule: what it has to offer is taken by its own system's synchronisation.
    boolean found = object.joinChanged() && object.mvo() != null;
    return (found && batch.plan().importedTypes().contains(object.typeId())) ? Boolean.TRUE : null;
  }

  private void insert(Batch batch, List<CsoState> objects) {
    if (objects.isEmpty()) {
      return;
    }
    var rows = new CopyRows();
    for (CsoState object : objects) {
      rows.column(object.id()).column(object.systemId()).column(object.typeId());
      rows.column(object.secondaryId()).column(object.status().name());
      rows.column(object.joinType().name()).column(object.mvo().id()).column("now");
      rows.column(false).column(batch.runId()).endRow();
    }
    database.copy(
        """
        copy horarium.cso (id, system_id, object_type_id, secondary_id, status, join_type, mvo_id, joined_at, sync_pending,
          created_run) from stdin""",
        rows);
  }

  private void deletePending(List<CsoState> objects) {
    List<UUID> ids =
        objects.stream()
            .map(CsoState::pendingExport)
            .filter(pending -> pending.deleted() && !pending.isNew())
            .map(PeState::id)
            .toList();
    if (!ids.isEmpty()) {
      database.update("delete from horarium.pending_reference where pe_id = any (?::uuid[])", ids);
      database.update("delete from horarium.pending_export where id = any (?::uuid[])", ids);
    }
  }

  private void updatePending(Batch batch, List<CsoState> objects) {
    List<PeState> changed =
        objects.stream()
            .map(CsoState::pendingExport)
            .filter(pending -> pending.changed() && !pending.isNew())
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    database.update(
        """
        update horarium.pending_export p
        set change_type = u.change_type, status = u.status, changes = u.changes::jsonb, has_unresolved_refs = u.unresolved,
            attempts = case when u.status = 'Pending' then 0 else p.attempts end, next_attempt_at = null, last_error = null,
            staged_run_id = ?, row_version = p.row_version + 1
        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[]::boolean[])
          as u(id, change_type, status, changes, unresolved)
        where p.id = u.id""",
        batch.runId(),
        changed.stream().map(PeState::id).toList(),
        changed.stream().map(pending -> pending.type().name()).toList(),
        changed.stream().map(pending -> pending.status().name()).toList(),
        changed.stream().map(pending -> PendingChangesJson.write(pending.changes())).toList(),
        changed.stream().map(pending -> Boolean.toString(pending.unresolved())).toList());
  }

  private void insertPending(Batch batch, List<CsoState> objects) {
    var rows = new CopyRows();
    boolean any = false;
    for (CsoState object : objects) {
      PeState pending = object.pendingExport();
      if (pending.isNew() && !pending.deleted()) {
        any = true;
        rows.column(pending.id()).column(object.systemId()).column(object.typeId());
        rows.column(object.id()).column(object.mvo() == null ? null : object.mvo().id());
        rows.column(pending.type().name()).column(pending.status().name());
        rows.column(PendingChangesJson.write(pending.changes())).column(pending.unresolved());
        rows.column(batch.runId()).endRow();
      }
    }
    if (any) {
      database.copy(
          """
          copy horarium.pending_export (id, system_id, object_type_id, cso_id, mvo_id, change_type, status, changes,
            has_unresolved_refs, staged_run_id) from stdin""",
          rows);
    }
  }

  private void pendingReferences(List<CsoState> objects) {
    List<UUID> replaced = new ArrayList<>();
    var rows = new CopyRows();
    boolean any = false;
    for (CsoState object : objects) {
      PeState pending = object.pendingExport();
      if (!pending.changed() || !pending.refsChanged()) {
        continue;
      }
      if (!pending.isNew()) {
        replaced.add(pending.id());
      }
      for (PendingReference ref : pending.refs()) {
        any = true;
        rows.column(pending.id()).column(ref.attributeId()).column(ref.op().name());
        rows.column(ref.targetMvoId()).column(ref.targetCsoId()).column(ref.value());
        rows.column(ref.status().name()).column(ref.attempts()).column(ref.lastSeen()).endRow();
      }
    }
    if (!replaced.isEmpty()) {
      database.update(
          "delete from horarium.pending_reference where pe_id = any (?::uuid[])", replaced);
    }
    if (any) {
      database.copy(
          """
          copy horarium.pending_reference (pe_id, attribute_id, op, target_mvo_id, target_cso_id, value, status, attempts,
            last_seen) from stdin""",
          rows);
    }
  }

  private static List<String> column(List<CsoState> objects, Function<CsoState, Object> value) {
    String[] texts = new String[objects.size()];
    for (int i = 0; i < texts.length; i++) {
      Object cell = value.apply(objects.get(i));
      texts[i] = cell == null ? null : cell.toString();
    }
    return Arrays.asList(texts);
  }
}
