package io.horarium.sync.engine;

import io.horarium.sync.pendingexport.ChangeStatus;
import io.horarium.sync.pendingexport.PendingChange;
import io.horarium.sync.pendingexport.PendingExportStatus;
import io.horarium.sync.pendingexport.PendingExportType;
import io.horarium.sync.pendingexport.PendingReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One pending export while a batch is evaluated: as it was loaded, and what becomes of it. */
public final class PeState {

  private final UUID id;
  private final boolean isNew;
  private final boolean inDoubt;
  private final UUID stagedRun;
  private final List<PendingReference> storedRefs = new ArrayList<>(0);
  private PendingExportType type;
  private PendingExportStatus status;
  private List<PendingChange> changes;
  private List<PendingReference> refs = new ArrayList<>(0);
  private boolean changed;
  private boolean refsChanged;
  private boolean deleted;

  /**
   * A pending export.
   *
   * @param stagedRun the run that changed it last, or null
   */
  public PeState(
      UUID id,
      boolean isNew,
      PendingExportType type,
      PendingExportStatus status,
      List<PendingChange> changes,
      boolean inDoubt,
      UUID stagedRun) {
    this.id = id;
    this.isNew = isNew;
    this.type = type;
    this.status = status;
    this.changes = changes;
    this.inDoubt = inDoubt;
    this.stagedRun = stagedRun;
  }

  /** Adds what the database has. */
  public void loaded(PendingReference ref) {
    storedRefs.add(ref);
    refs.add(ref);
  }

  public UUID id() {
    return id;
  }

  public boolean isNew() {
    return isNew;
  }

  public PendingExportType type() {
    return type;
  }

  public PendingExportStatus status() {
    return status;
  }

  public List<PendingChange> changes() {
    return changes;
  }

  public List<PendingReference> refs() {
    return refs;
  }

  /** Whether its reference rows have to be written again. */
  public boolean refsChanged() {
    return refsChanged;
  }

  /** Whether its row has to be written again. */
  public boolean changed() {
    return changed && !deleted;
  }

  public boolean deleted() {
    return deleted;
  }

  /** The run that changed it last before this batch, or null. */
  public UUID stagedRun() {
    return stagedRun;
  }

  /** Whether the export has to find out how some reference is called in the system. */
  public boolean unresolved() {
    return refs.stream().anyMatch(PendingReference::waiting);
  }

  /** Whether it is to make an object, and nothing of it can have reached the system. */
  public boolean unsentCreate() {
    return type == PendingExportType.Create && !inDoubt && !sent();
  }

  private boolean sent() {
    return status == PendingExportStatus.Exported
        || status == PendingExportStatus.Executing
        || changes.stream()
            .anyMatch(
                change ->
                    change.status() != ChangeStatus.Pending
                        && change.status() != ChangeStatus.Failed)
        || refs.stream().anyMatch(ref -> ref.status().sent());
  }

  /** Puts other changes in the place of those there are; it is due at once and starts afresh. */
  void restage(
      PendingExportType newType, List<PendingChange> newChanges, List<PendingReference> newRefs) {
    changed = true;
    refsChanged = !newRefs.equals(storedRefs);
    type = newType;
    changes = newChanges;
    refs = newRefs;
    boolean toSend =
        newType != PendingExportType.Update
            || newChanges.stream().anyMatch(change -> change.status().toBeSent())
            || newRefs.stream().anyMatch(ref -> ref.status().toBeSent());
    status = toSend ? PendingExportStatus.Pending : PendingExportStatus.Exported;
  }

  void delete() {
    deleted = true;
  }
}
