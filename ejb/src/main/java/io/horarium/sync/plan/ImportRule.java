package io.horarium.sync.plan;

import java.util.List;
import java.util.function.Predicate;

/**
 * An enabled import rule.
 *
 * @param remainJoined whether an object that leaves its scope stays joined
 * @param scope which objects it covers
 * @param matching its own matching rules, in order; empty when they hang on the object type
 */
public record ImportRule(
    int id,
    int systemId,
    int objectTypeId,
    int mvTypeId,
    boolean project,
    boolean remainJoined,
    Predicate<FlowSource> scope,
    List<ImportMapping> mappings,
    List<MatchingRule> matching) {}
