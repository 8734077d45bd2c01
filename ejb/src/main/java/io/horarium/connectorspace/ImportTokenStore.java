package io.horarium.connectorspace;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where the next delta import of a system begins, per partition and object type (contract/
 * sync-engine.md 6). A run keeps the tokens it took before reading aside and stores them when it
 * has finished, so that a crash between the two loses no change.
 */
@ApplicationScoped
public class ImportTokenStore {

  /** Stands for a system without partitions. */
  public static final int NO_PARTITION = 0;

  private Database database;

  protected ImportTokenStore() {}

  @Inject
  public ImportTokenStore(Database database) {
    this.database = database;
  }

  /**
   * The token from which the changes of all these types in a partition can be read; empty when one
   * of the types has none or another one.
   */
  public Optional<String> common(int systemId, int partitionId, Collection<Integer> objectTypeIds) {
    Map<Integer, String> tokens = new HashMap<>();
    database.list(
        "select object_type_id, token from horarium.import_token where system_id = ? and partition_id = ?",
        row -> tokens.put(row.getInt(1), row.getString(2)),
        systemId,
        partitionId);
    Set<String> used = new HashSet<>();
    for (Integer type : objectTypeIds) {
      used.add(tokens.get(type));
    }
    return used.size() == 1 ? Optional.ofNullable(used.iterator().next()) : Optional.empty();
  }

  /** Keeps a token of a run aside. */
  public void keep(UUID runId, int partitionId, Collection<Integer> objectTypeIds, String token) {
    database.update(
        """
        insert into horarium.import_run_token (run_id, partition_id, object_type_id, token)
        select ?, ?, t, ? from unnest(?) t""",
        runId,
        partitionId,
        token,
        objectTypeIds);
  }

  /** Forgets what a run kept aside. */
  public void forget(UUID runId) {
    database.update("delete from horarium.import_run_token where run_id = ?", runId);
  }

  /** The run has finished: its tokens are where the next one begins. */
  public void store(UUID runId, int systemId) {
    database.update(
        """
        insert into horarium.import_token (system_id, partition_id, object_type_id, token, stored_at)
        select ?, partition_id, object_type_id, token, now() from horarium.import_run_token where run_id = ?
        on conflict (system_id, partition_id, object_type_id)
        do update set token = excluded.token, stored_at = excluded.stored_at""",
        systemId,
        runId);
    forget(runId);
  }
}
