package io.horarium.activity;

/**
 * What a run brought about, for filters only: each means that its total is above zero
 * (contract/jim.md 15.1).
 */
public enum ActivityOutcome {
  Added("added"),
  Updated("updated"),
  Deleted("deleted"),
  Projected("projected"),
  Joined("joined"),
  AttributeFlows("attribute_flows"),
  Disconnected("disconnected"),
  DriftCorrections("drift_corrections"),
  Provisioned("provisioned"),
  Exported("exported"),
  Deprovisioned("deprovisioned"),
  Created("created_objects"),
  PendingExports("pending_exports"),
  Errors("errors");

  private final String column;

  ActivityOutcome(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
