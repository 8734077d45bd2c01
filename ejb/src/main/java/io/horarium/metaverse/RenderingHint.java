package io.horarium.metaverse;

/** How a form shows the values of an attribute. */
public enum RenderingHint {
  Default,
  Table,
  ChipSet,
  List
}
