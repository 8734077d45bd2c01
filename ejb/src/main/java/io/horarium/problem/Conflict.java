package io.horarium.problem;

/** The request is right but does not fit what is there now: 409. */
public final class Conflict extends Problem {

  private static final long serialVersionUID = 1L;

  public Conflict(String message) {
    super(Category.CONFLICT, message, null);
  }

  @Override
  public String code() {
    return "CONFLICT";
  }
}
