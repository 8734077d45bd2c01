package io.horarium.problem;

import jakarta.ejb.ApplicationException;

/**
 * The root of every refusal and failure that a caller or a person has to be told about.
 *
 * <p>The message is one sentence a person understands: what is wrong and what to do about it. It
 * never holds a secret, a stack trace or the text of a library. Each dialect turns a problem into
 * its own error body; the {@link #code()} is stable.
 *
 * <p>Being an application exception it passes EJB boundaries unwrapped and rolls the transaction
 * back, so that a rejected change leaves everything as it was.
 */
@ApplicationException(rollback = true)
public abstract sealed class Problem extends RuntimeException
    permits InvalidInput, NotFound, Conflict, NotAvailable, RunFailure, LeaseLost {

  private static final long serialVersionUID = 1L;

  /** Who can do something about it, and whether trying again may help. */
  public enum Category {
    CONFIGURATION,
    TRANSIENT,
    PERMANENT,
    OBJECT,
    CONFLICT,
    LEASE_LOST,
    CANCELLED,
    INTERNAL
  }

  private final Category category;

  protected Problem(Category category, String message, Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** Stable, upper-case name of the kind of problem, for example {@code NOT_FOUND}. */
  public abstract String code();

  public final Category category() {
    return category;
  }
}
