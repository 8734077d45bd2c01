package io.horarium.connector;

import java.util.List;
import java.util.Map;

/**
 * One object as the source gave it.
 *
 * @param change what the source says about the object; a full import has upserts only
 * @param objectType name of the object type; null when it could not be told: then {@code error} is
 *     set, or it is a deletion that names the object by an id only
 * @param partitionId the partition of the scope it was found in, or null when the source has none
 *     or it is not known
 * @param values attribute name to its raw text values as read, in reading order; only attributes of
 *     the scope; empty texts may be present, the engine drops them. Binary values are base64. Of a
 *     deletion: anchor, secondary id or both
 * @param error what makes the record unusable, or null; a record with an error still counts as
 *     read, and as seen if its anchor attribute has a value
 */
public record ImportRecord(
    Change change,
    String objectType,
    Integer partitionId,
    Map<String, List<String>> values,
    RecordError error) {

  /** An object of a source without partitions. */
  public ImportRecord(String objectType, Map<String, List<String>> values, RecordError error) {
    this(Change.UPSERT, objectType, null, values, error);
  }

  /** What a source says about an object. */
  public enum Change {
    /** It is there, with these values and no others. */
    UPSERT,
    /** It is no longer there, or no longer in scope. */
    DELETE
  }

  /**
   * Why a record cannot be used.
   *
   * @param type wire name of the error (contract/jim.md 15.4), for example {@code
   *     UnexpectedAttribute}
   * @param text one sentence for a person, without attribute values
   */
  public record RecordError(String type, String text) {}
}
