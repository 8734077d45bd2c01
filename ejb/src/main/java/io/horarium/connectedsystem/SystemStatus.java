package io.horarium.connectedsystem;

/** Whether a connected system is in use. */
public enum SystemStatus {
  Active,
  Disabled,
  Deleting
}
