package io.horarium.web.jim;

import io.horarium.sync.value.Attributes;
import io.horarium.sync.value.ValueText;
import io.horarium.web.RequestBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sample values of a trial (contract/jim-sync.md 12.23): a whole number is an int or, if too big, a
 * long, a fraction a decimal, a list several values, and null none. Dates and guids are texts,
 * which casts and functions of dates take as well.
 */
final class SampleAttributes {

  /** Digits of a decimal of .NET on either side of the point. */
  private static final int MAX_DIGITS = 28;

  private SampleAttributes() {}

  /**
   * The values of one object; none when the property is absent. What cannot be used is noted in the
   * body.
   */
  static Attributes read(RequestBody body, String property) {
    Map<String, Object> sent = body.values(property);
    if (sent == null) {
      return Attributes.NONE;
    }
    var byName = new TreeMap<String, List<Object>>(String.CASE_INSENSITIVE_ORDER);
    sent.forEach((name, value) -> byName.put(name, decoded(body, property + "." + name, value)));
    return name -> byName.getOrDefault(name, List.of());
  }

  private static List<Object> decoded(RequestBody body, String field, Object value) {
    var values = new ArrayList<Object>();
    for (Object element : value instanceof List<?> list ? list : single(value)) {
      if (element instanceof String || element instanceof Boolean) {
        values.add(element);
      } else if (element instanceof BigDecimal number && fits(number)) {
        values.add(decoded(number));
      } else if (element != null) {
        body.reject(
            field,
            field
                + " must be a text, true or false, a number of at most "
                + MAX_DIGITS
                + " digits on either side of the point, null, or a list of these.");
      }
    }
    // In a run several values come in canonical order.
    values.sort(Comparator.comparing(ValueText::of));
    return values;
  }

  private static List<?> single(Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private static boolean fits(BigDecimal number) {
    return number.scale() <= MAX_DIGITS && (long) number.precision() - number.scale() <= MAX_DIGITS;
  }

  private static Object decoded(BigDecimal number) {
    if (number.scale() > 0) {
      return number;
    }
    BigDecimal whole = number.setScale(0);
    if (whole.toBigInteger().bitLength() >= Long.SIZE) {
      return whole;
    }
    long value = whole.longValue();
    return value == (int) value ? (Object) (int) value : (Object) value;
  }
}
