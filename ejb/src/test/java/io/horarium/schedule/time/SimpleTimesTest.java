package io.horarium.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SimpleTimesTest {

  private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

  @Test
  void firesOnceMoreThanItRepeats() {
    assertThat(new SimpleTimes(START, 60_000, 2).after(Instant.EPOCH, 10))
        .containsExactly(START, START.plusSeconds(60), START.plusSeconds(120));
    assertThat(new SimpleTimes(START, 60_000, 0).after(Instant.EPOCH, 10)).containsExactly(START);
    assertThat(new SimpleTimes(START, 0, 2).after(Instant.EPOCH, 10))
        .containsExactly(START, START.plusMillis(1), START.plusMillis(2));
  }

  @Test
  void repeatsWithoutEnd() {
    var times = new SimpleTimes(START, 60_000, SimpleTimes.ENDLESS);

    assertThat(times.after(START)).contains(START.plusSeconds(60));
    assertThat(times.after(START.plusSeconds(86_400).plusNanos(1)))
        .contains(START.plusSeconds(86_460));
    assertThat(new SimpleTimes(START, Long.MAX_VALUE, SimpleTimes.ENDLESS).after(START)).isEmpty();
  }

  @Test
  void isBoundedByAWindow() {
    FireTimes times =
        new SimpleTimes(START, 60_000, SimpleTimes.ENDLESS)
            .between(START.plusSeconds(60), START.plusSeconds(180));

    assertThat(times.after(Instant.EPOCH, 10))
        .containsExactly(START.plusSeconds(60), START.plusSeconds(120), START.plusSeconds(180));
    assertThat(Cron.parse("0 6 * * *").in(ZoneOffset.UTC).between(START, null).after(Instant.EPOCH))
        .contains(START);
  }

  @Test
  void refusesAnEndlessBurst() {
    assertThatThrownBy(() -> new SimpleTimes(START, 0, SimpleTimes.ENDLESS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SimpleTimes(START, 1, -2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
