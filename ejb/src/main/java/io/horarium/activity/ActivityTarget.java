package io.horarium.activity;

/** What an activity is about; names of the wire (contract/jim.md 15.1). */
public enum ActivityTarget {
  ConnectedSystemRunProfile,
  ConnectedSystem,
  Schedule,
  /** Ours: a step that runs no run profile. JIM never runs such steps, so it has no word for it. */
  ScheduleStep,
  /** Ours. */
  Blackout,
  ApiKey,
  ServiceSetting,
  System,
  Authentication,
  SystemInitialisation
}
