package io.horarium.activity;

/**
 * What a run did, in numbers (contract/jim.md 15.3).
 *
 * @param objectChanges objects that were changed: items without an error
 * @param objectTypes different object types among its items
 */
public record ActivityStats(ActivityCounters counters, long objectChanges, long objectTypes) {}
