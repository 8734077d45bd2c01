/**
 * The expression dialect of mappings (contract/jim-sync.md 5): own grammar, a typed tree that is
 * evaluated directly, a fixed list of functions; no reflection, no EL, no script engine (ADR 0010).
 * Pure: no container, no database, no clock.
 */
package io.horarium.sync.expression;
