package io.horarium.execution;

/**
 * What one run may do differently from its run profile (contract/sync-engine.md 5.5 e).
 *
 * @param filePath file to read instead of the profile's, or null
 * @param overrideDeleteGuard true lets this run pass the percentage, count and minimum rules of the
 *     delete guard
 */
public record RunOverrides(String filePath, boolean overrideDeleteGuard) {

  public static final RunOverrides NONE = new RunOverrides(null, false);
}
