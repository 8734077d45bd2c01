package io.horarium.batch;

import io.horarium.execution.GroupRuns;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Says when a job is over, so that an execution it left unfinished is gone on with. */
@Named
@Dependent
public class ExecutionListener extends AbstractJobListener {

  @Inject private JobContext job;
  @Inject private GroupRuns groups;

  @Override
  public void afterJob() {
    JobParameters parameters = JobParameters.of(job);
    BatchStatus status = job.getBatchStatus();
    groups.jobEnded(
        parameters.executionId(),
        parameters.epoch(),
        status == BatchStatus.STOPPED || status == BatchStatus.STOPPING);
  }
}
