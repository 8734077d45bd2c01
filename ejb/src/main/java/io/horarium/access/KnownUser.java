package io.horarium.access;

import java.util.Set;
import java.util.UUID;

/**
 * A user who logged in.
 *
 * @param id null for {@link #ANONYMOUS}
 * @param roles names of the roles
 */
public record KnownUser(UUID id, String name, Set<String> roles) implements KnownCaller {

  /**
   * Who logs in as {@code anonymous} with the password {@code anonymous}, as clients of IDM do
   * before anybody has logged in: may ask who it is and whether the server is up, and nothing else.
   */
  public static final KnownUser ANONYMOUS = new KnownUser(null, "anonymous", Set.of());

  public KnownUser {
    roles = Set.copyOf(roles);
  }

  /** The user as whoever caused something. */
  @Override
  public Initiator initiator() {
    return new Initiator(id == null ? Initiator.Type.Anonymous : Initiator.Type.User, id, name);
  }
}
