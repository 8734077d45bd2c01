package io.horarium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartLimitTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final RestartLimit limit = new RestartLimit();

  @Test
  void pausesLongerWithEachRecentDeath() {
    assertThat(limit.died(NOON)).contains(Duration.ofSeconds(1));
    assertThat(limit.died(NOON.plusSeconds(10))).contains(Duration.ofSeconds(2));
    assertThat(limit.died(NOON.plusSeconds(20))).contains(Duration.ofSeconds(4));
    assertThat(limit.died(NOON.plusSeconds(30))).contains(Duration.ofSeconds(8));
  }

  @Test
  void givesUpAtTheFifthDeathWithinFiveMinutes() {
    for (int death = 0; death < 4; death++) {
      limit.died(NOON.plusSeconds(60L * death));
    }

    assertThat(limit.died(NOON.plusSeconds(299))).isEmpty();
  }

  @Test
  void forgetsDeathsOlderThanFiveMinutes() {
    for (int death = 0; death < 4; death++) {
      limit.died(NOON);
    }

    assertThat(limit.died(NOON.plusSeconds(301))).contains(Duration.ofSeconds(1));
  }
}
