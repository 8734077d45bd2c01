package io.horarium.sync.plan;

/**
 * Finds the other side of an object by an equal value (contract/jim-sync.md 7).
 *
 * @param mvTypeId type of the metaverse objects it finds
 */
public record MatchingRule(
    int id, int mvTypeId, SpaceAttribute source, MvAttribute target, boolean caseSensitive) {}
