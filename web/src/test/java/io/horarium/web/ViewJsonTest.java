package io.horarium.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewJsonTest {

  enum Colour {
    Red
  }

  record Inner(String text) {}

  record View(UUID id, Instant at, Duration took, Colour colour, Integer none, List<Inner> inner) {}

  @Test
  void writesRecordsInOrderOfDeclarationWithNulls() {
    var view =
        new View(
            UUID.fromString("0E9C6B52-4F0F-4B37-8D7E-8B1F4F3A9D01"),
            Instant.parse("2026-03-01T06:00:00.123999Z"),
            Duration.ofMillis(12_345),
            Colour.Red,
            null,
            List.of(new Inner("a\"b")));

    assertThat(ViewJson.text(view))
        .isEqualTo(
            "{\"id\":\"0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01\",\"at\":\"2026-03-01T06:00:00.123Z\","
                + "\"took\":\"00:00:12.3450000\",\"colour\":\"Red\",\"none\":null,"
                + "\"inner\":[{\"text\":\"a\\\"b\"}]}");
  }

  @Test
  void writesMapsListsAndBareNumbers() {
    var map = new LinkedHashMap<String, Object>();
    map.put("b", 1L);
    map.put("a", null);

    assertThat(ViewJson.text(map)).isEqualTo("{\"b\":1,\"a\":null}");
    assertThat(ViewJson.text(List.of())).isEqualTo("[]");
    assertThat(ViewJson.text(42L)).isEqualTo("42");
    assertThat(ViewJson.text(Map.of("t", true))).isEqualTo("{\"t\":true}");
  }

  @Test
  void writesDurationsAsDotNetDoes() {
    assertThat(Texts.of(Duration.ZERO)).isEqualTo("00:00:00");
    assertThat(Texts.of(Duration.ofHours(26).plusMinutes(3).plusSeconds(4)))
        .isEqualTo("1.02:03:04");
  }
}
