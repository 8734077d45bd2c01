package io.horarium.problem;

import java.util.UUID;

/**
 * This node no longer owns the execution; whatever it was about to write is rolled back (design:
 * lease and epoch).
 */
public final class LeaseLost extends Problem {

  private static final long serialVersionUID = 1L;

  public LeaseLost(UUID executionId) {
    super(Category.LEASE_LOST, "Another node has taken over execution " + executionId + ".", null);
  }

  @Override
  public String code() {
    return "LEASE_LOST";
  }
}
