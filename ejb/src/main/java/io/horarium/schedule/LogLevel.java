package io.horarium.schedule;

/** The level at which the start of a run is logged; names of the wire (seed 001). */
public enum LogLevel {
  trace,
  debug,
  info,
  warn,
  error,
  /** As error. */
  fatal
}
