package io.horarium.step;

import java.util.List;
import java.util.Set;

/** One kind of step. A CDI bean; the engine finds it by {@link #name()}. */
public interface StepType {

  /** Wire name of the step type, for example {@code RunProfile} (contract/jim.md 8.1). */
  String name();

  /**
   * Whether its steps run a run profile, so that they must name one; steps of other types belong to
   * no connected system.
   */
  default boolean runsProfile() {
    return false;
  }

  /** What a step without a name of its own is called in the records of its runs. */
  default String label(StepSettings settings) {
    return name();
  }

  /** What keeps a step with these settings from being saved; empty: nothing. */
  default List<FieldProblem> check(StepSettings settings) {
    return List.of();
  }

  /**
   * What a person should know about a step that can be saved but will not run as things are now:
   * whole sentences.
   */
  default List<String> warnings(StepSettings settings) {
    return List.of();
  }

  /**
   * What a step has for itself while it runs, others that hold it wait: ids of connected systems, 0
   * for the metaverse (contract/sync-engine.md 3.5).
   *
   * @throws io.horarium.problem.Problem when it cannot run as it is configured now
   */
  default Set<Integer> holds(StepContext context) {
    return context.connectedSystemId() == null ? Set.of() : Set.of(context.connectedSystemId());
  }

  /**
   * Whether a run of this kind can be restricted to the objects that failed in an earlier run, see
   * {@link StepContext#retryOf}.
   *
   * @param runType wire name of the run type; {@code NotSet} for steps that run no run profile
   */
  default boolean retriesFailedObjects(String runType) {
    return false;
  }

  /**
   * The work of one member.
   *
   * @throws io.horarium.problem.Problem when it cannot run as it is configured now; the member
   *     fails with that sentence
   */
  StepWork work(StepContext context);

  /**
   * Removes what an attempt that will not be gone on with must not leave behind, for example staged
   * rows. Runs in the transaction that ends the member.
   */
  default void discard(StepContext context) {}
}
