package io.horarium.connectedsystem;

import java.util.Map;

/**
 * What to change on a connected system; null leaves it.
 *
 * @param description an empty text clears it
 * @param settingValues setting id as text to its new value
 * @param guard changes of the delete guard
 */
public record ConnectedSystemChange(
    String name,
    String description,
    Map<String, SettingValue> settingValues,
    Integer maxExportParallelism,
    UnresolvedReferenceHandling unresolvedReferenceHandling,
    GuardChange guard) {

  /**
   * What to change on the delete guard; null leaves it.
   *
   * @param clearsMaxCount true switches the limit by count off
   * @param clearsMinExpected true switches the least number of records off
   */
  public record GuardChange(
      DeleteGuardAction action,
      Integer maxPercent,
      Integer maxCount,
      boolean clearsMaxCount,
      Integer minExpected,
      boolean clearsMinExpected) {

    DeleteGuard applied(DeleteGuard before) {
      return new DeleteGuard(
          action == null ? before.action() : action,
          maxPercent == null ? before.maxPercent() : maxPercent,
          clearsMaxCount ? null : maxCount == null ? before.maxCount() : maxCount,
          clearsMinExpected ? null : minExpected == null ? before.minExpected() : minExpected);
    }
  }
}
