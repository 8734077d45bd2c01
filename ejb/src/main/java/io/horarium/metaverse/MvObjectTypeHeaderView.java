package io.horarium.metaverse;

import java.time.Duration;
import java.time.Instant;

/**
 * A type of the metaverse in a list (contract/jim-sync.md 8.1).
 *
 * @param hasPredefinedSearches always false: there are none yet
 * @param deletionGracePeriod always null: objects are deleted at once
 */
public record MvObjectTypeHeaderView(
    int id,
    String name,
    String pluralName,
    Instant created,
    int attributesCount,
    boolean builtIn,
    String icon,
    boolean hasPredefinedSearches,
    DeletionRule deletionRule,
    DeletionTriggerMode deletionTriggerMode,
    Duration deletionGracePeriod) {

  static MvObjectTypeHeaderView of(MvObjectType type) {
    return new MvObjectTypeHeaderView(
        type.id(),
        type.name(),
        type.pluralName(),
        type.created(),
        type.attributes().size(),
        type.builtIn(),
        type.icon(),
        false,
        type.deletionRule(),
        type.deletionTriggerMode(),
        null);
  }
}
