package io.horarium.execution;

import java.util.List;

/**
 * An execution with its members.
 *
 * @param steps ordered by step index, then by connected system
 * @param groups how far each group has come; empty when there are no steps
 */
public record ExecutionDetail(
    ExecutionSummary summary, List<ExecutionStep> steps, List<GroupProgress> groups) {

  public ExecutionDetail {
    steps = List.copyOf(steps);
    groups = List.copyOf(groups);
  }
}
