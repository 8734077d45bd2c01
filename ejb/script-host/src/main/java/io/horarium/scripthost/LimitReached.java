package io.horarium.scripthost;

/**
 * A script used up its statements or its time. An {@code Error}, because those a script can neither
 * catch nor turn into an exception of its own.
 */
final class LimitReached extends Error {

  private static final long serialVersionUID = 1L;

  private final String kind;

  LimitReached(String kind) {
    super(kind, null, false, false);
    this.kind = kind;
  }

  /** {@code statements} or {@code time}. */
  String kind() {
    return kind;
  }
}
