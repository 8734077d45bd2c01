package io.horarium.sync.rule;

/** Whether values flow into the metaverse or out of it. */
public enum Direction {
  Import,
  Export
}
