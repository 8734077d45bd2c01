package io.horarium.access;

import java.util.UUID;

/**
 * Who caused something: recorded on activities, executions and tasks (contract/jim.md 2).
 *
 * @param id of the key or user; null for the system itself
 * @param name as a person knows it; copied, so that it survives the key
 */
public record Initiator(Type type, UUID id, String name) {

  /** Names of the wire. */
  public enum Type {
    NotSet,
    User,
    ApiKey,
    System,
    Anonymous
  }

  /** The scheduler itself: cron runs. */
  public static final Initiator SCHEDULER = new Initiator(Type.System, null, "Scheduler Service");
}
