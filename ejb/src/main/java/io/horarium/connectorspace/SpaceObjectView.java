package io.horarium.connectorspace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One object with its values (contract/jim-sync.md 3).
 *
 * @param attributeValues at most ten of each attribute
 * @param attributeValueSummaries per attribute, or null without values
 */
public record SpaceObjectView(
    UUID id,
    Instant created,
    Instant lastUpdated,
    ObjectStatus status,
    JoinType joinType,
    Instant dateJoined,
    String displayName,
    int connectedSystemId,
    String connectedSystemName,
    int typeId,
    String typeName,
    UUID metaverseObjectId,
    String metaverseObjectDisplayName,
    List<SpaceValueView> attributeValues,
    List<SummaryView> attributeValueSummaries) {

  /** How many values an attribute has, and how many of them were returned. */
  public record SummaryView(
      String attributeName, int totalCount, int returnedCount, boolean hasMore) {}
}
