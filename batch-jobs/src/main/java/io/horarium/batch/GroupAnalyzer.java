package io.horarium.batch;

import io.horarium.execution.GroupRuns;
import jakarta.batch.api.partition.PartitionAnalyzer;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/**
 * Told when a partition is through: a member that failed is ended at once, while its neighbours
 * still run. It runs on the job's own thread, after the failed chunk was rolled back.
 */
@Named
@Dependent
public class GroupAnalyzer implements PartitionAnalyzer {

  @Inject private JobContext job;
  @Inject private GroupRuns groups;

  @Override
  public void analyzeCollectorData(Serializable data) {
    // there is no collector
  }

  @Override
  public void analyzeStatus(BatchStatus status, String exitStatus) {
    if (status == BatchStatus.FAILED) {
      JobParameters parameters = JobParameters.of(job);
      groups.settle(parameters.executionId(), parameters.epoch());
    }
  }
}
