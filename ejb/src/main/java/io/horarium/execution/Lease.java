package io.horarium.execution;

import java.util.UUID;

/**
 * The right to work on an execution. Whoever takes an execution over raises its epoch; a write that
 * carries an older one is rolled back.
 *
 * @param job the batch job that works on this kind of execution
 */
public record Lease(UUID executionId, int epoch, ExecutionJob job) {}
