package io.horarium.sync.rule;

import io.horarium.problem.InvalidInput;
import java.util.List;
import java.util.Set;

/** What a mapping has to know about its expression before it is stored. */
final class MappingExpressions {

  /** The longest text of an expression. */
  static final int MAX_LENGTH = 10_000;

  private MappingExpressions() {}

  /**
   * What the check of an expression found.
   *
   * @param attributesRead names of the attributes it reads, as spelled
   * @param warnings whole sentences
   */
  record Findings(Set<String> attributesRead, List<String> warnings) {

    static final Findings NONE = new Findings(Set.of(), List.of());

    boolean reads(String attributeName) {
      return attributesRead.stream().anyMatch(attributeName::equalsIgnoreCase);
    }
  }

  /**
   * Checks an expression for a rule of this direction.
   *
   * @throws InvalidInput it cannot be understood, or is too long
   */
  static Findings check(String text, Direction direction) {
    if (text.length() > MAX_LENGTH) {
      throw InvalidInput.field(
          "expression",
          "expression has "
              + text.length()
              + " characters; shorten it to at most "
              + MAX_LENGTH
              + ".");
    }
    return Findings.NONE;
  }

  /** What of the expression of a rule will not work as it seems to; whole sentences. */
  static List<String> warnings(String text, SyncRule rule) {
    return check(text, rule.direction()).warnings();
  }
}
