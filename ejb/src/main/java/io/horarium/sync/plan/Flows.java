package io.horarium.sync.plan;

import io.horarium.connector.DataType;
import io.horarium.problem.RunFailure;
import io.horarium.sync.expression.EvaluationFault;
import io.horarium.sync.expression.Expression;
import io.horarium.sync.expression.ExpressionFault;
import io.horarium.sync.expression.Inputs;
import io.horarium.sync.expression.Side;
import io.horarium.sync.expression.ValueConversion;
import io.horarium.sync.value.TextProcessing;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Makes the flows of mappings (contract/jim-sync.md 5.2, 5.4). */
final class Flows {

  private Flows() {}

  /** An attribute of a connector space object as it is, but for what the mapping does to texts. */
  static Flow directImport(SpaceAttribute source, MvAttribute target, TextProcessing processing) {
    if (target.type() != DataType.Text) {
      return Flow.direct(source.id(), source.name());
    }
    boolean plain = processing.equals(TextProcessing.DEFAULT);
    return object -> {
      List<String> texts = object.values(source.id(), source.name());
      return plain && visible(texts) ? texts : processed(texts, processing);
    };
  }

  /** Whether each begins with a letter, so that none is blank. */
  private static boolean visible(List<String> texts) {
    for (String text : texts) {
      if (!Character.isLetterOrDigit(text.charAt(0))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> processed(List<String> texts, TextProcessing processing) {
    var results = new TreeSet<String>();
    for (String text : texts) {
      String result = processing.apply(text);
      if (result != null) {
        results.add(result);
      }
    }
    return List.copyOf(results);
  }

  /**
   * An expression over a connector space object. Several values for one are the caller's matter.
   */
  static Flow expressionImport(
      String rule,
      String text,
      FlowAttributes attributes,
      MvAttribute target,
      TextProcessing processing,
      Instant now) {
    Expression expression = parse(rule, text, Side.IMPORT);
    var conversion = new ValueConversion(target.name(), target.type(), true);
    return object -> {
      try {
        return conversion.inbound(
            expression.evaluate(Inputs.ofImport(attributes.of(object), now)), processing);
      } catch (EvaluationFault e) {
        throw failure(rule, target.name(), e);
      }
    };
  }

  /** An expression over a metaverse object. */
  static Flow expressionExport(
      String rule, String text, FlowAttributes attributes, SpaceAttribute target, Instant now) {
    Expression expression = parse(rule, text, Side.EXPORT);
    var conversion = new ValueConversion(target.name(), target.type(), target.multiValued());
    return object -> {
      try {
        return conversion.outbound(
            expression.evaluate(Inputs.ofExport(attributes.of(object), now)));
      } catch (EvaluationFault e) {
        throw failure(rule, target.name(), e);
      }
    };
  }

  private static FlowFailure failure(String rule, String target, EvaluationFault fault) {
    return new FlowFailure(
        fault.errorType(),
        "The expression for '" + target + "' of rule '" + rule + "' failed: " + fault.getMessage());
  }

  private static Expression parse(String rule, String text, Side side) {
    try {
      return Expression.parse(text, side);
    } catch (ExpressionFault e) {
      throw new RunFailure(
          "Rule '" + rule + "' has an expression that cannot be used: " + e.getMessage(), e);
    }
  }
}
