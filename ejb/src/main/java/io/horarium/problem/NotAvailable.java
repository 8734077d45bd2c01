package io.horarium.problem;

/**
 * A part that the request needs cannot be reached just now (the database, a full queue): 503, try
 * again.
 */
public final class NotAvailable extends Problem {

  private static final long serialVersionUID = 1L;

  public NotAvailable(String message, Throwable cause) {
    super(Category.TRANSIENT, message, cause);
  }

  @Override
  public String code() {
    return "SERVICE_UNAVAILABLE";
  }
}
