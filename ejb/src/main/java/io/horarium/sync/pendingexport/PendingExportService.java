package io.horarium.sync.pendingexport;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityTarget;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.NotFound;
import io.horarium.sync.pendingexport.PendingExportStore.Locked;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What an administrator may do to a pending export (contract/jim-sync.md 3, contract/sync-engine.md
 * 9). Every change is recorded by an activity in its own transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class PendingExportService {

  private PendingExportStore exports;
  private PendingExportQueries queries;
  private PendingExportReadQueries reads;
  private ActivityStore activities;

  protected PendingExportService() {}

  @Inject
  public PendingExportService(
      PendingExportStore exports,
      PendingExportQueries queries,
      PendingExportReadQueries reads,
      ActivityStore activities) {
    this.exports = exports;
    this.queries = queries;
    this.reads = reads;
    this.activities = activities;
  }

  /**
   * How many wait for a system or for its confirmation.
   *
   * @param types of any of these; empty: all
   * @param statuses in any of these; empty: all
   * @throws NotFound unknown system
   */
  public long count(int systemId, Set<PendingExportType> types, Set<PendingExportStatus> statuses) {
    known(systemId);
    return queries.count(systemId, types, statuses);
  }

  private void known(int systemId) {
    if (!queries.systemExists(systemId)) {
      throw new NotFound("Connected System", systemId);
    }
  }

  /**
   * One page of them, the newest first.
   *
   * @param search part of the last error, of the object's external id or of the metaverse object's
   *     display name, in any case; null: all
   * @throws NotFound unknown system
   */
  public Slice<PendingExportHeaderView> list(int systemId, String search, int offset, int size) {
    known(systemId);
    return reads.list(systemId, search, offset, size);
  }

  /**
   * One of them with its changes.
   *
   * @throws NotFound unknown
   */
  public PendingExportDetailView detail(UUID id) {
    return reads.get(id).orElseThrow(() -> new NotFound("Pending Export", id));
  }

  /**
   * One page of the changes of one attribute.
   *
   * @param search part of the value, in any case; null: all
   * @throws NotFound unknown
   */
  public Slice<PendingChangeView> values(
      UUID id, String attributeName, String search, int offset, int size) {
    if (!reads.exists(id)) {
      throw new NotFound("Pending Export", id);
    }
    return reads.values(id, attributeName, search, offset, size);
  }

  /**
   * Removes it before it leaves, or forgets that it was sent. Synchronisation stages it again when
   * it is still wanted.
   *
   * @throws NotFound unknown
   * @throws Conflict a run has it in its hands
   */
  public void delete(UUID id, ChangeCause cause) {
    Locked export = get(id);
    exports.delete(id);
    record(ActivityOperation.Delete, export, cause);
  }

  /**
   * Has it sent by the next export, with all its attempts again.
   *
   * @throws NotFound unknown
   * @throws Conflict a run has it in its hands, or it was sent and nothing is missing yet
   */
  public void retry(UUID id, ChangeCause cause) {
    Locked export = get(id);
    if (export.status() == PendingExportStatus.Exported) {
      throw new Conflict(
          "The pending export was sent and waits for the next import of Connected System '"
              + export.systemName()
              + "' to confirm it; run that import first.");
    }
    List<PendingChange> changes =
        export.changes().stream()
            .map(
                change ->
                    change.status().toBeSent() || change.status() == ChangeStatus.Failed
                        ? PendingChange.staged(change.attributeId(), change.op(), change.value())
                        : change)
            .toList();
    exports.retry(id, changes);
    record(ActivityOperation.Update, export, cause);
  }

  private Locked get(UUID id) {
    Locked export = exports.lock(id).orElseThrow(() -> new NotFound("Pending Export", id));
    if (export.status() == PendingExportStatus.Executing) {
      throw new Conflict(
          "An export of Connected System '"
              + export.systemName()
              + "' has the pending export in its hands; wait for its end or cancel it.");
    }
    return export;
  }

  private void record(ActivityOperation operation, Locked export, ChangeCause cause) {
    activities.completed(
        new ChangeRecord(
            ActivityTarget.ConnectedSystem,
            operation,
            "Pending Export of " + export.target(),
            export.systemName(),
            cause,
            null,
            export.systemId(),
            null));
  }
}
