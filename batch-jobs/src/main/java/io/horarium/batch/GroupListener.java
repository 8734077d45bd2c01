package io.horarium.batch;

import io.horarium.execution.GroupRuns;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractStepListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Sets the exit status of a group's step, which its transitions act on. */
@Named
@Dependent
public class GroupListener extends AbstractStepListener {

  @Inject private JobContext job;
  @Inject private StepContext step;
  @Inject private GroupRuns groups;
  @Inject @BatchProperty private String group;

  @Override
  public void afterStep() {
    JobParameters parameters = JobParameters.of(job);
    // Set first, in case closing the group fails: then nothing may follow.
    step.setExitStatus("INTERRUPTED");
    step.setExitStatus(
        groups.close(parameters.executionId(), parameters.epoch(), Integer.parseInt(group)).name());
  }
}
