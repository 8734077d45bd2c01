package io.horarium.it.testkit;

import java.time.Duration;
import java.util.Arrays;

/** Processes that programs of the tests leave behind, told by what they were started with. */
public final class TestProcesses {

  /** So many seconds do they sleep: longer than any test, and a number that nobody else has. */
  public static final String MARK = "7654321";

  private TestProcesses() {}

  /** Returns when none is left. */
  public static void awaitNone() {
    Await.untilTrue(
        "the processes of the steps to be gone",
        Duration.ofSeconds(30),
        () -> ProcessHandle.allProcesses().noneMatch(TestProcesses::isMarked));
  }

  private static boolean isMarked(ProcessHandle process) {
    return process.info().arguments().stream()
        .flatMap(Arrays::stream)
        .anyMatch(argument -> argument.equals(MARK));
  }
}
