/**
 * Values of attributes as synchronisation sees them: typed, looked up by name in any case, and
 * turned to and from their canonical texts (contract/jim-sync.md 5.4, contract/sync-engine.md 2).
 * Pure: no container, no database, no clock.
 */
package io.horarium.sync.value;
