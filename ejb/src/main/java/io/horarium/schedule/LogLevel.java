package io.horarium.schedule;

import org.jboss.logging.Logger;

/** The level at which start and end of a run are logged; names of the wire (seed 001). */
public enum LogLevel {
  trace(Logger.Level.TRACE),
  debug(Logger.Level.DEBUG),
  info(Logger.Level.INFO),
  warn(Logger.Level.WARN),
  error(Logger.Level.ERROR),
  /** As error. */
  fatal(Logger.Level.ERROR);

  private final Logger.Level level;

  LogLevel(Logger.Level level) {
    this.level = level;
  }

  /** The level of the log that it stands for. */
  public Logger.Level level() {
    return level;
  }
}
