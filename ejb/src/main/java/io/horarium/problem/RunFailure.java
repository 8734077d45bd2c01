package io.horarium.problem;

/**
 * A run cannot go on: the file is missing or cut, the schema does not match, the guard refused
 * (contract/sync-engine.md 4, level "run"). The run ends FailedWithError with this message; what
 * was committed before stays.
 */
public final class RunFailure extends Problem {

  private static final long serialVersionUID = 1L;

  public RunFailure(String message) {
    this(message, null);
  }

  public RunFailure(String message, Throwable cause) {
    super(Category.PERMANENT, message, cause);
  }

  @Override
  public String code() {
    return "RUN_FAILED";
  }
}
