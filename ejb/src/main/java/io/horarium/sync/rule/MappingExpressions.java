package io.horarium.sync.rule;

import io.horarium.problem.InvalidInput;
import io.horarium.sync.expression.AttributeReference;
import io.horarium.sync.expression.Expression;
import io.horarium.sync.expression.ExpressionFault;
import io.horarium.sync.expression.Side;
import java.util.List;

/** What a mapping has to know about its expression (contract/jim-sync.md 5 and 12 row 16). */
final class MappingExpressions {

  private MappingExpressions() {}

  /**
   * Reads an expression before it is stored.
   *
   * @param field where the client gave it, for the refusal
   * @throws InvalidInput it is not of the dialect, or too long
   */
  static Expression checked(String text, Direction direction, String field) {
    try {
      return Expression.parse(text, side(direction));
    } catch (ExpressionFault fault) {
      throw fault.refusal(field);
    }
  }

  /** Whether the expression reads this attribute of the object of the system. */
  static boolean reads(Expression expression, String attributeName) {
    return expression.referencedAttributes().stream()
        .filter(reference -> reference.source() == AttributeReference.Source.CONNECTOR_SPACE)
        .anyMatch(reference -> reference.name().equalsIgnoreCase(attributeName));
  }

  /**
   * What of a stored expression may surprise; whole sentences. One that this version can no longer
   * read says so.
   */
  static List<String> warnings(String text, Direction direction) {
    try {
      return Expression.parse(text, side(direction)).warnings();
    } catch (ExpressionFault fault) {
      return List.of("The expression can no longer be read: " + fault.getMessage());
    }
  }

  private static Side side(Direction direction) {
    return direction == Direction.Import ? Side.IMPORT : Side.EXPORT;
  }
}
