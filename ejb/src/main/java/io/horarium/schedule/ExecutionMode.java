package io.horarium.schedule;

/**
 * What the author of a schedule says about a step; names of the wire. It is kept and given back,
 * but steps run together exactly when they have the same index (contract/jim.md 8.2).
 */
public enum ExecutionMode {
  Sequential,
  ParallelWithPrevious
}
