package io.horarium.activity;

/** What an activity is about; names of the wire (contract/jim.md 15.1). */
public enum ActivityTarget {
  ConnectedSystemRunProfile,
  ConnectedSystem,
  Schedule,
  ApiKey,
  ServiceSetting,
  System,
  Authentication,
  SystemInitialisation
}
