package io.horarium.idm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.ExecutionMode;
import io.horarium.schedule.FiringRules;
import io.horarium.schedule.LogLevel;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.StepDetail;
import io.horarium.schedule.StepOverrides;
import io.horarium.step.StepSettings;
import jakarta.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of contract/openidm-scheduler.md 3, 5.1 and 9 that need no server. */
class JobRulesTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @ParameterizedTest
  @CsvSource({
    "2030-07-01T06:00:00,,Europe/London,2030-07-01T05:00:00Z",
    "2030-07-01T06:00:00Z,,UTC,2030-07-01T06:00:00Z",
    "2030-07-01T06:00:00.5+05:00,,+05:00,2030-07-01T01:00:00.500Z",
    "2030-07-01T06:00:00,Africa/Johannesburg,Africa/Johannesburg,2030-07-01T04:00:00Z",
    "2030-07-01T06:00:00+05:00,UTC,UTC,2030-07-01T01:00:00Z"
  })
  void theZoneIsTheOneNamedElseThatOfTheStartElseTheServers(
      String start, String named, String zone, Instant instant) {
    JobTimes times = JobTimes.of(start, null, named, LONDON);

    assertThat(times.zone()).isEqualTo(zone);
    assertThat(times.startAt()).isEqualTo(instant);
    assertThat(JobTimes.of(" ", "", null, LONDON))
        .isEqualTo(new JobTimes("Europe/London", null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "2030-07-01,,,startTime",
    "2030-13-01T06:00:00,,,startTime",
    ",tomorrow,,endTime",
    ",,Mars/Olympus,Mars/Olympus",
    "2030-07-01T06:00:00+01:00,2030-07-02T06:00:00+02:00,,offset",
    "2030-07-02T06:00:00,2030-07-01T06:00:00,,End time cannot be before start time"
  })
  void timesThatContradictOrCannotBeReadAreRefused(
      String start, String end, String zone, String message) {
    assertThatThrownBy(() -> JobTimes.of(start, end, zone, LONDON))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void defaultsAreThoseOfTheContract() {
    JobDefinition job =
        JobReader.read(
            "{\"schedule\":\"0 0 2 * * ?\",\"invokeService\":\"sync\",\"x\":1,\"enabled\":null}",
            false);

    assertThat(job)
        .isEqualTo(
            new JobDefinition(
                true,
                null,
                false,
                false,
                false,
                "0 0 2 * * ?",
                0,
                0,
                null,
                null,
                "fireAndProceed",
                "org.forgerock.openidm.sync",
                null,
                "info",
                null));
    assertThat(
            JobReader.read(
                "{\"type\":\"simple\",\"invokeService\":\"a.b\",\"repeatInterval\":\"5\",\"persisted\":\"TRUE\"}",
                false))
        .isEqualTo(
            new JobDefinition(
                true,
                true,
                false,
                false,
                true,
                null,
                5,
                -1,
                null,
                null,
                "fireAndProceed",
                "a.b",
                null,
                "info",
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | A schedule of type cron must provide a cron schedule",
        "{\"type\":\"CRON\"} | Specified type value invalid: CRON",
        "{\"schedule\":\"x\"} | the invokeService property needs to be set",
        "{\"schedule\":5} | Error creating schedule: schedule must be a text",
        "{\"schedule\":\"x\",\"enabled\":1} | enabled must be true or false",
        "{\"type\":\"simple\",\"invokeService\":\"a\",\"repeatCount\":\"x\"} | repeatCount must be a whole number",
        "{\"type\":\"simple\",\"invokeService\":\"a\",\"repeatCount\":-2} | repeatCount must be -1",
        "{\"type\":\"simple\",\"invokeService\":\"a\",\"repeatInterval\":-1} | repeatInterval must be zero",
        "{\"type\":\"simple\",\"invokeService\":\"a\",\"repeatInterval\":1.5} | whole number",
        "{\"schedule\":\"x\",\"invokeService\":\"a\",\"invokeContext\":[]} | invokeContext must be an object"
      })
  void whatCannotBeAJobIsRefusedByName(String body, String message) {
    assertThatThrownBy(() -> JobReader.read(body, false))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0/1 * * * ?", "0/1 * * * * ?", "0 0 2 ? * MON-FRI", "0 0 12 L * ?", "0 0 12 ? * 6#3",
        "0 0 12 LW * ? 2030", "0 0 12 1W * ?", "0 0 12 L-3 * ?", "0 0 12 ? * 2L", "0 0 12 ? * mon"
      })
  void quartzTextsAreValid(String text) {
    assertThat(CronTexts.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "* * * * *",
        "not a cron",
        "61 * * * * ?",
        "0 0 0 1 * MON",
        "0 0 2 * *",
        "0 0 2 ? * ?",
        "0 0 2 * * ? | 0 0 3 * * ?",
        "0 0 25 * * ?",
        "0 0 2 32 * ?"
      })
  void otherTextsAreNot(String text) {
    assertThat(CronTexts.isValid(text)).isFalse();
  }

  @Test
  void placeholdersBecomeValuesOfTheirType() {
    var document =
        Json.createObjectBuilder()
            .add("schedule", "&{minute} 0 2 * * ?")
            .add("enabled", Json.createObjectBuilder().add("$bool", "&{on}"))
            .add("repeatInterval", Json.createObjectBuilder().add("$int", "&{n}"))
            .add("kept", Json.createArrayBuilder().add("plain").add(1))
            .build();

    assertThat(
            Placeholders.resolved(document, Map.of("minute", "0", "on", "true", "n", "1000"))
                .toString())
        .isEqualTo(
            "{\"schedule\":\"0 0 2 * * ?\",\"enabled\":true,\"repeatInterval\":1000,\"kept\":[\"plain\",1]}");
    assertThatThrownBy(() -> Placeholders.resolved(document, Map.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("minute");
  }

  private static FiringRules rules(Instant start, String zone) {
    return new FiringRules(
        zone,
        start,
        null,
        null,
        null,
        MisfirePolicy.fireAndProceed,
        null,
        false,
        true,
        false,
        LogLevel.info);
  }

  private static StepDetail step(String type, StepSettings settings) {
    return new StepDetail(
        UUID.randomUUID(),
        0,
        0,
        null,
        ExecutionMode.Sequential,
        type,
        false,
        null,
        null,
        null,
        StepOverrides.NONE,
        settings);
  }

  private static StepSettings script(String source, String context) {
    return new StepSettings(
        null, null, null, null, null, null, null, null, source, "text/javascript", context);
  }

  @Test
  void whatAClientWroteStaysWhileTheScheduleMeansTheSame() {
    Invocation invocation =
        Invocation.of(
            "org.forgerock.openidm.script",
            "{\"script\":{\"type\":\"text/javascript\",\"source\":\"1\",\"more\":2}}");
    JobDocument written =
        new JobDocument(invocation, "fireAndProceed", "2030-07-01T06:00:00+05:00", null, null);
    FiringRules rules = rules(Instant.parse("2030-07-01T01:00:00Z"), "+05:00");
    List<StepDetail> steps = List.of(step("Script", script("1", invocation.context().toString())));

    assertThat(SavedSchedules.document(written, "k", rules, steps)).isEqualTo(written);

    JobDocument edited =
        SavedSchedules.document(
            written,
            "k",
            rules(Instant.parse("2030-07-02T01:00:00Z"), "UTC"),
            List.of(step("Script", script("2", invocation.context().toString()))));
    assertThat(edited.startTime()).isEqualTo("2030-07-02T01:00:00+00:00");
    assertThat(edited.invocation().context().getJsonObject("script").getString("source"))
        .isEqualTo("2");
    assertThat(edited.invocation().context().getJsonObject("script").getInt("more")).isEqualTo(2);
  }

  @Test
  void stepsWithoutAServiceAreTheScheduleAsAWhole() {
    JobDocument document =
        SavedSchedules.document(
            null, "k", rules(null, "UTC"), List.of(step("SqlScript", StepSettings.NONE)));

    assertThat(document.invocation().starts("k")).isTrue();
    assertThat(SavedSchedules.document(document, "k", rules(null, "UTC"), List.of()).invocation())
        .isEqualTo(document.invocation());
  }

  @Test
  void anUnknownServiceComesBackFromItsStep() {
    Invocation unknown = Invocation.of("org.forgerock.openidm.nosuch", "{\"a\":1}");
    StepSettings settings =
        new StepSettings(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            InvokeStep.context(unknown));

    assertThat(Invocation.of(new Invocation.Work(InvokeStep.NAME, settings), "k"))
        .isEqualTo(unknown);
    assertThat(unknown.wanted()).isNull();
    assertThat(Invocation.of("org.forgerock.openidm.TASKscanner", null).wanted().type())
        .isEqualTo("TaskScanner");
  }
}
