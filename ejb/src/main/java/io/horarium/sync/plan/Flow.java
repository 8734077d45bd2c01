package io.horarium.sync.plan;

import java.util.List;

/** What a mapping takes from an object: an attribute as it is, or an expression. */
@FunctionalInterface
public interface Flow {

  /**
   * Canonical texts in ascending order without repeats; empty for no value.
   *
   * @throws FlowFailure the expression failed
   */
  List<String> values(FlowSource source);

  /** An attribute as it is. */
  static Flow direct(int id, String name) {
    return source -> source.values(id, name);
  }
}
