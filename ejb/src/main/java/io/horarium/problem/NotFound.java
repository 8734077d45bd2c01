package io.horarium.problem;

/** The thing named by the path does not exist: 404. */
public final class NotFound extends Problem {

  private static final long serialVersionUID = 1L;

  /** {@code what} is the kind in words ("Schedule"), {@code id} what the caller asked for. */
  public NotFound(String what, Object id) {
    super(Category.PERMANENT, what + " not found: " + id, null);
  }

  @Override
  public String code() {
    return "NOT_FOUND";
  }
}
