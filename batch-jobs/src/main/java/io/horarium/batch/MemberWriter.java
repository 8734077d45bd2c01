package io.horarium.batch;

import io.horarium.execution.MemberRun;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** Writes a batch of one member, in the chunk's transaction. */
@Named
@Dependent
public class MemberWriter implements ItemWriter {

  @Inject private StepContext step;

  @Override
  public void open(Serializable checkpoint) {
    // nothing: the member's run is opened by the reader
  }

  @Override
  public void writeItems(List<Object> items) {
    ((MemberRun) step.getTransientUserData()).write(items);
  }

  @Override
  public Serializable checkpointInfo() {
    return null;
  }

  @Override
  public void close() {
    // nothing: closed by the reader
  }
}
