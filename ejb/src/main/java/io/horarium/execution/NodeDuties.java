package io.horarium.execution;

import jakarta.enterprise.context.ApplicationScoped;

/** What this node does and does not do. */
@ApplicationScoped
public class NodeDuties {

  private volatile boolean runsPersisted = true;

  /**
   * Whether it fires and runs persisted schedules; false: it manages them only
   * (contract/openidm-scheduler.md 10).
   */
  public boolean runsPersisted() {
    return runsPersisted;
  }

  /** Says so from now on. */
  public void runsPersisted(boolean runs) {
    runsPersisted = runs;
  }
}
