package io.horarium.metaverse;

import java.time.Duration;
import java.util.List;

/**
 * What to set on a type of the metaverse; null leaves it.
 *
 * @param icon an empty text clears it
 * @param attributeIds the attributes of a new type; ignored when a type is changed
 * @param deletionGracePeriod zero: none
 */
public record MvObjectTypeChange(
    String name,
    String pluralName,
    String icon,
    List<Integer> attributeIds,
    DeletionRule deletionRule,
    Duration deletionGracePeriod,
    DeletionTriggerMode deletionTriggerMode,
    List<Integer> deletionTriggerConnectedSystemIds) {}
