package io.horarium.metaverse;

import io.horarium.problem.InvalidInput;

/** Deleting what others refer to has to be confirmed by its name (contract/jim-sync.md 8). */
final class Confirmation {

  private Confirmation() {}

  /**
   * Checks the confirmation when one is needed or given.
   *
   * @throws InvalidInput it is missing, or another name
   */
  static void check(boolean required, String name, String given) {
    if (given == null ? required : !given.equals(name)) {
      throw InvalidInput.field(
          "confirmationName",
          "confirmationName must be '" + name + "', the exact name of what goes, to confirm it.");
    }
  }
}
