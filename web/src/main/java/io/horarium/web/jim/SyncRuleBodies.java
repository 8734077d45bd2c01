package io.horarium.web.jim;

import io.horarium.problem.InvalidInput;
import io.horarium.sync.rule.CaseNormalisation;
import io.horarium.sync.rule.ComparisonType;
import io.horarium.sync.rule.CriterionInput;
import io.horarium.sync.rule.DeprovisionAction;
import io.horarium.sync.rule.MappingChange;
import io.horarium.sync.rule.MappingInput;
import io.horarium.sync.rule.MatchingRuleInput;
import io.horarium.sync.rule.MissingInputBehaviour;
import io.horarium.sync.rule.OutOfScopeAction;
import io.horarium.sync.rule.SyncRuleChange;
import io.horarium.sync.rule.ValueMode;
import io.horarium.sync.rule.ValueProcessing;
import io.horarium.web.RequestBody;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bodies of calls that change synchronisation rules (contract/jim-sync.md 4 to 7). The
 * caller checks the body.
 */
final class SyncRuleBodies {

  /** Longer than any expression may be, so that the refusal names the limit of expressions. */
  private static final int MAX_EXPRESSION = 1_000_000;

  private static final int MAX_VALUE = 10_000;

  private SyncRuleBodies() {}

  /** An id of the catalogue of numbers that the server gives; null when absent. */
  static Integer id(RequestBody body, String name) {
    return body.integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * The settings of a rule.
   *
   * @param name as read before, for it is required or not
   */
  static SyncRuleChange rule(String name, RequestBody body) {
    body.uuid("previewActivityId");
    return new SyncRuleChange(
        name,
        body.text("description", 1000),
        body.bool("projectToMetaverse"),
        body.bool("provisionToConnectedSystem"),
        body.bool("enabled"),
        body.bool("enforceState"),
        body.oneOf("outboundDeprovisionAction", DeprovisionAction.class),
        body.oneOf("inboundOutOfScopeAction", OutOfScopeAction.class));
  }

  static MappingInput mapping(RequestBody body) {
    List<RequestBody> given = body.objects("sources");
    List<MappingInput.Source> sources = null;
    if (given != null) {
      sources = new ArrayList<>();
      for (RequestBody source : given) {
        id(source, "order");
        sources.add(
            new MappingInput.Source(
                id(source, "metaverseAttributeId"),
                id(source, "connectedSystemAttributeId"),
                source.text("expression", MAX_EXPRESSION),
                source.oneOf("missingInputBehaviour", MissingInputBehaviour.class)));
      }
    }
    return new MappingInput(
        id(body, "targetMetaverseAttributeId"),
        id(body, "targetConnectedSystemAttributeId"),
        sources,
        processing(body),
        body.oneOf("caseNormalisation", CaseNormalisation.class),
        body.bool("nullIsValue"),
        body.bool("initialExportOnly"));
  }

  static MappingChange mappingChange(RequestBody body) {
    return new MappingChange(
        body.text("expression", MAX_EXPRESSION),
        body.oneOf("missingInputBehaviour", MissingInputBehaviour.class),
        body.bool("nullIsValue"),
        processing(body),
        body.oneOf("caseNormalisation", CaseNormalisation.class),
        body.bool("initialExportOnly"),
        body.bool("enabled"));
  }

  private static ValueProcessing processing(RequestBody body) {
    String text = body.text("inboundValueProcessing", 200);
    if (text == null) {
      return null;
    }
    ValueProcessing processing = ValueProcessing.parse(text);
    if (processing == null) {
      body.reject(
          "inboundValueProcessing",
          "inboundValueProcessing must be of " + ValueProcessing.CHOICES + ".");
    }
    return processing;
  }

  static CriterionInput criterion(RequestBody body) {
    return new CriterionInput(
        id(body, "metaverseAttributeId"),
        id(body, "connectedSystemAttributeId"),
        body.requiredOneOf("comparisonType", ComparisonType.class),
        new CriterionInput.Values(
            body.text("stringValue", MAX_VALUE),
            body.integer("intValue", Integer.MIN_VALUE, Integer.MAX_VALUE),
            body.longNumber("longValue", Long.MIN_VALUE, Long.MAX_VALUE),
            body.decimal("decimalValue"),
            body.instant("dateTimeValue"),
            body.bool("boolValue"),
            body.uuid("guidValue")),
        body.bool("caseSensitive"),
        body.oneOf("valueMode", ValueMode.class),
        id(body, "relativeCount"),
        body.text("relativeUnit", 20),
        body.text("relativeDirection", 20));
  }

  static MatchingRuleInput matchingRule(RequestBody body) {
    List<RequestBody> given = body.objects("sources");
    List<Integer> sources = null;
    if (given != null) {
      sources = new ArrayList<>();
      for (RequestBody source : given) {
        id(source, "order");
        Integer attribute =
            source.requiredInteger(
                "connectedSystemAttributeId", Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (attribute != null) {
          sources.add(attribute);
        }
      }
    }
    return new MatchingRuleInput(
        id(body, "metaverseObjectTypeId"),
        id(body, "targetMetaverseAttributeId"),
        sources,
        body.integer("order", 0, Integer.MAX_VALUE),
        body.bool("caseSensitive"));
  }

  /** The text of a required query parameter. */
  static String required(String value, String name) {
    if (value == null) {
      throw InvalidInput.field(name, name + " is required; add it to the query.");
    }
    return value;
  }
}
