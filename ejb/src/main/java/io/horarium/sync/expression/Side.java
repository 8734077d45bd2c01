package io.horarium.sync.expression;

/** Where an expression is used; decides which of {@code cs} and {@code mv} has values. */
public enum Side {
  /** An import rule: {@code cs["name"]}; {@code mv[...]} is always without value. */
  IMPORT,
  /** An export rule: {@code mv["name"]}; {@code cs[...]} is always without value. */
  EXPORT,
  /** A trial with sample values for both (contract/jim-sync.md 5.8). */
  TRIAL
}
