package io.horarium.sync.pendingexport;

/** Where one change stands (contract/sync-engine.md 2.2). */
public enum ChangeStatus {
  /** Not sent yet. */
  Pending,
  /** Sent; the next import tells whether it is there. */
  AwaitingConfirmation,
  /** An import did not find it; it is sent again. */
  NotConfirmed,
  /** Not found as often as it may be sent; a person has to look at it. */
  Failed;

  /** Whether the next export sends it. */
  public boolean toBeSent() {
    return this == Pending || this == NotConfirmed;
  }

  /** Whether it has been sent and an import has not found it yet; such changes can be confirmed. */
  public boolean sent() {
    return this == AwaitingConfirmation || this == NotConfirmed;
  }
}
