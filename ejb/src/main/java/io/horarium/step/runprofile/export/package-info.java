/**
 * The run type Export (contract/sync-engine.md 10, ADR 0015): sends what waits for a connected
 * system in the order it was staged, a batch a call of the connector, and settles the answers in
 * the transaction of the batch.
 */
package io.horarium.step.runprofile.export;
