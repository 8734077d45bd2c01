package io.horarium.connectedsystem;

/**
 * A connected system is about to be deleted, in the transaction that does it: its rules, objects
 * and their joins are all still there. Throwing keeps the system.
 */
public record ConnectedSystemDeleting(int systemId) {}
