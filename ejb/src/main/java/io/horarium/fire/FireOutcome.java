package io.horarium.fire;

/** What became of a due instant; names of the wire and of the ledger. */
public enum FireOutcome {
  /** An execution was created. */
  Started,
  /** An earlier run of the schedule was still active. */
  Overlap,
  /** The schedule was paused. */
  Paused,
  /** The instant lies in a blackout. */
  Blackout,
  /** The schedule has no steps. */
  NoSteps,
  /** The schedule was disabled a moment before. */
  Disabled,
  /** Nothing was there to start it in time, and the policy drops what is missed. */
  Missed,
  /** Missed, but another run made up for it. */
  Merged,
  /** The execution could not be created. */
  Refused
}
