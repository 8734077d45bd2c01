package io.horarium.it.raw;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.util.List;
import java.util.Properties;

/** The least that a chunk step needs: one item, written nowhere. */
public final class RawArtifacts {

  private RawArtifacts() {}

  /** One item. */
  @Named("rawReader")
  @Dependent
  public static class Reader extends AbstractItemReader {
    private boolean given;

    @Override
    public Object readItem() {
      if (given) {
        return null;
      }
      given = true;
      return "item";
    }
  }

  /** Nowhere. */
  @Named("rawWriter")
  @Dependent
  public static class Writer extends AbstractItemWriter {
    @Override
    public void writeItems(List<Object> items) {
      // nothing
    }
  }

  /** One partition. */
  @Named("rawMapper")
  @Dependent
  public static class Mapper implements PartitionMapper {
    @Override
    public PartitionPlan mapPartitions() {
      PartitionPlanImpl plan = new PartitionPlanImpl();
      plan.setPartitions(1);
      plan.setThreads(1);
      plan.setPartitionProperties(new Properties[] {new Properties()});
      return plan;
    }
  }
}
