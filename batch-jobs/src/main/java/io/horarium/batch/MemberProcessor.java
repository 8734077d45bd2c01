package io.horarium.batch;

import io.horarium.execution.MemberRun;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Prepares an item for writing, outside of the database. */
@Named
@Dependent
public class MemberProcessor implements ItemProcessor {

  @Inject private StepContext step;

  private MemberRun run;

  @Override
  public Object processItem(Object item) {
    if (run == null) {
      run = (MemberRun) step.getTransientUserData();
    }
    return run.process(item);
  }
}
