package io.horarium.sync.plan;

import io.horarium.connector.DataType;
import io.horarium.sync.pendingexport.ValueEquality;

/**
 * An attribute of an object type of a connected system.
 *
 * @param anchor whether it is the external id
 * @param secondaryId whether it is the secondary external id
 * @param onCreateOnly whether it can be written when the object is made and never again
 * @param readOnly whether it can never be written
 * @param equality when two of its values are the same
 */
public record SpaceAttribute(
    int id,
    String name,
    DataType type,
    boolean multiValued,
    boolean anchor,
    boolean secondaryId,
    boolean onCreateOnly,
    boolean readOnly,
    ValueEquality equality) {

  /** Whether its values are references to objects of the same system. */
  public boolean reference() {
    return type == DataType.Reference;
  }
}
