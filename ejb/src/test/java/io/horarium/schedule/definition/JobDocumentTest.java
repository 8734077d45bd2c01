package io.horarium.schedule.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.InvalidInput;
import io.horarium.schedule.MisfirePolicy;
import io.horarium.schedule.ScheduleInput;
import io.horarium.schedule.StepInput;
import io.horarium.schedule.TriggerType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDocumentTest {

  @Test
  void readsTheSampleOfTheVendor() {
    ScheduleInput input =
        read(
            """
            {"enabled": true, "type": "cron", "schedule": "0/1 * * * * ?", "persisted": true,
             "misfirePolicy": "fireAndProceed", "invokeService": "script",
             "invokeContext": {"script": {"type": "text/javascript", "file": "script/testlog.js",
               "globals": {"a": 1}, "b": "two"}, "input": {"edit": 26}}}""");

    assertThat(input.key()).isEqualTo("testlog");
    assertThat(input.enabled()).isTrue();
    assertThat(input.timing().cronExpression()).isEqualTo("0/1 * * * * ?");
    assertThat(input.firing().persisted().value()).isTrue();
    StepInput step = input.steps().get(0);
    assertThat(step.stepType().value()).isEqualTo("Script");
    assertThat(step.settings().scriptPath().value()).isEqualTo("script/testlog.js");
    assertThat(json(step.settings().context().value()))
        .isEqualTo(json("{\"a\": 1, \"b\": \"two\", \"object\": {\"edit\": 26}}"));
  }

  @Test
  void whatIsLeftOutHasTheDefaultsOfTheContract() {
    ScheduleInput input =
        read("{\"type\": \"simple\", \"repeatInterval\": 5, \"invokeService\": \"x.y.Sync\"}");

    assertThat(input.enabled()).isTrue();
    assertThat(input.timing().triggerType()).isEqualTo(TriggerType.Simple);
    assertThat(input.firing().persisted().value()).isFalse();
    assertThat(input.firing().recoverable().value()).isFalse();
    assertThat(input.firing().concurrentExecution().value()).isFalse();
    assertThat(input.firing().misfirePolicy().value()).isEqualTo(MisfirePolicy.fireAndProceed);
    assertThat(input.firing().repeatCount().value()).isEqualTo(-1);
    assertThat(input.steps().get(0).stepType().value()).isEqualTo("Sync");
  }

  @Test
  void theZoneIsGivenOrThatOfTheStartOrTheServers() {
    String cron = "{\"schedule\": \"0 0 6 * * ?\", \"invokeService\": \"sync\"%s}";

    assertThat(zone(cron.formatted(""))).isEqualTo(ZoneId.systemDefault().getId());
    assertThat(zone(cron.formatted(", \"startTime\": \"2030-10-31T15:53:00+05:00\"")))
        .isEqualTo("+05:00");
    assertThat(
            zone(
                cron.formatted(
                    ", \"timeZone\": \"Europe/London\", \"startTime\": \"2030-10-31T15:53:00\"")))
        .isEqualTo("Europe/London");
    assertThat(
            read(cron.formatted(", \"startTime\": \"2030-10-31T15:53:00+05:00\""))
                .firing()
                .startAt()
                .value())
        .isEqualTo(Instant.parse("2030-10-31T10:53:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};                                                            schedule",
        "{\"schedule\": \"0 6\"};                                       schedule",
        "{\"type\": \"Simple\"};                                        type",
        "{\"schedule\": \"0 6 * * *\"};                                 invokeService",
        "{\"schedule\": \"0 6 * * *\", \"invokeService\": \"nope\"};    invokeService",
        "{\"type\": \"simple\", \"repeatInterval\": \"x\", \"invokeService\": \"sync\"}; repeatInterval",
        "{\"type\": \"simple\", \"invokeService\": \"sync\", \"enabled\": \"maybe\"}; enabled",
        "{\"type\": \"simple\", \"invokeService\": \"sync\", \"startTime\": \"now\"}; startTime",
        "{\"type\": \"simple\", \"invokeService\": \"sync\", \"startTime\": \"2030-01-01T00:00:00Z\", \"endTime\": \"2030-01-02T00:00:00+01:00\"}; endTime",
      })
  void namesWhatIsWrong(String document, String field) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys(field));
  }

  private static String zone(String document) {
    return read(document).firing().timeZone().value();
  }

  private static ScheduleInput read(String document) {
    return JobDocument.read("testlog", json(document));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
