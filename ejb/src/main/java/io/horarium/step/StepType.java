package io.horarium.step;

/** One kind of step. A CDI bean; the engine finds it by {@link #name()}. */
public interface StepType {

  /** Wire name of the step type, for example {@code RunProfile} (contract/jim.md 8.1). */
  String name();

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
