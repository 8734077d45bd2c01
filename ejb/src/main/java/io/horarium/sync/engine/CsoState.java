package io.horarium.sync.engine;

import io.horarium.connectorspace.AttrsReader;
import io.horarium.connectorspace.JoinType;
import io.horarium.connectorspace.ObjectStatus;
import io.horarium.sync.plan.FlowSource;
import io.horarium.sync.plan.SpaceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * One object of a connector space while a batch is evaluated: as it was loaded, and what becomes of
 * it. The batch writes the difference.
 */
public final class CsoState implements FlowSource {

  /** The columns an object is loaded from. */
  public record Loaded(
      UUID id,
      SpaceType type,
      String anchor,
      String secondaryId,
      ObjectStatus status,
      JoinType joinType,
      UUID mvoId,
      boolean everJoined,
      String attrs,
      boolean syncPending,
      boolean refPending,
      UUID itemRun,
      long rowVersion,
      AttrsReader reader) {}

  private final Loaded row;
  private final boolean isNew;
  private final List<CsoRef> refs = new ArrayList<>(0);
  private Map<String, List<String>> attrs;
  private String secondaryId;
  private JoinType joinType;
  private MvoState mvo;
  private boolean deleted;
  private boolean inBatch;
  private PeState pendingExport;

  /** An object as it is stored. */
  public CsoState(Loaded row) {
    this(row, false);
  }

  private CsoState(Loaded row, boolean isNew) {
    this.row = row;
    this.isNew = isNew;
    this.secondaryId = row.secondaryId();
    this.joinType = row.joinType();
  }

  /** A new object that is to be made in its system. */
  static CsoState provisioned(UUID id, SpaceType type, String secondaryId, MvoState mvo) {
    var state =
        new CsoState(
            new Loaded(
                id,
                type,
                null,
                secondaryId,
                ObjectStatus.PendingProvisioning,
                JoinType.Provisioned,
                mvo.id(),
                false,
                "{}",
                false,
                false,
                null,
                0,
                new AttrsReader()),
            true);
    state.mvo = mvo;
    return state;
  }

  public UUID id() {
    return row.id();
  }

  public SpaceType type() {
    return row.type();
  }

  public int typeId() {
    return row.type().id();
  }

  public int systemId() {
    return row.type().systemId();
  }

  public String anchor() {
    return row.anchor();
  }

  public ObjectStatus status() {
    return row.status();
  }

  /** The columns as they were loaded. */
  public Loaded row() {
    return row;
  }

  public boolean isNew() {
    return isNew;
  }

  public String secondaryId() {
    return secondaryId;
  }

  public JoinType joinType() {
    return joinType;
  }

  /** What it is joined to now, or null. */
  public MvoState mvo() {
    return mvo;
  }

  /** Whether its row goes. */
  public boolean deleted() {
    return deleted;
  }

  /** Whether the batch is about it; otherwise it is here because of its metaverse object. */
  public boolean inBatch() {
    return inBatch;
  }

  /** What waits to be sent to it, or null. */
  public PeState pendingExport() {
    return pendingExport;
  }

  public List<CsoRef> refs() {
    return refs;
  }

  @Override
  public List<String> values(int attributeId, String name) {
    List<String> values = attrs().get(name);
    if (values != null) {
      return values;
    }
    return refs.isEmpty()
        ? List.of()
        : refs.stream()
            .filter(ref -> ref.attributeId() == attributeId)
            .map(CsoRef::rawValue)
            .sorted()
            .toList();
  }

  /** Its display name: displayName, else cn, else name, else its ids (contract/jim-sync.md 3). */
  public String displayName() {
    for (String name : List.of("displayName", "cn", "name")) {
      List<String> values = attrs().get(name);
      if (values != null) {
        return values.get(0);
      }
    }
    return anchor() == null ? secondaryId : anchor();
  }

  /** Whether its join is not the stored one. */
  public boolean joinChanged() {
    return !isNew
        && (joinType != row.joinType()
            || !Objects.equals(mvo == null ? null : mvo.id(), joinedBefore()));
  }

  /** Whether it is called something else than stored. */
  public boolean renamed() {
    return !isNew && !Objects.equals(secondaryId, row.secondaryId());
  }

  private UUID joinedBefore() {
    return row.mvoId();
  }

  private Map<String, List<String>> attrs() {
    if (attrs == null) {
      attrs = row.reader().read(row.attrs());
    }
    return attrs;
  }

  /** Notes the stored join. */
  public void loaded(MvoState joined) {
    mvo = joined;
  }

  /** Notes what the database has. */
  public void loaded(PeState pending) {
    pendingExport = pending;
  }

  /** Notes that the batch is about it. */
  public void markInBatch() {
    inBatch = true;
  }

  void join(MvoState target, JoinType how) {
    mvo = target;
    joinType = how;
    target.join(this);
  }

  void disconnect() {
    if (mvo != null) {
      mvo.leave(this);
    }
    mvo = null;
    joinType = JoinType.NotJoined;
  }

  void delete() {
    disconnect();
    deleted = true;
  }

  void rename(String newSecondaryId) {
    secondaryId = newSecondaryId;
  }

  void pending(PeState pending) {
    pendingExport = pending;
  }
}
