package io.horarium.sync.expression;

import io.horarium.sync.value.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an expression gives for sample values (contract/jim-sync.md 5.8).
 *
 * @param isValid it was read and gave a result
 * @param result as of {@link Expression#evaluate}; null for no value, and when not valid
 * @param resultType {@code String Int32 Int64 Decimal Double Boolean DateTime Guid String[]} or
 *     {@code null}, as .NET calls it; null when not valid
 * @param errorMessage a sentence, or null when valid
 * @param errorPosition offset in the text when it could not be read, else null
 */
public record ExpressionTrial(
    boolean isValid, Object result, String resultType, String errorMessage, Integer errorPosition) {

  /** Tries an expression; other than in a run, {@code mv} and {@code cs} both have values. */
  public static ExpressionTrial of(String text, Attributes mv, Attributes cs, Instant now) {
    try {
      Object result = Expression.parse(text, Side.TRIAL).evaluate(new Inputs(cs, mv, now));
      return new ExpressionTrial(true, result, typeOf(result), null, null);
    } catch (ExpressionFault fault) {
      return new ExpressionTrial(false, null, null, fault.getMessage(), fault.offset());
    } catch (EvaluationFault fault) {
      return new ExpressionTrial(false, null, null, fault.getMessage(), null);
    }
  }

  private static String typeOf(Object result) {
    if (result == null) {
      return "null";
    }
    if (result instanceof String) {
      return "String";
    }
    if (result instanceof Integer) {
      return "Int32";
    }
    if (result instanceof Long) {
      return "Int64";
    }
    if (result instanceof BigDecimal) {
      return "Decimal";
    }
    if (result instanceof Instant) {
      return "DateTime";
    }
    if (result instanceof UUID) {
      return "Guid";
    }
    if (result instanceof List) {
      return "String[]";
    }
    return result instanceof byte[] ? "Byte[]" : result.getClass().getSimpleName();
  }
}
