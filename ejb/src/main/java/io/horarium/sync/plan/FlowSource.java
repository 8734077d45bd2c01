package io.horarium.sync.plan;

import java.util.List;

/** An object whose values flow: of a connector space or of the metaverse. */
public interface FlowSource {

  /**
   * The canonical texts of an attribute; empty when there is no value.
   *
   * @param id of the attribute, by which metaverse objects know their values
   * @param name of the attribute, by which connector space objects know theirs
   */
  List<String> values(int id, String name);
}
