package io.horarium.sync.expression;

/**
 * An expression has no result for this object, or one that its target cannot take. The message is a
 * sentence that names no value of the object. Thrown per object of a run, therefore without a stack
 * trace.
 */
public final class EvaluationFault extends RuntimeException {

  /** Item error of an expression that fails (contract/jim-sync.md 5.4, 12.18). */
  public static final String EVALUATION = "ExpressionEvaluationError";

  /** Item error of several values for a single-valued target (contract/jim-sync.md 5.2). */
  public static final String SEVERAL_VALUES = "MultiValuedToSingleValued";

  private static final long serialVersionUID = 1L;

  private final String errorType;

  EvaluationFault(String message) {
    this(EVALUATION, message);
  }

  EvaluationFault(String errorType, String message) {
    super(message, null, false, false);
    this.errorType = errorType;
  }

  /** {@link #EVALUATION} or {@link #SEVERAL_VALUES}, the error type of the item. */
  public String errorType() {
    return errorType;
  }
}
