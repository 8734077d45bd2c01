package io.horarium.sync.expression;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.sync.value.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** One object with a value of every type, for tests of expressions; the same for mv and cs. */
final class Sample {

  static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123Z");
  static final UUID GUID = UUID.fromString("0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01");
  static final Instant DATE = Instant.parse("2026-01-31T13:04:05.1234567Z");

  private static final Map<String, List<Object>> VALUES = new HashMap<>();

  static {
    VALUES.put("display name", List.of("Ada Byron"));
    VALUES.put("a", List.of("x"));
    VALUES.put("b", List.of("y"));
    VALUES.put("status", List.of("Active"));
    VALUES.put("digits", List.of("42"));
    VALUES.put("blank", List.of("  "));
    VALUES.put("iso", List.of("2026-01-31"));
    VALUES.put("n", List.of(4));
    VALUES.put("long", List.of(6_000_000_000L));
    VALUES.put("d", List.of(new BigDecimal("3.70")));
    VALUES.put("yes", List.of(true));
    VALUES.put("date", List.of(DATE));
    VALUES.put("guid", List.of(GUID));
    VALUES.put("photo", List.of(new byte[] {1, 2}));
    VALUES.put("multi", List.of("p", "q"));
    VALUES.put("numbers", List.of(1, 2));
  }

  private static final Attributes ATTRIBUTES =
      name -> VALUES.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());

  private Sample() {}

  static Attributes attributes() {
    return ATTRIBUTES;
  }

  /** Parses and evaluates with the sample's values on both sides. */
  static Object evaluate(String text) {
    return parse(text).evaluate(new Inputs(ATTRIBUTES, ATTRIBUTES, NOW));
  }

  /** As above, with both faults as they come. */
  static Object attempt(String text) throws ExpressionFault {
    return Expression.parse(text, Side.TRIAL).evaluate(new Inputs(ATTRIBUTES, ATTRIBUTES, NOW));
  }

  static Expression parse(String text) {
    return parse(text, Side.TRIAL);
  }

  static Expression parse(String text, Side side) {
    try {
      return Expression.parse(text, side);
    } catch (ExpressionFault fault) {
      throw new AssertionError(text + " at " + fault.offset() + ": " + fault.getMessage(), fault);
    }
  }

  static ExpressionFault refusal(String text) {
    ExpressionFault fault =
        catchThrowableOfType(ExpressionFault.class, () -> Expression.parse(text, Side.TRIAL));
    if (fault == null) {
      throw new AssertionError("Accepted: " + text);
    }
    return fault;
  }

  static EvaluationFault failure(String text) {
    EvaluationFault fault =
        catchThrowableOfType(EvaluationFault.class, () -> Sample.evaluate(text));
    if (fault == null) {
      throw new AssertionError("Gave a result: " + text);
    }
    return fault;
  }
}
