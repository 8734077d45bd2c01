package io.horarium.sync.expression;

import io.horarium.sync.expression.Token.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What to say where the text is not of the dialect: what people are likely to have meant. */
final class Hints {

  private static final String NEITHER = " is not part of the dialect; ";

  /** Known elsewhere, refused here (contract/jim-sync.md 5.7). */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("and", "use &&."),
          Map.entry("or", "use ||."),
          Map.entry("not", "use !."),
          Map.entry("new", "objects cannot be made; use a function."),
          Map.entry("typeof", "compare the value itself."),
          Map.entry("is", "compare the value itself."),
          Map.entry("as", "use a cast, as in (string)x."),
          Map.entry("default", "write the value itself, such as null or 0."),
          Map.entry("Enumerable", "use Split, Join or CollectionContains."),
          Map.entry("Guid", "a new Guid would change at every run; use an attribute."),
          Map.entry("DateTime", "use Now(), Today() or a cast, as in (DateTime)x."),
          Map.entry("string", "use + or Join, or cast by (string)."),
          Map.entry("String", "use + or Join, or cast by (string)."),
          Map.entry("Convert", "use ToInt, ToDecimal or ToString."),
          Map.entry("Math", "use + - * / and %."),
          Map.entry("var", "an expression is one value."),
          Map.entry("return", "an expression is one value."),
          Map.entry("if", "use IIF, or ? and :."));

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("concat", "join texts with +."),
          Map.entry("toupper", "write Upper."),
          Map.entry("tolower", "write Lower."),
          Map.entry("isnull", "write Coalesce, or x == null."),
          Map.entry("if", "write IIF."),
          Map.entry("substr", "write Substring."),
          Map.entry("mid", "write Substring."),
          Map.entry("len", "write Length."),
          Map.entry("capitalize", "write Capitalise."),
          Map.entry("isnullorwhitespace", "write IsNullOrWhitespace."));

  private static final String RANDOM =
      " gives another value at every synchronisation, so that it would be exported again and"
          + " again; let the target system make the password.";

  private Hints() {}

  /** The parser met a word where it cannot be. */
  static ExpressionFault unexpected(Token token, String wanted) {
    if (token.kind() == Kind.FAULT) {
      return (ExpressionFault) token.value();
    }
    if (token.kind() == Kind.END) {
      return new ExpressionFault("The text ends too early; add " + wanted + ".", token.offset());
    }
    if (token.kind() == Kind.NAME && NAMES.containsKey(token.text())) {
      return unknownName(token);
    }
    String word =
        switch (token.kind()) {
          case TEXT -> "A text";
          case NUMBER -> "The number " + token.text();
          default -> "'" + token.text() + "'";
        };
    return new ExpressionFault(
        word + " does not belong here; there should be " + wanted + ".", token.offset());
  }

  /** A name that is neither an object nor called. */
  static ExpressionFault unknownName(Token name) {
    String text = name.text();
    String known = NAMES.get(text);
    if (known != null) {
      return new ExpressionFault(text + NEITHER + known, name.offset());
    }
    for (String exact : new String[] {"mv", "cs", "true", "false", "null"}) {
      if (exact.equalsIgnoreCase(text)) {
        return new ExpressionFault(
            text + NEITHER + "names are exact, write " + exact + ".", name.offset());
      }
    }
    if (isFunction(text)) {
      return new ExpressionFault(
          text + " is a function; write its arguments in parentheses.", name.offset());
    }
    return new ExpressionFault(
        text + NEITHER + "read attributes by mv[\"name\"] or cs[\"name\"], quote texts.",
        name.offset());
  }

  /** A name that is called, but is no function. */
  static ExpressionFault unknownFunction(Token name) {
    String text = name.text();
    if (text.equals("RandomPassword") || text.equals("RandomPassphrase")) {
      return new ExpressionFault(text + RANDOM, name.offset());
    }
    if (NAMES.containsKey(text)) {
      return unknownName(name);
    }
    String known = FUNCTIONS.get(text.toLowerCase(Locale.ROOT));
    for (String exact : Functions.names()) {
      if (exact.equalsIgnoreCase(text)) {
        known = "names are exact, write " + exact + ".";
      }
    }
    return new ExpressionFault(
        "There is no function "
            + text
            + "; "
            + (known == null ? "see the list of functions." : known),
        name.offset());
  }

  private static boolean isFunction(String name) {
    return StreamSupport.stream(Functions.names().spliterator(), false).anyMatch(name::equals);
  }
}
