package io.horarium.activity;

import java.util.UUID;

/**
 * A change of configuration as the activity log keeps it (contract/jim.md 18, contract/jim-sync.md
 * 1).
 *
 * @param target what was changed
 * @param targetName its name after the change
 * @param targetContext what it belongs to, or null
 * @param scheduleId the schedule changed, or null
 * @param connectedSystemId the system changed or concerned, or null
 * @param runProfileId the run profile changed, or null; also null once it is deleted
 */
public record ChangeRecord(
    ActivityTarget target,
    ActivityOperation operation,
    String targetName,
    String targetContext,
    ChangeCause cause,
    UUID scheduleId,
    Integer connectedSystemId,
    Integer runProfileId) {

  /** A schedule or its steps were changed. */
  public static ChangeRecord ofSchedule(
      ActivityOperation operation, UUID id, String name, ChangeCause cause) {
    return new ChangeRecord(ActivityTarget.Schedule, operation, name, null, cause, id, null, null);
  }

  /** A connected system, its schema or its objects were changed. */
  public static ChangeRecord ofSystem(
      ActivityOperation operation, int id, String name, ChangeCause cause) {
    return new ChangeRecord(
        ActivityTarget.ConnectedSystem, operation, name, null, cause, null, id, null);
  }

  /**
   * A run profile was changed.
   *
   * @param id null once it is deleted
   */
  public static ChangeRecord ofRunProfile(
      ActivityOperation operation,
      Integer id,
      String name,
      int systemId,
      String systemName,
      ChangeCause cause) {
    return new ChangeRecord(
        ActivityTarget.ConnectedSystemRunProfile,
        operation,
        name,
        systemName,
        cause,
        null,
        systemId,
        id);
  }

  /**
   * A synchronisation rule, or its mappings, scope or attribute priorities, were changed.
   *
   * @param systemId the system of the rule
   */
  public static ChangeRecord ofSyncRule(
      ActivityOperation operation,
      String name,
      int systemId,
      String systemName,
      ChangeCause cause) {
    return new ChangeRecord(
        ActivityTarget.SynchronisationRule,
        operation,
        name,
        systemName,
        cause,
        null,
        systemId,
        null);
  }

  /**
   * A rule by which objects are matched was changed.
   *
   * @param name of the object type or synchronisation rule it belongs to
   * @param systemId the system of both
   */
  public static ChangeRecord ofMatchingRule(
      ActivityOperation operation,
      String name,
      int systemId,
      String systemName,
      ChangeCause cause) {
    return new ChangeRecord(
        ActivityTarget.ObjectMatchingRule,
        operation,
        name,
        systemName,
        cause,
        null,
        systemId,
        null);
  }

  /** A type of the metaverse was changed. */
  public static ChangeRecord ofMetaverseObjectType(
      ActivityOperation operation, String name, ChangeCause cause) {
    return new ChangeRecord(
        ActivityTarget.MetaverseObjectType, operation, name, null, cause, null, null, null);
  }

  /** An attribute of the metaverse, or which types have it, was changed. */
  public static ChangeRecord ofMetaverseAttribute(
      ActivityOperation operation, String name, ChangeCause cause) {
    return new ChangeRecord(
        ActivityTarget.MetaverseAttribute, operation, name, null, cause, null, null, null);
  }
}
