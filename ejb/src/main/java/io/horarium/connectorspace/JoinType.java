package io.horarium.connectorspace;

/** How an object belongs to a metaverse object (contract/sync-engine.md 2.2). */
public enum JoinType {
  NotJoined,
  Projected,
  Provisioned,
  Joined
}
