package io.horarium.idm.filter;

import io.horarium.idm.filter.Filter.Always;
import io.horarium.idm.filter.Filter.And;
import io.horarium.idm.filter.Filter.Comparison;
import io.horarium.idm.filter.Filter.Extended;
import io.horarium.idm.filter.Filter.Not;
import io.horarium.idm.filter.Filter.Operator;
import io.horarium.idm.filter.Filter.Or;
import io.horarium.idm.filter.Filter.Present;
import io.horarium.idm.filter.FilterTokens.Kind;
import io.horarium.idm.filter.FilterTokens.Token;
import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads query filters (contract/openidm-scheduler.md 6.3):
 *
 * <pre>
 * Or      = And ( "or" And )*
 * And     = Not ( "and" Not )*
 * Not     = "!" Primary | Primary
 * Primary = "(" Or ")" | Pointer "pr" | Pointer Operator Value | "true" | "false"
 * </pre>
 *
 * <p>Not for reuse: one parser reads one filter.
 */
public final class FilterParser {

  /** More parentheses inside each other are refused. */
  static final int MOST_LEVELS = 256;

  /** More tests in one filter are refused: each costs the database time for every row. */
  static final int MOST_TESTS = 500;

  /** A longer filter is refused. */
  static final int LONGEST = 20_000;

  private static final int SHOWN = 200;
  private static final Pattern EXTENSION = Pattern.compile("[a-zA-Z_0-9.]+");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
  private static final Pattern BROKEN =
      Pattern.compile("[+-]?([0-9]{1,30}\\.[0-9]{0,30}|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?");

  private final FilterTokens tokens;
  private int tests;

  private FilterParser(FilterTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The filter a text says.
   *
   * @throws InvalidInput it is not one; the message names the parameter, the text, the position of
   *     the character (from 1) and what is wrong there
   */
  public static Filter parse(String text) {
    try {
      if (text.length() > LONGEST) {
        throw new FilterSyntax(
            LONGEST, "a filter may have at most " + LONGEST + " characters; shorten it");
      }
      FilterParser parser = new FilterParser(new FilterTokens(text));
      Filter filter = parser.or(0);
      Token rest = parser.tokens.peek();
      if (rest.kind() != Kind.END) {
        throw new FilterSyntax(
            rest.at(), "expected 'and', 'or' or the end instead of " + shown(rest));
      }
      return filter;
    } catch (FilterSyntax e) {
      throw InvalidInput.field(
          "_queryFilter",
          "The value '"
              + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text)
              + "' for parameter '_queryFilter' could not be parsed as a valid query filter: at"
              + " character "
              + (e.at() + 1)
              + ", "
              + e.getMessage()
              + ".");
    }
  }

  private Filter or(int level) {
    List<Filter> parts = new ArrayList<>();
    parts.add(and(level));
    while (tokens.peek().is("or")) {
      tokens.take();
      parts.add(and(level));
    }
    return parts.size() == 1 ? parts.get(0) : new Or(parts);
  }

  private Filter and(int level) {
    List<Filter> parts = new ArrayList<>();
    parts.add(not(level));
    while (tokens.peek().is("and")) {
      tokens.take();
      parts.add(not(level));
    }
    return parts.size() == 1 ? parts.get(0) : new And(parts);
  }

  private Filter not(int level) {
    if (tokens.peek().is("!")) {
      tokens.take();
      return new Not(primary(level));
    }
    return primary(level);
  }

  private Filter primary(int level) {
    Token token = tokens.take();
    if (token.kind() == Kind.OPEN) {
      if (level >= MOST_LEVELS) {
        throw new FilterSyntax(
            token.at(), "there are more than " + MOST_LEVELS + " parentheses inside each other");
      }
      Filter inner = or(level + 1);
      Token close = tokens.take();
      if (close.kind() != Kind.CLOSE) {
        throw new FilterSyntax(
            close.at(), "expected 'and', 'or' or ')' instead of " + shown(close));
      }
      return inner;
    }
    if (++tests > MOST_TESTS) {
      throw new FilterSyntax(
          token.at(), "a filter may have at most " + MOST_TESTS + " tests; split the query");
    }
    if (token.is("true") || token.is("false")) {
      return new Always(token.is("true"));
    }
    if (token.kind() != Kind.WORD) {
      throw new FilterSyntax(
          token.at(), "expected a field, '(', 'true' or 'false' instead of " + shown(token));
    }
    return test(pointer(token));
  }

  private static Pointer pointer(Token token) {
    try {
      return Pointer.parse(token.text());
    } catch (IllegalArgumentException e) {
      throw new FilterSyntax(
          token.at(), "a percent sign in a field needs two hexadecimal digits after it");
    }
  }

  private Filter test(Pointer field) {
    Token operator = tokens.take();
    if (operator.is("pr")) {
      return new Present(field);
    }
    if (operator.kind() != Kind.WORD || !EXTENSION.matcher(operator.text()).matches()) {
      throw new FilterSyntax(
          operator.at(),
          "expected an operator (eq, co, sw, lt, le, gt, ge or pr) instead of " + shown(operator));
    }
    Object value = value(tokens.take());
    for (Operator known : Operator.values()) {
      if (operator.is(known.name())) {
        return new Comparison(field, known, value);
      }
    }
    return new Extended(field, operator.text().toLowerCase(Locale.ROOT), value);
  }

  private static Object value(Token token) {
    if (token.kind() == Kind.TEXT) {
      return token.text();
    }
    if (token.is("true") || token.is("false")) {
      return token.is("true");
    }
    if (token.kind() == Kind.WORD && isNumber(token.text())) {
      return new BigDecimal(token.text());
    }
    throw new FilterSyntax(
        token.at(),
        "expected a number, true, false or a text in quotation marks instead of " + shown(token));
  }

  private static boolean isNumber(String text) {
    if (BROKEN.matcher(text).matches()) {
      return true;
    }
    try {
      return WHOLE.matcher(text).matches() && Long.toString(Long.parseLong(text)) != null;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String shown(Token token) {
    if (token.kind() == Kind.END) {
      return "the end";
    }
    String text = token.text().length() > 60 ? token.text().substring(0, 60) + "…" : token.text();
    return (token.kind() == Kind.TEXT ? "the text " : "") + "'" + text + "'";
  }
}
