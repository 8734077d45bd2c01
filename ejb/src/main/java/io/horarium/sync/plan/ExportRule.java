package io.horarium.sync.plan;

import java.util.List;
import java.util.function.Predicate;

/**
 * An enabled export rule.
 *
 * @param deleteOnDeprovision whether an object that leaves its scope is deleted in the system;
 *     otherwise it is let go
 * @param scope which metaverse objects it covers
 */
public record ExportRule(
    int id,
    int mvTypeId,
    boolean provision,
    boolean deleteOnDeprovision,
    Predicate<FlowSource> scope,
    List<ExportMapping> mappings) {}
