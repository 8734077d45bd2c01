package io.horarium.schedule;

/** Unit of an interval; names of the wire (contract/jim.md 7.1). */
public enum IntervalUnit {
  Minutes,
  Hours
}
