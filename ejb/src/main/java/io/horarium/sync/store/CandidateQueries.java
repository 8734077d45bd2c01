package io.horarium.sync.store;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Which objects a synchronisation has to look at, page by page and always by id. */
@ApplicationScoped
public class CandidateQueries {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private Database database;

  protected CandidateQueries() {}

  @Inject
  public CandidateQueries(Database database) {
    this.database = database;
  }

  /**
   * Objects of a system.
   *
   * @param partitionId the only partition to look at, or null: all
   * @param pendingOnly only those that changed since their last synchronisation
   * @param after the last one seen, or null
   */
  public List<UUID> objects(
      int systemId, Integer partitionId, boolean pendingOnly, UUID after, int size) {
    return database.list(
        """
        select id from horarium.cso
        where system_id = ? and id > ? and status <> 'PendingProvisioning' %s
          and (?::integer is null or partition_id = ?::integer)
        order by id limit ?"""
            .formatted(pendingOnly ? "and sync_pending" : ""),
        row -> row.getObject(1, UUID.class),
        systemId,
        after == null ? BEFORE_ALL : after,
        partitionId,
        partitionId,
        size);
  }

  /** How many {@link #objects} there are. */
  public long count(int systemId, Integer partitionId, boolean pendingOnly) {
    return database.number(
        """
        select count(*) from horarium.cso
        where system_id = ? and status <> 'PendingProvisioning' %s and (?::integer is null or partition_id = ?::integer)"""
            .formatted(pendingOnly ? "and sync_pending" : ""),
        systemId,
        partitionId,
        partitionId);
  }

  /**
   * Objects of a system whose references mean something else than when they were looked at; those
   * that are pending anyway are left to the next delta.
   */
  public List<UUID> withMovedReferences(int systemId, UUID after, int size) {
    return database.list(
        "select id from horarium.cso where system_id = ? and ref_pending and not sync_pending and status = 'Normal' and id > ?"
            + " order by id limit ?",
        row -> row.getObject(1, UUID.class),
        systemId,
        after == null ? BEFORE_ALL : after,
        size);
  }

  /** Metaverse objects of which it is to be found out whether they go. */
  public List<UUID> toCheck(UUID after, int size) {
    return database.list(
        "select id from horarium.mvo where deletion_check and id > ? order by id limit ?",
        row -> row.getObject(1, UUID.class),
        after == null ? BEFORE_ALL : after,
        size);
  }
}
