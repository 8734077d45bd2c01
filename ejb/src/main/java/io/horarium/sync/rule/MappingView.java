package io.horarium.sync.rule;

import java.time.Instant;
import java.util.List;

/**
 * A mapping (contract/jim-sync.md 5.1).
 *
 * @param sources always one
 * @param warnings Horarium's own: what of the expression will not work as it seems to
 */
public record MappingView(
    int id,
    Instant created,
    Integer targetMetaverseAttributeId,
    String targetMetaverseAttributeName,
    Integer targetConnectedSystemAttributeId,
    String targetConnectedSystemAttributeName,
    SourceType sourceType,
    String inboundValueProcessing,
    CaseNormalisation caseNormalisation,
    int priority,
    boolean nullIsValue,
    boolean initialExportOnly,
    boolean enabled,
    String disabledReason,
    List<SourceView> sources,
    List<String> warnings) {

  /** What a mapping reads. */
  public record SourceView(
      int id,
      int order,
      Integer metaverseAttributeId,
      String metaverseAttributeName,
      Integer connectedSystemAttributeId,
      String connectedSystemAttributeName,
      String expression,
      MissingInputBehaviour missingInputBehaviour) {}

  static MappingView of(Mapping mapping, List<String> warnings) {
    var mvTarget = mapping.mvTarget();
    var target = mapping.target();
    var mvSource = mapping.mvSource();
    var source = mapping.source();
    return new MappingView(
        mapping.id(),
        mapping.created(),
        mvTarget == null ? null : (Integer) mvTarget.id(),
        mvTarget == null ? null : mvTarget.name(),
        target == null ? null : (Integer) target.id(),
        target == null ? null : target.name(),
        mapping.expression() == null ? SourceType.AttributeMapping : SourceType.ExpressionMapping,
        mapping.processing().text(),
        mapping.caseNormalisation(),
        mapping.priority(),
        mapping.nullIsValue(),
        mapping.initialExportOnly(),
        mapping.enabled(),
        mapping.disabledReason(),
        List.of(
            new SourceView(
                mapping.id(),
                0,
                mvSource == null ? null : (Integer) mvSource.id(),
                mvSource == null ? null : mvSource.name(),
                source == null ? null : (Integer) source.id(),
                source == null ? null : source.name(),
                mapping.expression(),
                mapping.missingInputBehaviour())),
        warnings);
  }
}
