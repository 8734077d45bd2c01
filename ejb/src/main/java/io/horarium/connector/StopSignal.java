package io.horarium.connector;

/** Tells a connector that the run was cancelled. Looked at between records and pages. */
@FunctionalInterface
public interface StopSignal {
  boolean stopRequested();
}
