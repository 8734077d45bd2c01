package io.horarium.batch;

import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.context.JobContext;
import java.util.Properties;
import java.util.UUID;

/** What a job was started with: the execution, and the epoch of the lease under which it works. */
record JobParameters(UUID executionId, int epoch) {

  static JobParameters of(JobContext job) {
    Properties given = BatchRuntime.getJobOperator().getParameters(job.getExecutionId());
    return new JobParameters(
        UUID.fromString(given.getProperty("executionId")),
        Integer.parseInt(given.getProperty("epoch")));
  }
}
