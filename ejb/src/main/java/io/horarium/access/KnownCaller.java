package io.horarium.access;

import java.util.Set;

/** Somebody whose credentials were found valid. */
public sealed interface KnownCaller permits KnownKey, KnownUser {

  /** As a person knows it. */
  String name();

  /** Names of the roles. */
  Set<String> roles();

  /** As whoever caused something. */
  Initiator initiator();
}
