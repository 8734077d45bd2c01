package io.horarium.sync.rule;

import java.util.List;

/**
 * A new mapping as the client gave it; null is absent. What belongs to the other direction is
 * ignored.
 */
public record MappingInput(
    Integer targetMetaverseAttributeId,
    Integer targetConnectedSystemAttributeId,
    List<Source> sources,
    ValueProcessing inboundValueProcessing,
    CaseNormalisation caseNormalisation,
    Boolean nullIsValue,
    Boolean initialExportOnly) {

  /** One source; an expression beats an attribute. */
  public record Source(
      Integer metaverseAttributeId,
      Integer connectedSystemAttributeId,
      String expression,
      MissingInputBehaviour missingInputBehaviour) {}
}
