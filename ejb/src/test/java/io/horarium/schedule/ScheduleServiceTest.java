package io.horarium.schedule;

import static io.horarium.schedule.Inputs.limits;
import static io.horarium.schedule.Inputs.named;
import static io.horarium.schedule.Inputs.ofType;
import static io.horarium.schedule.Inputs.runs;
import static io.horarium.schedule.Inputs.schedule;
import static io.horarium.schedule.Inputs.step;
import static io.horarium.schedule.Inputs.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStore;
import io.horarium.connector.FileRoots;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.platform.Node;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.step.StepSettings;
import io.horarium.testdb.SettableClock;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestPersistence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleServiceTest {

  private static final TestPersistence PERSISTENCE =
      new TestPersistence(Schedule.class, ScheduleStep.class);
  private static final Initiator ADA = new Initiator(Initiator.Type.ApiKey, Ids.next(), "Ada");

  @TempDir static Path root;

  private final Database database = TestDatabase.database();
  private final List<UUID> deleting = new ArrayList<>();
  private final List<UUID> saved = new ArrayList<>();
  private final RecordedFiring firing = new RecordedFiring();
  private final SettableClock clock = new SettableClock();

  @BeforeEach
  void twoSystemsWithProfiles() {
    TestDatabase.clear();
    database.update(
        "insert into horarium.connector_definition (id, connector_type, name) values (1, 'csv', 'CSV')");
    database.update(
        """
        insert into horarium.connected_system (id, name, connector_definition_id)
        values (1, 'HR people', 1), (2, 'Badge office', 1)""");
    database.update(
        """
        insert into horarium.run_profile (id, connected_system_id, name, run_type, batch_size)
        values (11, 1, 'Full Import', 'FullImport', 250), (21, 2, 'Full Import', 'FullImport', 100)""");
  }

  @Test
  void aNewScheduleIsManualAndDisabledAndItsKeyIsItsId() {
    ScheduleDetail made = in(service -> service.create(schedule("Nightly"), ADA));

    ScheduleSummary summary = in(service -> service.get(made.summary().id())).summary();
    assertThat(summary.name()).isEqualTo("Nightly");
    assertThat(summary.key()).isEqualTo(summary.id().toString());
    assertThat(summary.timing().triggerType()).isEqualTo(TriggerType.Manual);
    assertThat(summary.timing().patternType()).isEqualTo(PatternType.SpecificTimes);
    assertThat(summary.enabled()).isFalse();
    assertThat(summary.created()).isEqualTo(clock.now());
    assertThat(summary.lastUpdated()).isNull();
    assertThat(summary.nextRunAt()).isNull();
  }

  @Test
  void keepsTheTimingOfAManualScheduleAsGiven() {
    var timing =
        new Timing(
            TriggerType.Manual,
            PatternType.Interval,
            "0 6 * * *",
            "1,2",
            "06:00",
            15,
            IntervalUnit.Minutes,
            "08:00",
            "18:00");

    ScheduleDetail made = in(service -> service.create(schedule("Timed", timing), ADA));
    // a replacement without trigger and pattern keeps both; the other fields are replaced
    ScheduleDetail replaced =
        in(service -> service.replace(made.summary().id(), schedule("Timed"), ADA));

    assertThat(made.summary().timing()).isEqualTo(timing);
    assertThat(replaced.summary().timing())
        .isEqualTo(
            new Timing(
                TriggerType.Manual,
                PatternType.Interval,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void keepsTheSettingsOfEveryStepType() {
    var settings =
        new StepSettings(
            "a.ps1", "-x 1", "tool", "work", "hr", "a.sql", "select 1", true, "1 + 1", "js", "{}");

    ScheduleDetail made =
        in(s -> s.create(schedule("Mixed", ofType(0, "Shout", settings), runs(1, 1, 11)), ADA));
    ScheduleDetail read = in(s -> s.get(made.summary().id()));

    assertThat(read.steps())
        .extracting(StepDetail::settings)
        .containsExactly(settings, StepSettings.NONE);
    assertThat(read.steps().get(0).connectedSystemId()).isNull();
    assertThat(read.warnings()).containsExactly("steps[0]: It is select 1.");
    assertThat(new ScheduleSnapshots(database).load(made.summary().id()).steps())
        .extracting(ScheduleSnapshot.Step::settings)
        .containsExactly(settings, StepSettings.NONE);
  }

  @Test
  void anEnabledCronScheduleIsArmedInTheSameCall() {
    UUID id = in(s -> s.create(enabled("0 6 * * *"), ADA)).summary().id();

    assertThat(in(s -> s.get(id)).summary().nextRunAt()).isEqualTo("2026-03-01T06:00:00Z");
    assertThat(firing.last().nextAt()).isEqualTo("2026-03-01T06:00:00Z");

    clock.at("2026-03-01T06:00:30Z");
    assertThat(in(s -> s.disable(id, null, ADA)).nextRunAt()).isNull();
    assertThat(firing.last().nextAt()).isNull();
    assertThat(in(s -> s.enable(id, null, ADA)).nextRunAt()).isEqualTo("2026-03-02T06:00:00Z");
  }

  @Test
  void aChangeThatLeavesTheTimingAloneLeavesTheTriggerAlone() {
    UUID id = in(s -> s.create(enabled("0 7 * * *"), ADA)).summary().id();
    Instant armed = in(s -> s.get(id)).summary().armedAt();

    clock.at("2026-03-01T06:30:00Z");
    in(s -> s.replace(id, enabled("0 7 * * *"), ADA));
    assertThat(in(s -> s.get(id)).summary().armedAt()).isEqualTo(armed);
    in(s -> s.replace(id, enabled("0 8 * * *"), ADA));

    assertThat(in(s -> s.get(id)).summary().armedAt()).isEqualTo(clock.now());
    assertThat(firing.last().nextAt()).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void refusesTriggersThatWouldNeverFire() {
    for (String cron : List.of("0 0 31 2 *", "0 0 0 1 1 ? 2020", "0 25 * * *")) {
      assertThatThrownBy(() -> in(s -> s.create(enabled(cron), ADA)))
          .isInstanceOfSatisfying(
              InvalidInput.class,
              e -> assertThat(e.fieldMessages()).containsOnlyKeys("cronExpression"));
    }
    assertThat(firing.placed).isEmpty();
  }

  @Test
  void updatesKeepsAddsAndDeletesStepsByTheirIds() {
    UUID id = create("Cycle", named(runs(0, 1, 11), Given.of("first")), runs(1, 2, 21));
    List<StepDetail> before = steps(id);

    in(
        service ->
            service.replace(
                id,
                schedule(
                    "Cycle",
                    runs(4, 2, 21),
                    limits(
                        step(before.get(0).id()),
                        Given.of(60),
                        Given.of(new StepOverrides("b.csv", true)))),
                ADA));

    List<StepDetail> after = steps(id);
    assertThat(after).extracting(StepDetail::stepIndex).containsExactly(0, 4);
    assertThat(after.get(0).id()).isEqualTo(before.get(0).id());
    assertThat(after.get(0).name()).isEqualTo("first");
    assertThat(after.get(0).timeoutSeconds()).isEqualTo(60);
    assertThat(after.get(0).overrides()).isEqualTo(new StepOverrides("b.csv", true));
    assertThat(after.get(1).id()).isNotIn(before.get(0).id(), before.get(1).id());
    assertThat(database.number("select count(*) from horarium.schedule_step")).isEqualTo(2);
  }

  @Test
  void stepsOfOneIndexStayInTheOrderSent() {
    UUID id = create("Cycle", runs(5, 1, 11), runs(0, 2, 21), runs(5, 2, 21), runs(0, 1, 11));

    assertThat(steps(id)).extracting(StepDetail::stepIndex).containsExactly(0, 0, 5, 5);
    assertThat(steps(id)).extracting(StepDetail::connectedSystemId).containsExactly(2, 1, 1, 2);
  }

  @Test
  void aStepMustRunAProfileOfItsSystem() {
    assertThatThrownBy(() -> create("x", runs(0, 1, 11), runs(0, 9, 11)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.fieldMessages()).containsOnlyKeys("steps[1].connectedSystemId"));
    assertThatThrownBy(() -> create("x", runs(0, 1, 21)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.fieldMessages()).containsOnlyKeys("steps[0].runProfileId"));
    assertThatThrownBy(() -> create("x", runs(0, 1, 99)))
        .hasMessageContaining("steps[0].runProfileId");
  }

  @Test
  void refusesMoreGroupsThanCanRun() {
    StepInput[] most =
        IntStream.range(0, 128).mapToObj(i -> runs(i, 1, 11)).toArray(StepInput[]::new);
    StepInput[] tooMany =
        IntStream.range(0, 129).mapToObj(i -> runs(i, 1, 11)).toArray(StepInput[]::new);

    create("most", most);
    assertThatThrownBy(() -> create("too many", tooMany))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("129");
  }

  @Test
  void takenNamesKeysAndStepIdsAreConflicts() {
    create(
        "Nightly", withId(runs(0, 1, 11), UUID.fromString("a1000000-0000-4000-8000-00000000000a")));
    UUID other = create("Hourly");
    in(s -> s.replace(other, keyed("Hourly", "hourly"), ADA));

    assertThatThrownBy(() -> create("Nightly"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("'Nightly'");
    assertThatThrownBy(() -> in(s -> s.replace(other, schedule("Nightly"), ADA)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> in(s -> s.create(keyed("x", "hourly"), ADA)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("'hourly'");
    assertThatThrownBy(
            () ->
                create(
                    "x",
                    withId(
                        runs(0, 1, 11), UUID.fromString("a1000000-0000-4000-8000-00000000000a"))))
        .isInstanceOf(Conflict.class);
    create("NIGHTLY");
  }

  @Test
  void aKeyThatIsLeftOutStays() {
    UUID id = in(s -> s.create(keyed("Nightly", "nightly"), ADA)).summary().id();

    ScheduleSummary replaced = in(s -> s.replace(id, schedule("Nightly"), ADA)).summary();

    assertThat(replaced.key()).isEqualTo("nightly");
  }

  @Test
  void onlyAChangeOfTheDefinitionMovesLastUpdated() {
    UUID id = create("Nightly");
    Instant ran = Instant.parse("2026-03-01T07:00:00Z");
    new ScheduleSnapshots(database).ran(id, ran);
    clock.at("2026-03-02T06:00:00Z");
    in(s -> s.disable(id, null, ADA));

    ScheduleSummary untouched = in(s -> s.get(id)).summary();
    ScheduleSummary enabled = in(s -> s.enable(id, "go", ADA));

    assertThat(untouched.lastRunAt()).isEqualTo(ran);
    assertThat(untouched.lastUpdated()).isNull();
    assertThat(enabled.enabled()).isTrue();
    assertThat(enabled.lastUpdated()).isEqualTo(clock.now());
    assertThat(enabled.lastRunAt()).isEqualTo(ran);
  }

  @Test
  void everyChangeLeavesAnActivity() {
    UUID id = create("Nightly");
    in(s -> s.replace(id, schedule("Nightly 2"), ADA));
    in(s -> s.enable(id, "go", ADA));
    in(
        s -> {
          s.delete(id, "over", ADA);
          return null;
        });

    List<String> records =
        database.list(
            """
            select target_operation_type || ' ' || target_name || ' ' || initiated_by_name || ' '
                     || coalesce(change_reason, '-') as record
              from horarium.activity
             where target_type = 'Schedule' and status = 'Complete' and scheduled_by_schedule_id = ?
             order by created""",
            row -> row.getString("record"),
            id);
    assertThat(records)
        .containsExactly(
            "Create Nightly Ada -",
            "Update Nightly 2 Ada -",
            "Update Nightly 2 Ada go",
            "Delete Nightly 2 Ada over");
  }

  @Test
  void deletingTellsTheEngineAndTakesStepsAndEndedExecutionsAlong() {
    UUID id = create("Nightly", runs(0, 1, 11));
    UUID stopping = Ids.next();
    execution(Ids.next(), id, "Complete");
    execution(stopping, id, "Cancelled");
    database.update(
        """
        insert into horarium.step_execution (id, execution_id, step_index, group_position, member,
          step_type, execution_mode, continue_on_failure, batch_size, status, activity_id)
        values (?, ?, 0, 0, 0, 'RunProfile', 'Sequential', false, 100, 'Processing', ?)""",
        Ids.next(),
        stopping,
        Ids.next());

    in(
        s -> {
          s.delete(id, null, ADA);
          return null;
        });

    assertThat(deleting).containsExactly(id);
    assertThat(database.number("select count(*) from horarium.schedule")).isZero();
    assertThat(database.number("select count(*) from horarium.schedule_step")).isZero();
    assertThat(
            database.list(
                "select id from horarium.execution where schedule_id is null",
                row -> row.getObject("id", UUID.class)))
        .containsExactly(stopping);
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    UUID id = Ids.next();

    assertThatThrownBy(() -> in(s -> s.get(id)))
        .isInstanceOf(NotFound.class)
        .hasMessage("Schedule not found: " + id);
    assertThatThrownBy(() -> in(s -> s.replace(id, schedule("x"), ADA)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> in(s -> s.enable(id, null, ADA))).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> new ScheduleSnapshots(database).load(id)).isInstanceOf(NotFound.class);
  }

  @Test
  void listsByPartOfNameOrDescriptionInPages() {
    create("Weekly 100%", runs(0, 1, 11), runs(0, 2, 21));
    create("nightly");
    in(
        s ->
            s.create(
                new ScheduleInput(
                    null, "Other", "runs NIGHTLY", Inputs.noTiming(), true, List.of(), null),
                ADA));

    assertThat(names(new ScheduleQuery(null, ScheduleQuery.Sort.NAME, false, 0, 2))).hasSize(2);
    assertThat(names(new ScheduleQuery("NightLY", ScheduleQuery.Sort.named("Name"), true, 0, 20)))
        .containsExactly("Other", "nightly");
    assertThat(names(new ScheduleQuery("0%", ScheduleQuery.Sort.CREATED, false, 0, 20)))
        .containsExactly("Weekly 100%");
    assertThat(names(new ScheduleQuery("_", ScheduleQuery.Sort.CREATED, false, 0, 20))).isEmpty();
    Slice<ScheduleSummary> past =
        in(s -> s.list(new ScheduleQuery(null, ScheduleQuery.Sort.IS_ENABLED, true, 40, 20)));
    assertThat(past.items()).isEmpty();
    assertThat(past.total()).isEqualTo(3);
    assertThat(
            in(s -> s.list(new ScheduleQuery("weekly", ScheduleQuery.Sort.CREATED, true, 0, 20)))
                .items()
                .get(0)
                .stepCount())
        .isEqualTo(2);
  }

  @Test
  void aStepReadsNoFileOutsideTheFoldersForFiles() {
    var outside = Given.of(new StepOverrides("/etc/passwd", false));

    assertThatThrownBy(() -> create("Cycle", limits(runs(0, 1, 11), Given.absent(), outside)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.fieldMessages()).containsOnlyKeys("steps[0].overrides.filePath"));
    assertThat(new StepOverrides(" ", false)).isEqualTo(StepOverrides.NONE);
  }

  @Test
  void aSnapshotHoldsWhatARunNeeds() {
    UUID id =
        create(
            "Cycle",
            runs(3, 2, 21),
            limits(runs(0, 1, 11), Given.of(60), Given.of(new StepOverrides("b.csv", true))));

    ScheduleSnapshot snapshot = new ScheduleSnapshots(database).load(id);

    assertThat(snapshot.name()).isEqualTo("Cycle");
    assertThat(snapshot.steps())
        .extracting(ScheduleSnapshot.Step::connectedSystemName)
        .containsExactly("HR people", "Badge office");
    ScheduleSnapshot.Step first = snapshot.steps().get(0);
    assertThat(first.runProfileName()).isEqualTo("Full Import");
    assertThat(first.runType()).isEqualTo("FullImport");
    assertThat(first.batchSize()).isEqualTo(250);
    assertThat(first.timeoutSeconds()).isEqualTo(60);
    assertThat(first.overrides()).isEqualTo(new StepOverrides("b.csv", true));
  }

  private UUID create(String name, StepInput... steps) {
    return in(service -> service.create(schedule(name, steps), ADA)).summary().id();
  }

  private List<StepDetail> steps(UUID id) {
    return in(service -> service.get(id)).steps();
  }

  private List<String> names(ScheduleQuery query) {
    return in(s -> s.list(query)).items().stream().map(ScheduleSummary::name).toList();
  }

  private static ScheduleInput enabled(String cron) {
    return new ScheduleInput(
        null,
        "Timed",
        null,
        new Timing(TriggerType.Cron, PatternType.Custom, cron, null, null, null, null, null, null),
        true,
        List.of(),
        null);
  }

  private static ScheduleInput keyed(String name, String key) {
    return new ScheduleInput(key, name, null, Inputs.noTiming(), false, List.of(), null);
  }

  private void execution(UUID id, UUID scheduleId, String status) {
    database.update(
        """
        insert into horarium.execution (id, kind, schedule_id, status, total_groups,
          initiated_by_type, completed_at)
        values (?, 'Schedule', ?, ?, 1, 'System', now())""",
        id,
        scheduleId,
        status);
  }

  private <T> T in(Function<ScheduleService, T> call) {
    return PERSISTENCE.inTransaction(
        () -> {
          var service =
              new ScheduleService(
                  PERSISTENCE.entityManager(),
                  new ActivityStore(database),
                  SampleTypes.ALL,
                  new RunProfileReferences(database, new FileRoots(List.of(root))),
                  new EndedExecutions(database),
                  new RecordedEvents<>(event -> deleting.add(event.scheduleId())),
                  new RecordedEvents<>(event -> saved.add(event.schedule().id())),
                  new BlackoutStore(database),
                  new PauseStore(database),
                  firing,
                  new Node(),
                  clock);
          return call.apply(service);
        });
  }
}
