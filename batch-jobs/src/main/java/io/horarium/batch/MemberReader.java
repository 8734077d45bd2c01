package io.horarium.batch;

import io.horarium.execution.GroupRuns;
import io.horarium.execution.MemberRun;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;

/**
 * Reads the items of one member. The runtime's own checkpoint is ignored: the member's is in our
 * tables, written in the same transaction as the batch.
 */
@Named
@Dependent
public class MemberReader implements ItemReader {

  @Inject private JobContext job;
  @Inject private StepContext step;
  @Inject private GroupRuns groups;
  @Inject @BatchProperty private String member;

  private MemberRun run;

  @Override
  public void open(Serializable checkpoint) {
    run = groups.open(UUID.fromString(member), JobParameters.of(job).epoch()).orElse(null);
    step.setTransientUserData(run);
  }

  @Override
  public Object readItem() {
    return run == null ? null : run.next();
  }

  @Override
  public Serializable checkpointInfo() {
    return null;
  }

  @Override
  public void close() {
    if (run != null) {
      groups.closed(run);
      run = null;
    }
  }
}
