package io.horarium.connector;

/**
 * Type of an attribute's values; the names are those of the wire (contract/jim-sync.md 1). Number
 * has 32 bits, LongNumber 64.
 */
public enum DataType {
  NotSet,
  Text,
  Number,
  DateTime,
  Binary,
  Reference,
  Guid,
  Boolean,
  LongNumber,
  Decimal
}
