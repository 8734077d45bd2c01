package io.horarium.schedule;

import io.horarium.step.FieldProblem;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepTypes;
import io.horarium.step.StepWork;
import java.util.List;

/** Step types for tests of what a schedule asks of them: RunProfile, and Shout with a text. */
final class SampleTypes {

  static final StepTypes ALL = new StepTypes(List.of(new Profile(), new Shout()));

  private SampleTypes() {}

  static StepSettings text(String text) {
    return new StepSettings(null, null, null, null, null, null, text, null, null, null, null);
  }

  private static class Profile implements StepType {
    @Override
    public String name() {
      return "RunProfile";
    }

    @Override
    public boolean runsProfile() {
      return true;
    }

    @Override
    public StepWork work(StepContext context) {
      throw new UnsupportedOperationException("not part of these tests");
    }
  }

  private static final class Shout extends Profile {
    @Override
    public String name() {
      return "Shout";
    }

    @Override
    public boolean runsProfile() {
      return false;
    }

    @Override
    public List<FieldProblem> check(StepSettings settings) {
      return settings.sqlText() == null
          ? List.of(new FieldProblem("sqlText", "is required; say something"))
          : List.of();
    }

    @Override
    public List<String> warnings(StepSettings settings) {
      return List.of("It is " + settings.sqlText() + ".");
    }
  }
}
