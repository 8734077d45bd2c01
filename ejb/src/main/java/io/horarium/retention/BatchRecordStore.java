package io.horarium.retention;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * The batch runtime's own tables of this node. The runtime creates them without indexes and never
 * deletes from them, so that one recursive read of the console over a long history can take the
 * server down (stack: JBeret has no purge).
 */
@ApplicationScoped
public class BatchRecordStore {

  private static final int AT_ONCE = 200;

  private final String schema = quoted("jberet_" + System.getProperty("jboss.node.name", "node1"));
  private Database database;

  protected BatchRecordStore() {}

  @Inject
  public BatchRecordStore(Database database) {
    this.database = database;
  }

  /** Creates the indexes that its look-ups and the cascade of a delete need. */
  @Transactional
  public void createIndexes() {
    index("job_instance", "jobname");
    index("job_execution", "jobinstanceid");
    index("step_execution", "jobexecutionid");
    index("partition_execution", "stepexecutionid");
  }

  private void index(String table, String column) {
    database.update(
        "create index if not exists %2$s_%3$s on %1$s.%2$s (%3$s)"
            .formatted(schema, table, column));
  }

  /**
   * Deletes a portion of the records older than {@code days}; false when none is left. A crashed
   * job stays STARTED for ever, so the last sign of it decides, not its status.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean delete(int days) {
    return database.update(
            """
            delete from %1$s.job_instance where jobinstanceid in (
              select jobinstanceid from %1$s.job_execution
              group by jobinstanceid
              having max(coalesce(endtime, lastupdatedtime, createtime)) < now() - make_interval(days => ?)
              limit ?)"""
                .formatted(schema),
            days,
            AT_ONCE)
        > 0;
  }

  private static String quoted(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }
}
