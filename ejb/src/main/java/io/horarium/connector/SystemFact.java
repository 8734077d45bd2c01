package io.horarium.connector;

/**
 * Something a connector saw when it was connected, for people to read (contract/jim-sync.md 2.8,
 * capabilities), such as {@code Vendor} and its name.
 *
 * @param name at most 100 characters, unique in its list
 * @param value at most 1,000 characters, never a secret
 */
public record SystemFact(String name, String value) {}
