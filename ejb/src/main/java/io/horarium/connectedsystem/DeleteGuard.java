package io.horarium.connectedsystem;

/**
 * The limits beyond which a full import does not believe that objects are gone
 * (contract/sync-engine.md 5.5 b and c).
 *
 * @param maxPercent share of the existing objects that may be missing, 0 to 100
 * @param maxCount how many may be missing, or null: any number
 * @param minExpected how many records a full import must read at least, or null
 */
public record DeleteGuard(
    DeleteGuardAction action, int maxPercent, Integer maxCount, Integer minExpected) {}
