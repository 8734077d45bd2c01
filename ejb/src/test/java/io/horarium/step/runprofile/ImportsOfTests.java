package io.horarium.step.runprofile;

import io.horarium.connectedsystem.ImportMarks;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.platform.Clock;
import io.horarium.platform.Database;
import io.horarium.step.StepContext;
import io.horarium.step.StepWork;

/** The work of imports for tests of other packages. */
public final class ImportsOfTests {

  private ImportsOfTests() {}

  /** The work of an import on a database. */
  public static StepWork work(Database database, Clock clock, StepContext context, RunPlan plan) {
    return new ImportWork(new ImportMarks(database), ImportFixture.stores(database, clock))
        .work(context, plan);
  }
}
