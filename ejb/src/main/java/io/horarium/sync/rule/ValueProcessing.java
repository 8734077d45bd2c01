package io.horarium.sync.rule;

import java.util.ArrayList;
import java.util.Locale;

/**
 * What happens to white space of a text on its way into the metaverse (contract/jim-sync.md 5.2).
 *
 * @param collapse white space inside becomes one blank
 * @param whitespaceAsNoValue a text of white space only counts as no value
 */
public record ValueProcessing(boolean trim, boolean collapse, boolean whitespaceAsNoValue) {

  static final ValueProcessing DEFAULT = new ValueProcessing(false, false, true);

  private static final String NONE = "None";
  private static final String AS_NO_VALUE = "TreatWhitespaceAsNoValue";
  private static final String TRIM = "TrimWhitespace";
  private static final String COLLAPSE = "CollapseInternalWhitespace";

  /** The names that a text may hold, for a sentence. */
  public static final String CHOICES =
      String.join(", ", NONE, AS_NO_VALUE, TRIM, COLLAPSE) + ", joined by commas";

  /**
   * Reads the form of the wire: names joined by commas, in any case and order.
   *
   * @return null when a name is unknown
   */
  public static ValueProcessing parse(String text) {
    boolean trim = false;
    boolean collapse = false;
    boolean asNoValue = false;
    for (String part : text.split(",", -1)) {
      switch (part.strip().toLowerCase(Locale.ROOT)) {
        case "none" -> {
          // adds nothing
        }
        case "treatwhitespaceasnovalue" -> asNoValue = true;
        case "trimwhitespace" -> trim = true;
        case "collapseinternalwhitespace" -> collapse = true;
        default -> {
          return null;
        }
      }
    }
    return new ValueProcessing(trim, collapse, asNoValue);
  }

  /** The form of the wire. */
  public String text() {
    var names = new ArrayList<String>();
    if (whitespaceAsNoValue) {
      names.add(AS_NO_VALUE);
    }
    if (trim) {
      names.add(TRIM);
    }
    if (collapse) {
      names.add(COLLAPSE);
    }
    return names.isEmpty() ? NONE : String.join(", ", names);
  }
}
