package io.horarium.connector;

import java.util.List;
import java.util.UUID;

/**
 * One change the engine wants made in a connected system.
 *
 * @param objectType name of the object type
 * @param objectId the engine's id of the object, for the answer and for files of its own
 * @param anchor canonical text of the external id; null on a create whose anchor the target makes
 * @param secondaryId where the object is now; on a create: where it shall be (the DN). Null for
 *     connectors without secondary ids
 * @param newSecondaryId where the object shall be after an update, or null to leave it; the object
 *     is renamed or moved before its attributes are changed
 * @param changes attribute changes in the order they are to be made; of a delete: none. An
 *     attribute occurs more than once only with ADD and REMOVE. The secondary id attribute is not
 *     among them
 * @param inDoubt an earlier attempt may have reached the target; a create then adopts the object it
 *     would have made
 */
public record ExportOperation(
    Kind kind,
    String objectType,
    UUID objectId,
    String anchor,
    String secondaryId,
    String newSecondaryId,
    List<AttributeChange> changes,
    boolean inDoubt) {

  public ExportOperation {
    changes = List.copyOf(changes);
  }

  /** What happens to the object. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE
  }

  /** What happens to an attribute. */
  public enum Op {
    /** It has exactly these values afterwards. */
    SET,
    /** It has no value afterwards. */
    CLEAR,
    /** It has these values too afterwards; having one already is success. */
    ADD,
    /** It has none of these values afterwards; not having one is success. */
    REMOVE
  }

  /**
   * A change of one attribute.
   *
   * @param values canonical texts ({@link ValueForm}); references are already what the target calls
   *     the other object: its secondary id where it has one, else its anchor. Empty for CLEAR
   */
  public record AttributeChange(
      String attribute, DataType type, boolean multiValued, Op op, List<String> values) {

    public AttributeChange {
      values = List.copyOf(values);
    }
  }
}
