package io.horarium.execution;

import io.horarium.platform.Database;
import io.horarium.platform.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** The nodes of the cluster and when they were last seen, by the clock of the database. */
@ApplicationScoped
public class NodeStore {

  static final int DOWN_AFTER_SECONDS = 30;

  private Database database;
  private Node node;

  protected NodeStore() {}

  @Inject
  public NodeStore(Database database, Node node) {
    this.database = database;
    this.node = node;
  }

  /** This node is here. */
  void seen(boolean fires) {
    database.update(
        """
        insert into horarium.node as n (id, incarnation, started_at, seen_at, fires)
        values (?, ?, clock_timestamp(), clock_timestamp(), ?)
        on conflict (id) do update set seen_at = clock_timestamp(), stopped_at = null, fires = excluded.fires,
          started_at = case when n.incarnation = excluded.incarnation then n.started_at else clock_timestamp() end,
          incarnation = excluded.incarnation""",
        node.id(),
        node.incarnation(),
        fires);
  }

  /** This node stops. */
  void stopped() {
    database.update(
        "update horarium.node set stopped_at = clock_timestamp() where id = ? and incarnation = ?",
        node.id(),
        node.incarnation());
  }

  /** Every node that has ever been here, by name. */
  public List<NodeState> all() {
    return database.list(
        """
        select n.*, stopped_at is null and seen_at > clock_timestamp() - make_interval(secs => ?) as up,
          (select count(*) from horarium.execution e
            where e.closed_at is null and e.lease_node = n.id and e.lease_incarnation = n.incarnation) as running
          from horarium.node n order by id""",
        row ->
            new NodeState(
                row.getString("id"),
                row.getObject("incarnation", UUID.class),
                row.getBoolean("up"),
                Database.instant(row, "started_at"),
                Database.instant(row, "seen_at"),
                Database.instant(row, "stopped_at"),
                row.getBoolean("fires"),
                row.getInt("running")),
        DOWN_AFTER_SECONDS);
  }

  /** Executions that a node works on, oldest first. */
  public List<UUID> running(String nodeId) {
    return database.list(
        """
        select e.id from horarium.execution e join horarium.node n on n.id = e.lease_node
         where e.closed_at is null and e.lease_node = ? and e.lease_incarnation = n.incarnation
         order by e.queued_at, e.id""",
        row -> row.getObject(1, UUID.class),
        nodeId);
  }
}
