/**
 * Scoping criteria of synchronisation rules (contract/jim-sync.md 6, 12.25): immutable, pure
 * decisions over the attributes of one object.
 */
package io.horarium.sync.scope;
