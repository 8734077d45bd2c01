package io.horarium.sync.rule;

/** What the value of a mapping comes from. */
public enum SourceType {
  AttributeMapping,
  ExpressionMapping
}
