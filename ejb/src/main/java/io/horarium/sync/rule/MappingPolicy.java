package io.horarium.sync.rule;

import io.horarium.connector.DataType;
import io.horarium.problem.InvalidInput;

/** Which mappings make sense, and which this version can do (contract/jim-sync.md 5.2, 5.3). */
final class MappingPolicy {

  private MappingPolicy() {}

  /**
   * Refuses what would be stored and have no effect.
   *
   * @throws InvalidInput names the property
   */
  static void refuseWhatIsNotAvailable(
      MissingInputBehaviour missingInput, Boolean nullIsValue, Boolean initialExportOnly) {
    if (missingInput != null && missingInput != MissingInputBehaviour.EvaluateAnyway) {
      throw InvalidInput.request(
          "missingInputBehaviour "
              + missingInput
              + " is not available in this version; leave it out or give EvaluateAnyway.");
    }
    if (Boolean.TRUE.equals(nullIsValue)) {
      throw InvalidInput.request(
          "nullIsValue is not available in this version; leave it out or give false.");
    }
    if (Boolean.TRUE.equals(initialExportOnly)) {
      throw InvalidInput.request(
          "initialExportOnly is not available in this version; leave it out or give false.");
    }
  }

  /**
   * A value flows unchanged between attributes of one type only.
   *
   * @throws InvalidInput the types differ, or one is not set
   */
  static void checkTypes(String source, DataType sourceType, String target, DataType targetType) {
    checkTyped(source, sourceType);
    checkTyped(target, targetType);
    if (sourceType != targetType) {
      throw InvalidInput.request(
          "'"
              + source
              + "' is "
              + sourceType
              + " and cannot flow into '"
              + target
              + "', which is "
              + targetType
              + "; set the type of the attribute, or convert the value by an expression.");
    }
  }

  /**
   * An attribute without a type takes no part.
   *
   * @throws InvalidInput its type is not set
   */
  static void checkTyped(String attribute, DataType type) {
    if (type == DataType.NotSet) {
      throw InvalidInput.request(
          "The type of attribute '" + attribute + "' is not set; set it first.");
    }
  }

  /**
   * A change has to say something that the mapping has.
   *
   * @throws InvalidInput nothing is given, or a setting of another kind of mapping
   */
  static void checkChange(MappingChange change, Mapping mapping) {
    if (change.isEmpty()) {
      throw InvalidInput.request(
          "Nothing is given to change; give expression, inboundValueProcessing, caseNormalisation"
              + " or enabled.");
    }
    if (mapping.expression() == null
        && (change.expression() != null || change.missingInputBehaviour() != null)) {
      throw InvalidInput.request(
          (change.expression() != null ? "expression" : "missingInputBehaviour")
              + " cannot be set: the mapping reads an attribute; delete it and make another one.");
    }
    if (change.expression() != null && change.expression().isBlank()) {
      throw InvalidInput.field("expression", "expression is blank; give a text.");
    }
    if (mapping.rule().imports()) {
      refuse(change.initialExportOnly(), "initialExportOnly", "export");
    } else {
      refuse(change.nullIsValue(), "nullIsValue", "import");
      refuse(change.inboundValueProcessing(), "inboundValueProcessing", "import");
      refuse(change.caseNormalisation(), "caseNormalisation", "import");
    }
  }

  private static void refuse(Object given, String property, String direction) {
    if (given != null) {
      throw InvalidInput.request(
          property + " is for mappings of " + direction + " rules only; leave it out.");
    }
  }
}
