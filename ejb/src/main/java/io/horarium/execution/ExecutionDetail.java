package io.horarium.execution;

import java.util.List;
import java.util.UUID;

/**
 * An execution with its members.
 *
 * @param steps ordered by step index, then by connected system
 * @param groups how far each group has come; empty when there are no steps
 * @param reruns the executions that do this one again, the oldest first
 */
public record ExecutionDetail(
    ExecutionSummary summary,
    List<ExecutionStep> steps,
    List<GroupProgress> groups,
    List<UUID> reruns) {

  public ExecutionDetail {
    steps = List.copyOf(steps);
    groups = List.copyOf(groups);
    reruns = List.copyOf(reruns);
  }
}
