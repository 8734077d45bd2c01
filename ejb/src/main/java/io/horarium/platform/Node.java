package io.horarium.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This server process: the name of its node, and an incarnation that is new at every start. */
@ApplicationScoped
public class Node {

  private final String id = Settings.get("HORARIUM_NODE_ID").orElse("node1");
  private final UUID incarnation = UUID.randomUUID();

  /** {@code HORARIUM_NODE_ID}, by default {@code node1}; unique in a cluster. */
  public String id() {
    return id;
  }

  /**
   * Tells this life of the node from its earlier ones: leases of an earlier one belong to a dead
   * process.
   */
  public UUID incarnation() {
    return incarnation;
  }
}
