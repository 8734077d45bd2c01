package io.horarium.connectedsystem;

/** How many values an attribute may have. */
public enum Plurality {
  SingleValued,
  MultiValued
}
