package io.horarium.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A user as stored.
 *
 * @param passwordHash as {@link Passwords} makes it
 * @param passwordChangedAt sessions that began before it have ended
 * @param enabled a user who is not is refused like an unknown one
 */
record User(
    UUID id,
    String name,
    String passwordHash,
    Instant passwordChangedAt,
    boolean enabled,
    Set<String> roles) {

  KnownUser known() {
    return new KnownUser(id, name, roles);
  }
}
