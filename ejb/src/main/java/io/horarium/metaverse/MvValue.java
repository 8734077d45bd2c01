package io.horarium.metaverse;

import java.util.List;

/**
 * The values of one attribute of a metaverse object, and who contributed them (contract/sync-engine
 * 8.6).
 *
 * @param values canonical texts in ascending order, or ids of metaverse objects as texts for a
 *     reference; never empty
 * @param ruleId import rule whose offer won
 * @param systemId connected system of that rule
 */
public record MvValue(List<String> values, int ruleId, int systemId) {}
