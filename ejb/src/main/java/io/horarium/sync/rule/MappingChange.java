package io.horarium.sync.rule;

import java.util.Objects;
import java.util.stream.Stream;

/** What to set on a mapping; null leaves it (contract/jim-sync.md 5.3). */
public record MappingChange(
    String expression,
    MissingInputBehaviour missingInputBehaviour,
    Boolean nullIsValue,
    ValueProcessing inboundValueProcessing,
    CaseNormalisation caseNormalisation,
    Boolean initialExportOnly,
    Boolean enabled) {

  boolean isEmpty() {
    return Stream.of(
            expression,
            missingInputBehaviour,
            nullIsValue,
            inboundValueProcessing,
            caseNormalisation,
            initialExportOnly,
            enabled)
        .allMatch(Objects::isNull);
  }
}
