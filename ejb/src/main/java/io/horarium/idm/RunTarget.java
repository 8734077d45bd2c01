package io.horarium.idm;

import java.util.UUID;

/** A run that a step of the IDM dialect starts and waits for. */
sealed interface RunTarget {

  /** What people call it. */
  String label();

  /** A whole schedule. */
  record OfSchedule(UUID scheduleId, String label) implements RunTarget {}

  /** One run profile. */
  record OfProfile(int systemId, int profileId, String label) implements RunTarget {}
}
