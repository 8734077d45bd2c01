package io.horarium.activity;

/** Counters of a run (contract/sync-engine.md 13); each is a column of the activity. */
public enum Counter {
  OBJECTS_READ("objects_read"),
  OBJECTS_PROCESSED("objects_processed"),
  UNCHANGED("unchanged"),
  ADDED("added"),
  UPDATED("updated"),
  DELETED("deleted"),
  DELETES_WITHHELD("deletes_withheld"),
  PROJECTED("projected"),
  JOINED("joined"),
  ATTRIBUTE_FLOWS("attribute_flows"),
  DISCONNECTED("disconnected"),
  DISCONNECTED_OUT_OF_SCOPE("disconnected_out_of_scope"),
  OUT_OF_SCOPE_RETAIN_JOIN("out_of_scope_retain_join"),
  PROVISIONED("provisioned"),
  PENDING_EXPORTS("pending_exports"),
  MVO_DELETED("mvo_deleted"),
  EXPORTED("exported"),
  DEPROVISIONED("deprovisioned"),
  PENDING_EXPORTS_CONFIRMED("pending_exports_confirmed"),
  PENDING_EXPORTS_RETRYING("pending_exports_retrying"),
  PENDING_EXPORTS_FAILED("pending_exports_failed"),
  ERRORS("errors");

  private final String column;

  Counter(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
