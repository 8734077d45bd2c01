package io.horarium.schedule;

/**
 * What a step lets its runs do differently from the run profile (design.md section 2).
 *
 * @param filePath file to read instead of the profile's, at most 500 characters; null, also for a
 *     blank one: the profile's
 * @param overrideDeleteGuard true lets the runs pass the limits of the delete guard
 */
public record StepOverrides(String filePath, boolean overrideDeleteGuard) {

  /** Nothing is different. */
  public static final StepOverrides NONE = new StepOverrides(null, false);

  /** Trims the path. */
  public StepOverrides {
    filePath = filePath == null || filePath.isBlank() ? null : filePath.strip();
  }
}
