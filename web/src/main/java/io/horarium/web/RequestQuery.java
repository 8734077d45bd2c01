package io.horarium.web;

import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The query string of the request. Jakarta REST would answer 404 for a value it cannot convert;
 * here it is 400 with the name of the parameter (contract/jim.md 3).
 *
 * <p>Getters return null for a parameter that is absent or empty and throw {@link InvalidInput} for
 * a value they cannot read. Of a repeated parameter the single-valued ones take the first.
 */
@RequestScoped
public class RequestQuery {

  private HttpServletRequest request;

  protected RequestQuery() {}

  @Inject
  public RequestQuery(HttpServletRequest request) {
    this.request = request;
  }

  /** The text as sent. */
  public String text(String name) {
    String value = request.getParameter(name);
    refuseNul(name, value);
    return value == null || value.isBlank() ? null : value;
  }

  public Integer integer(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      throw InvalidInput.field(
          name, name + " is '" + shortened(value) + "', but must be a whole number.");
    }
  }

  /** True or false in any case; absent gives {@code byDefault}. */
  public boolean bool(String name, boolean byDefault) {
    Boolean value = bool(name);
    return value == null ? byDefault : value;
  }

  public Boolean bool(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw InvalidInput.field(
              name, name + " is '" + shortened(value) + "', but must be true or false.");
    };
  }

  public UUID uuid(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    UUID id = Texts.uuid(value);
    if (id == null) {
      throw InvalidInput.field(
          name, name + " is '" + shortened(value) + "', but must be a GUID of 36 characters.");
    }
    return id;
  }

  /** ISO 8601 with Z or an offset. */
  public Instant instant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    // A plus sign that the client did not escape arrives as a blank.
    Instant instant = Texts.instant(value.strip().replace(' ', '+'));
    if (instant == null) {
      throw InvalidInput.field(
          name,
          name
              + " is '"
              + shortened(value)
              + "', but must be a date and time such as "
              + Texts.SAMPLE_INSTANT
              + ".");
    }
    return instant;
  }

  /** Every value of a repeatable parameter, each a constant's name in any case; never null. */
  public <E extends Enum<E>> Set<E> all(String name, Class<E> type) {
    var found = new LinkedHashSet<E>();
    for (String value : values(name)) {
      E constant = RequestBody.enumByName(type, value);
      if (constant == null) {
        throw InvalidInput.field(
            name,
            name
                + " is '"
                + shortened(value)
                + "', but must be "
                + RequestBody.choices(type)
                + ".");
      }
      found.add(constant);
    }
    return found;
  }

  /** Every value of a repeatable whole number; never null. */
  public Set<Integer> integers(String name) {
    var found = new LinkedHashSet<Integer>();
    for (String value : values(name)) {
      try {
        found.add(Integer.valueOf(value.strip()));
      } catch (NumberFormatException e) {
        throw InvalidInput.field(
            name, name + " is '" + shortened(value) + "', but must be a whole number.");
      }
    }
    return found;
  }

  /** Every non-blank value of a repeatable parameter, as sent. */
  public List<String> values(String name) {
    String[] values = request.getParameterValues(name);
    if (values == null) {
      return List.of();
    }
    for (String value : values) {
      refuseNul(name, value);
    }
    return Arrays.stream(values).filter(value -> !value.isBlank()).toList();
  }

  /** {@code sortDirection}: {@code desc} is true, {@code asc} or absent is false, else 400. */
  public boolean sortDirectionIsDescending() {
    String value = text("sortDirection");
    if (value == null || value.strip().equalsIgnoreCase("asc")) {
      return false;
    }
    if (value.strip().equalsIgnoreCase("desc")) {
      return true;
    }
    throw InvalidInput.field(
        "sortDirection", "sortDirection is '" + shortened(value) + "', but must be asc or desc.");
  }

  private static void refuseNul(String name, String value) {
    if (value != null && value.indexOf('\0') >= 0) {
      throw InvalidInput.field(name, name + " holds a NUL character; remove it.");
    }
  }

  private static String shortened(String value) {
    return value.length() <= 60 ? value : value.substring(0, 60) + "…";
  }
}
