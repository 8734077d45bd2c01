package io.horarium.sync.rule;

/** Whether a criterion compares with a fixed value or with an instant relative to the run. */
public enum ValueMode {
  Absolute,
  Relative
}
