package io.horarium.batch;

import io.horarium.execution.GroupRuns;
import io.horarium.execution.Member;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Properties;

/**
 * One partition for every member of the group that has not ended; none is legal and costs nothing.
 */
@Named
@Dependent
public class GroupMapper implements PartitionMapper {

  @Inject private JobContext job;
  @Inject private GroupRuns groups;
  @Inject @BatchProperty private String group;

  @Override
  public PartitionPlan mapPartitions() {
    JobParameters parameters = JobParameters.of(job);
    List<Member> members =
        groups.openMembers(parameters.executionId(), parameters.epoch(), Integer.parseInt(group));
    PartitionPlanImpl plan = new PartitionPlanImpl();
    plan.setPartitionsOverride(true);
    plan.setPartitions(members.size());
    plan.setThreads(members.size());
    plan.setPartitionProperties(
        members.stream().map(GroupMapper::properties).toArray(Properties[]::new));
    return plan;
  }

  private static Properties properties(Member member) {
    Properties properties = new Properties();
    properties.setProperty("member", member.id().toString());
    properties.setProperty("batchSize", Integer.toString(member.batchSize()));
    return properties;
  }
}
