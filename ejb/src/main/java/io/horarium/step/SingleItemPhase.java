package io.horarium.step;

import java.util.List;

/** A phase of one short transaction. */
public abstract class SingleItemPhase implements Phase {

  private static final Object THE_ITEM = new Object();

  private boolean given;

  @Override
  public final Object next() {
    if (given) {
      return null;
    }
    given = true;
    prepare();
    return THE_ITEM;
  }

  @Override
  public final void write(List<Object> batch) {
    run();
  }

  /** What can be done before the transaction touches the database, for example opening a file. */
  protected void prepare() {}

  /** The work, inside the transaction. */
  protected abstract void run();
}
