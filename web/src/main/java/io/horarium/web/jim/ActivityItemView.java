package io.horarium.web.jim;

import io.horarium.activity.ActivityItem;
import java.util.UUID;

/**
 * An item of a run (contract/jim.md 15.4).
 *
 * @param errorType {@code NotSet} when nothing was wrong
 * @param errorText ours: what was wrong, for a person
 */
public record ActivityItemView(
    UUID id,
    String externalIdValue,
    String displayName,
    String connectedSystemObjectType,
    String objectChangeType,
    String errorType,
    String outcomeSummary,
    String errorText) {

  static ActivityItemView of(ActivityItem item) {
    return new ActivityItemView(
        item.id(),
        item.externalId(),
        item.displayName(),
        item.objectType(),
        item.changeType(),
        item.errorType() == null ? "NotSet" : item.errorType(),
        item.outcomeSummary(),
        item.errorText());
  }
}
