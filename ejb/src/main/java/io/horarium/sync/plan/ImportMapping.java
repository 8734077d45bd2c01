package io.horarium.sync.plan;

/**
 * Flows one source to one metaverse attribute.
 *
 * @param flow null for a reference, which is found through the objects it points at
 * @param sourceAttributeId attribute of a reference flow, else 0
 */
public record ImportMapping(MvAttribute target, Flow flow, int sourceAttributeId) {}
