package io.horarium.web.jim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.Given;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleInput;
import io.horarium.schedule.StepInput;
import io.horarium.schedule.StepOverrides;
import io.horarium.schedule.StepSettingsInput;
import io.horarium.schedule.TriggerType;
import io.horarium.web.RequestBody;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleBodyTest {

  @Test
  void aBareNameLeavesEverythingElseOut() {
    ScheduleInput input = read("{\"name\": \"Golden bare\"}");

    assertThat(input.name()).isEqualTo("Golden bare");
    assertThat(input.key()).isNull();
    assertThat(input.timing().triggerType()).isNull();
    assertThat(input.timing().patternType()).isNull();
    assertThat(input.enabled()).isFalse();
    assertThat(input.steps()).isEmpty();
  }

  @Test
  void readsWhatTheModuleEchoes() {
    ScheduleInput input =
        read(
            """
            {"intervalUnit": null, "cronExpression": null, "isEnabled": true,
             "triggerType": "Manual", "patternType": "specifictimes", "name": "Nightly load",
             "steps": [{"Id": "398bfbc0-848f-4e35-a108-8919efeb85db", "StepIndex": 0,
               "Name": null, "ExecutionMode": "Sequential", "StepType": "RunProfile",
               "ContinueOnFailure": false, "ConnectedSystemId": 86, "RunProfileId": "159",
               "ScriptPath": null}]}""");

    StepInput step = input.steps().get(0);
    assertThat(input.enabled()).isTrue();
    assertThat(input.timing().triggerType()).isEqualTo(TriggerType.Manual);
    assertThat(input.timing().patternType()).isEqualTo(PatternType.SpecificTimes);
    assertThat(step.id()).isEqualTo(UUID.fromString("398bfbc0-848f-4e35-a108-8919efeb85db"));
    assertThat(step.name()).isEqualTo(Given.of(null));
    assertThat(step.timeoutSeconds()).isEqualTo(Given.absent());
    assertThat(step.runProfileId()).isEqualTo(Given.of(159));
    assertThat(step.overrides()).isEqualTo(Given.absent());
  }

  @Test
  void overridesAreGivenAsAWhole() {
    ScheduleInput input =
        read(
            """
            {"name": "x", "steps": [
              {"overrides": {"filePath": "b.csv"}},
              {"overrides": {"overrideDeleteGuard": true}},
              {"overrides": null}]}""");

    assertThat(input.steps())
        .extracting(StepInput::overrides)
        .containsExactly(
            Given.of(new StepOverrides("b.csv", false)),
            Given.of(new StepOverrides(null, true)),
            Given.of(null));
  }

  @Test
  void readsTheSettingsOfStepTypes() {
    ScheduleInput input =
        read(
            """
            {"name": "x", "steps": [
              {"stepType": "Executable", "executablePath": "tool", "arguments": null,
               "sqlConnectionString": "********", "context": {"b": [1.50, null], "a": "x"}},
              {"sqlConnectionString": "hr"}]}""");

    StepSettingsInput settings = input.steps().get(0).settings();
    assertThat(settings.executablePath()).isEqualTo(Given.of("tool"));
    assertThat(settings.arguments()).isEqualTo(Given.of(null));
    assertThat(settings.scriptPath()).isEqualTo(Given.absent());
    assertThat(settings.context()).isEqualTo(Given.of("{\"b\":[1.50,null],\"a\":\"x\"}"));
    // the mask stands for what is stored
    assertThat(settings.sqlConnection()).isEqualTo(Given.absent());
    assertThat(input.steps().get(1).settings().sqlConnection()).isEqualTo(Given.of("hr"));
  }

  @Test
  void namesEveryPropertyOfTheWrongType() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"name": "x", "triggerType": 1, "patternType": "Weekly",
                     "steps": [{"stepIndex": "first"}, null]}"""))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.fieldMessages())
                    .containsOnlyKeys(
                        "triggerType", "patternType", "steps[0].stepIndex", "steps[1]"));
  }

  @Test
  void stepsMustBeAListAndABodyMustBeThere() {
    assertThatThrownBy(() -> read("{\"name\": \"x\", \"steps\": {}}"))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(InvalidInput.class);
  }

  private static ScheduleInput read(String json) {
    return ScheduleBody.read(RequestBody.parse(json));
  }
}
