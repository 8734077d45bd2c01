package io.horarium.step.runprofile;

import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.step.StepContext;
import io.horarium.step.StepWork;
import java.util.Set;

/**
 * Makes the work of runs of its run types. A CDI bean per kind of run; {@link RunProfileStep} finds
 * it by {@link #runTypes}.
 */
public interface RunTypeWork {

  /** The run types whose runs it does; no other bean names one of them. */
  Set<RunType> runTypes();

  /**
   * The work of one run.
   *
   * @param plan of the run; its run type is one of {@link #runTypes}
   * @throws io.horarium.problem.Problem when it cannot run as it is configured now
   */
  StepWork work(StepContext context, RunPlan plan);

  /** See {@link io.horarium.step.StepType#discard}; called for every run, of whatever type. */
  default void discard(StepContext context) {}
}
