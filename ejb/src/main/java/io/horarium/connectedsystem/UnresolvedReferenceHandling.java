package io.horarium.connectedsystem;

/** What an import makes of a reference to an object that is not there. */
public enum UnresolvedReferenceHandling {
  /** An error of the object. */
  Error,
  /** One warning for the whole run. */
  Warn,
  /** Only a line in the log. */
  Ignore
}
