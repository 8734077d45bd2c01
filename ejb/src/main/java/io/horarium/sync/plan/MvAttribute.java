package io.horarium.sync.plan;

import io.horarium.connector.DataType;

/** An attribute of the metaverse. */
public record MvAttribute(int id, String name, DataType type, boolean multiValued) {

  /** Whether its values are ids of other metaverse objects. */
  public boolean reference() {
    return type == DataType.Reference;
  }
}
