package io.horarium.sync.plan;

/**
 * Why nothing flows for one object: what it did to the batch is left out, and it is tried again by
 * the next delta (contract/sync-engine.md 4).
 */
public final class FlowFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String errorType;

  /**
   * A failure of one object.
   *
   * @param errorType wire name (contract/jim.md 15.4)
   * @param sentence for a person, without values of the object
   */
  public FlowFailure(String errorType, String sentence) {
    super(sentence, null, false, false);
    this.errorType = errorType;
  }

  /** Wire name of the error. */
  public String errorType() {
    return errorType;
  }
}
