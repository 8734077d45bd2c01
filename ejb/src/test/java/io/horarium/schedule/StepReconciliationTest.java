package io.horarium.schedule;

import static io.horarium.schedule.Inputs.limits;
import static io.horarium.schedule.Inputs.named;
import static io.horarium.schedule.Inputs.ofType;
import static io.horarium.schedule.Inputs.runs;
import static io.horarium.schedule.Inputs.step;
import static io.horarium.schedule.Inputs.with;
import static io.horarium.schedule.Inputs.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.InvalidInput;
import io.horarium.step.StepSettings;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepReconciliationTest {

  private static final StepReconciliation RECONCILIATION = new StepReconciliation(SampleTypes.ALL);

  private static final StepDetail STORED =
      new StepDetail(
          UUID.fromString("a1000000-0000-4000-8000-000000000001"),
          3,
          0,
          "Read the file",
          ExecutionMode.ParallelWithPrevious,
          "RunProfile",
          true,
          600,
          1,
          11,
          new StepOverrides("other.csv", true),
          StepSettings.NONE);

  @Test
  void anAbsentPropertyOfAKnownStepKeepsItsValue() {
    List<StepDetail> steps = RECONCILIATION.reconcile(List.of(step(STORED.id())), List.of(STORED));

    assertThat(steps).containsExactly(STORED);
  }

  @Test
  void nullClearsAPropertyOfAKnownStep() {
    StepInput sent =
        named(limits(step(STORED.id()), Given.of(null), Given.of(null)), Given.of(null));

    StepDetail step = RECONCILIATION.reconcile(List.of(sent), List.of(STORED)).get(0);

    assertThat(step.timeoutSeconds()).isNull();
    assertThat(step.name()).isNull();
    assertThat(step.overrides()).isEqualTo(StepOverrides.NONE);
    assertThat(step.continueOnFailure()).isTrue();
  }

  @Test
  void anUnknownIdIsUsedForANewStepWithDefaults() {
    UUID id = UUID.fromString("a1000000-0000-4000-8000-000000000002");

    StepDetail step =
        RECONCILIATION.reconcile(List.of(withId(runs(0, 2, 21), id)), List.of(STORED)).get(0);

    assertThat(step)
        .isEqualTo(
            new StepDetail(
                id,
                0,
                0,
                null,
                ExecutionMode.Sequential,
                "RunProfile",
                false,
                null,
                2,
                21,
                StepOverrides.NONE,
                StepSettings.NONE));
  }

  @Test
  void stepsWithoutIdAreNewAndStepsNotNamedGo() {
    List<StepDetail> steps =
        RECONCILIATION.reconcile(List.of(runs(1, 1, 11), runs(0, 1, 12)), List.of(STORED));

    assertThat(steps)
        .extracting(StepDetail::id)
        .doesNotContain(STORED.id())
        .doesNotHaveDuplicates();
    assertThat(steps).extracting(StepDetail::position).containsExactly(0, 1);
    assertThat(steps).extracting(StepDetail::stepIndex).containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PowerShell", "Executable", "Teleport", ""})
  void aTypeThatCannotRunIsRefused(String type) {
    List<StepInput> sent = List.of(runs(0, 1, 11), ofType(runs(1, 1, 11), type));

    assertThatThrownBy(() -> RECONCILIATION.reconcile(sent, List.of()))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> {
              assertThat(e.fieldMessages()).containsOnlyKeys("steps[1].stepType");
              assertThat(e).hasMessageContaining("RunProfile, Shout");
            });
  }

  @Test
  void namesOfTypesMatchInAnyCase() {
    List<StepInput> sent = List.of(ofType(runs(0, 1, 11), "runprofile"));

    assertThat(RECONCILIATION.reconcile(sent, List.of()).get(0).stepType()).isEqualTo("RunProfile");
  }

  @Test
  void aRunProfileStepNeedsBothIds() {
    assertThatThrownBy(() -> RECONCILIATION.reconcile(List.of(runs(0, 0, 11)), List.of()))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.fieldMessages()).containsOnlyKeys("steps[0].connectedSystemId"));
    assertThatThrownBy(() -> RECONCILIATION.reconcile(List.of(runs(0, 1, 0)), List.of()))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.fieldMessages()).containsOnlyKeys("steps[0].runProfileId"));
  }

  @Test
  void aTypeSaysWhatItsStepsLackAndWarnsOfWhatWillNotRun() {
    StepSettings quiet = SampleTypes.text(null);
    StepSettings loud = SampleTypes.text("loud");

    assertThatThrownBy(
            () -> RECONCILIATION.reconcile(List.of(ofType(0, "Shout", quiet)), List.of()))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.fieldMessages())
                    .containsEntry(
                        "steps[0].sqlText",
                        List.of("steps[0].sqlText is required; say something.")));
    List<StepDetail> steps = RECONCILIATION.reconcile(List.of(ofType(0, "shout", loud)), List.of());
    assertThat(RECONCILIATION.warnings(steps)).containsExactly("steps[0]: It is loud.");
    assertThat(steps.get(0).stepType()).isEqualTo("Shout");
  }

  @Test
  void settingsAreKeptWhenAbsentAndClearedByNull() {
    StepDetail stored =
        RECONCILIATION
            .reconcile(List.of(ofType(0, "Shout", SampleTypes.text("loud"))), List.of())
            .get(0);

    StepDetail kept = RECONCILIATION.reconcile(List.of(step(stored.id())), List.of(stored)).get(0);

    assertThat(kept).isEqualTo(stored);
    StepInput cleared =
        with(
            step(stored.id()),
            new StepSettingsInput(
                Given.absent(),
                Given.absent(),
                Given.absent(),
                Given.absent(),
                Given.absent(),
                Given.absent(),
                Given.of(null),
                Given.absent(),
                Given.absent(),
                Given.absent(),
                Given.absent()));
    assertThatThrownBy(() -> RECONCILIATION.reconcile(List.of(cleared), List.of(stored)))
        .hasMessageContaining("steps[0].sqlText is required");
  }

  @Test
  void aStepThatRunsNoProfileBelongsToNoSystem() {
    StepInput sent = with(ofType(runs(0, 1, 11), "Shout"), sample("loud"));

    StepDetail step = RECONCILIATION.reconcile(List.of(sent), List.of()).get(0);

    assertThat(step.connectedSystemId()).isNull();
    assertThat(step.runProfileId()).isNull();
  }

  private static StepSettingsInput sample(String text) {
    return StepSettingsInput.of(SampleTypes.text(text));
  }

  @Test
  void oneIdForTwoStepsIsRefused() {
    List<StepInput> sent = List.of(step(STORED.id()), step(STORED.id()));

    assertThatThrownBy(() -> RECONCILIATION.reconcile(sent, List.of(STORED)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys("steps[1].id"));
  }
}
