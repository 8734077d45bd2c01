package io.horarium.access;

import java.util.Set;
import java.util.UUID;

/**
 * An API key that was presented and found valid.
 *
 * @param roles names of its roles
 */
public record KnownKey(UUID id, String name, Set<String> roles) implements KnownCaller {

  public KnownKey {
    roles = Set.copyOf(roles);
  }

  /** The key as whoever caused something. */
  @Override
  public Initiator initiator() {
    return new Initiator(Initiator.Type.ApiKey, id, name);
  }
}
