package io.horarium.sync.value;

import io.horarium.problem.InvalidInput;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an import mapping does to the texts that flow into a Text attribute (contract/jim-sync.md
 * 5.2), always in this order: trim, one blank for every run of whitespace, case, and blank as no
 * value. Immutable.
 *
 * @param flags copied
 * @param letters not null
 */
public record TextProcessing(Set<Flag> flags, CaseNormalisation letters) {

  /** What a mapping has when nothing is said. */
  public static final TextProcessing DEFAULT =
      new TextProcessing(EnumSet.of(Flag.TreatWhitespaceAsNoValue), CaseNormalisation.None);

  private static final String NONE = "None";

  /** Flags of {@code inboundValueProcessing}; the names are those of the wire. */
  public enum Flag {
    TreatWhitespaceAsNoValue,
    TrimWhitespace,
    CollapseInternalWhitespace
  }

  /** Values of {@code caseNormalisation}; the names are those of the wire. */
  public enum CaseNormalisation {
    None,
    Upper,
    Lower,
    Title
  }

  /** Copies the flags. */
  public TextProcessing {
    flags = Set.copyOf(flags);
  }

  /**
   * Reads {@code inboundValueProcessing}: {@code None}, or flags joined by commas, in any case.
   *
   * @throws InvalidInput not one of these texts
   */
  public static Set<Flag> flags(String text) {
    var found = EnumSet.noneOf(Flag.class);
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (!name.equalsIgnoreCase(NONE)) {
        found.add(
            Arrays.stream(Flag.values())
                .filter(flag -> flag.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                    () ->
                        InvalidInput.field(
                            "inboundValueProcessing",
                            "inboundValueProcessing has an unknown part; give None, or"
                                + " TreatWhitespaceAsNoValue, TrimWhitespace and"
                                + " CollapseInternalWhitespace joined by commas.")));
      }
    }
    return found;
  }

  /**
   * The flags as one text of the wire, such as {@code TreatWhitespaceAsNoValue, TrimWhitespace}.
   */
  public static String wire(Set<Flag> flags) {
    return flags.isEmpty()
        ? NONE
        : flags.stream().sorted().map(Flag::name).collect(Collectors.joining(", "));
  }

  /** The text that flows, or null for no value; an empty text never is one. */
  public String apply(String text) {
    String result = text;
    if (flags.contains(Flag.TrimWhitespace)) {
      result = Letters.trim(result);
    }
    if (flags.contains(Flag.CollapseInternalWhitespace)) {
      result = Letters.collapse(result);
    }
    result =
        switch (letters) {
          case None -> result;
          case Upper -> Letters.upper(result);
          case Lower -> Letters.lower(result);
          case Title -> Letters.title(result);
        };
    boolean none =
        result.isEmpty()
            || (flags.contains(Flag.TreatWhitespaceAsNoValue) && Letters.isBlank(result));
    return none ? null : result;
  }
}
