package io.horarium.sync.value;

import io.horarium.connector.DataType;
import io.horarium.connector.ValueForm;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Between canonical texts, as documents hold them ({@link ValueForm}), and the typed values of
 * {@link Attributes}.
 */
public final class TypedValues {

  private TypedValues() {}

  /**
   * The typed value of a canonical text. A text that does not fit the type stays a text: the type
   * of the attribute was changed after the value was stored.
   */
  public static Object typed(DataType type, String canonical) {
    try {
      return switch (type) {
        case Text, Reference, NotSet -> canonical;
        case Number -> Integer.valueOf(canonical);
        case LongNumber -> Long.valueOf(canonical);
        case Decimal -> new BigDecimal(canonical);
        case DateTime -> Instant.parse(canonical);
        case Boolean -> bool(canonical);
        case Guid -> UUID.fromString(canonical);
        case Binary -> Base64.getDecoder().decode(canonical);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return canonical;
    }
  }

  private static Object bool(String canonical) {
    return switch (canonical) {
      case "true" -> true;
      case "false" -> false;
      default -> canonical;
    };
  }

  /**
   * The canonical text of a value as one of type {@code type}, converted where nothing is lost: any
   * value to text ({@link ValueText}), whole numbers to every kind of number they fit, texts by
   * what they say. Typed values of their own type come back as they were stored.
   *
   * @param value one of the kinds of {@link Attributes}, or a {@code Double}; not null
   * @return null when the value does not convert
   */
  public static String canonical(DataType type, Object value) {
    if (value instanceof String text) {
      return ValueForm.INVARIANT.canonical(type, text);
    }
    return switch (type) {
      case Text, NotSet -> ValueText.of(value);
      case Reference -> value instanceof UUID ? value.toString() : null;
      case Number, LongNumber, Decimal ->
          value instanceof Number number
              ? ValueForm.INVARIANT.canonical(type, plain(number))
              : null;
      case DateTime -> value instanceof Instant instant ? instant(instant) : null;
      case Boolean -> value instanceof Boolean ? value.toString() : null;
      case Guid -> value instanceof UUID ? value.toString() : null;
      case Binary ->
          value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : null;
    };
  }

  /** Instants of years beyond four digits have no canonical text. */
  private static String instant(Instant instant) {
    return ValueForm.INVARIANT.canonical(DataType.DateTime, instant.toString());
  }

  private static String plain(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    if (number instanceof Double value) {
      return Double.isFinite(value) ? plain(ValueText.shortest(value)) : "";
    }
    return number.toString();
  }
}
