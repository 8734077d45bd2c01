package io.horarium.connector;

/**
 * What became of one {@link ExportOperation}.
 *
 * @param anchor canonical text of the object's external id where the target told it (OK of a
 *     create, ALREADY_EXISTS), else null
 * @param secondaryId where the object is now, where the target told it, else null
 * @param text one sentence for a person (REFUSED, RETRYABLE), else null; without values
 */
public record ExportResult(Status status, String anchor, String secondaryId, String text) {

  /** The kinds of answers (contract/sync-engine.md 10.4). */
  public enum Status {
    /** The target is as the operation wants it. */
    OK,
    /** The object to create is there already and was not made by the same operation. */
    ALREADY_EXISTS,
    /** The object to update or delete is not there. */
    NOT_FOUND,
    /** The target will not take this operation, now or later. */
    REFUSED,
    /** It may work another time. */
    RETRYABLE
  }

  /** Done; nothing to tell. */
  public static ExportResult ok() {
    return ok(null, null);
  }

  /** Done; both may be null. */
  public static ExportResult ok(String anchor, String secondaryId) {
    return new ExportResult(Status.OK, anchor, secondaryId, null);
  }

  /** There is such an object; both may be null. */
  public static ExportResult alreadyExists(String anchor, String secondaryId) {
    return new ExportResult(Status.ALREADY_EXISTS, anchor, secondaryId, null);
  }

  /** There is no such object. */
  public static ExportResult notFound() {
    return new ExportResult(Status.NOT_FOUND, null, null, null);
  }

  /** Refused for good. */
  public static ExportResult refused(String text) {
    return new ExportResult(Status.REFUSED, null, null, text);
  }

  /** Failed for now. */
  public static ExportResult retryable(String text) {
    return new ExportResult(Status.RETRYABLE, null, null, text);
  }
}
