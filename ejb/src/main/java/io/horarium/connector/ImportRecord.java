package io.horarium.connector;

import java.util.List;
import java.util.Map;

/**
 * One object as the source gave it.
 *
 * @param objectType name of the object type, or null when it could not be told (then {@code error}
 *     is set)
 * @param values attribute name to its raw text values as read, in reading order; only attributes of
 *     the scope; empty texts may be present, the engine drops them
 * @param error what makes the record unusable, or null; a record with an error still counts as
 *     read, and as seen if its anchor attribute has a value
 */
public record ImportRecord(String objectType, Map<String, List<String>> values, RecordError error) {

  /**
   * Why a record cannot be used.
   *
   * @param type wire name of the error (contract/jim.md 15.4), for example {@code
   *     UnexpectedAttribute}
   * @param text one sentence for a person, without attribute values
   */
  public record RecordError(String type, String text) {}
}
