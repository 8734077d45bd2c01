package io.horarium.sync.rule;

/** What an expression does when an attribute it reads has no value (contract/jim-sync.md 5.2). */
public enum MissingInputBehaviour {
  EvaluateAnyway,
  ContributeNoValue,
  FailMapping,
  FailObject
}
