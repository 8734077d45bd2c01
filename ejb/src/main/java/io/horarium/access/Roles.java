package io.horarium.access;

/** Names of roles, as in table {@code role}. */
public final class Roles {

  /** May do everything. */
  public static final String ADMINISTRATOR = "Administrator";

  private Roles() {}
}
