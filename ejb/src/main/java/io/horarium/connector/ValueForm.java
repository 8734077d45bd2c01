package io.horarium.connector;

import java.util.Base64;
import java.util.Locale;

/**
 * Reads the raw text of a typed value and gives its one canonical text: two raw texts mean the same
 * value exactly when their canonical texts are equal (contract/sync-engine.md 5.2, 17.5).
 *
 * <p>Numbers and dates follow a culture, or none: then a decimal point, no group separators, and
 * dates as ISO 8601 or month/day/year. Everything else is the same in every culture. Immutable.
 */
public final class ValueForm {

  /** Canonical texts themselves, and every source that has no culture of its own. */
  public static final ValueForm INVARIANT = new ValueForm(null);

  private final NumberForm numbers;
  private final DateForm dates;

  /**
   * A form for one culture.
   *
   * @param culture how numbers and dates are written, or null for none
   */
  public ValueForm(Locale culture) {
    numbers = new NumberForm(culture);
    dates = new DateForm(culture);
  }

  /**
   * The canonical text of a value:
   *
   * <ul>
   *   <li>Text, Reference and NotSet: as it is, nothing trimmed;
   *   <li>Number (32 bit), LongNumber (64 bit): decimal digits; Decimal: plain digits without
   *       exponent and without trailing zeros;
   *   <li>DateTime: an ISO 8601 instant in UTC; a time without offset counts as UTC;
   *   <li>Boolean: {@code true} or {@code false}; Guid: lower case with hyphens; Binary: base64.
   * </ul>
   *
   * <p>Blanks around a value are ignored, save in the first group.
   *
   * @param raw not null
   * @return null when {@code raw} is no value of this type
   */
  public String canonical(DataType type, String raw) {
    return switch (type) {
      case Text, Reference, NotSet -> raw;
      case Number -> numbers.integer(raw.strip(), Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LongNumber -> numbers.integer(raw.strip(), Long.MIN_VALUE, Long.MAX_VALUE);
      case Decimal -> numbers.decimal(raw.strip());
      case DateTime -> dates.instant(raw.strip());
      case Boolean -> bool(raw.strip());
      case Guid -> guid(raw.strip());
      case Binary -> binary(raw.strip());
    };
  }

  /**
   * A canonical text as a source of this culture writes it; {@link #canonical} reads it back.
   *
   * @param canonical a canonical text of this type, not null
   */
  public String written(DataType type, String canonical) {
    return type == DataType.Decimal ? numbers.written(canonical) : canonical;
  }

  private static String bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return "true";
    }
    return text.equalsIgnoreCase("false") ? "false" : null;
  }

  /** With hyphens, also in braces or parentheses, or the bare 32 digits. */
  private static String guid(String text) {
    String inner = text;
    if (text.length() == 38) {
      char first = text.charAt(0);
      char last = text.charAt(37);
      if (!(first == '{' && last == '}') && !(first == '(' && last == ')')) {
        return null;
      }
      inner = text.substring(1, 37);
    }
    boolean hyphens = inner.length() == 36;
    if (!hyphens && inner.length() != 32) {
      return null;
    }
    var out = new StringBuilder(36);
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      boolean hyphenHere = hyphens && (i == 8 || i == 13 || i == 18 || i == 23);
      if (hyphenHere) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      if (c >= 'A' && c <= 'F') {
        c = Character.toLowerCase(c);
      }
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return null;
      }
      int written = out.length();
      if (written == 8 || written == 13 || written == 18 || written == 23) {
        out.append('-');
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Decoded and encoded again: padding may be missing, unused bits may differ. */
  private static String binary(String text) {
    try {
      return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
