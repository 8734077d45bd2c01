package io.horarium.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.horarium.platform.Ids;
import io.horarium.testdb.SettableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressRatesTest {

  private final SettableClock clock = new SettableClock();
  private final ProgressRates rates = new ProgressRates(clock);
  private final UUID id = Ids.next();

  @Test
  void theFirstReadingHasNoRate() {
    assertThat(rates.reading(id, 100, 1000)).isNull();
  }

  @Test
  void theRateIsThatOfTheWholeWindow() {
    rates.reading(id, 0, 1000);
    clock.forward(Duration.ofSeconds(2));
    rates.reading(id, 300, 1000);
    clock.forward(Duration.ofSeconds(2));

    assertThat(rates.reading(id, 400, 1000)).isEqualTo(100.0);
  }

  @Test
  void nothingDoneIsARateOfZero() {
    rates.reading(id, 100, 1000);
    clock.forward(Duration.ofSeconds(1));

    assertThat(rates.reading(id, 100, 1000)).isZero();
  }

  @Test
  void readingsOfTheSameInstantHaveNoRate() {
    rates.reading(id, 100, 1000);

    assertThat(rates.reading(id, 200, 1000)).isNull();
  }

  @Test
  void aFallingCountOrAnotherTotalStartsAnew() {
    rates.reading(id, 900, 1000);
    clock.forward(Duration.ofSeconds(1));

    assertThat(rates.reading(id, 10, 1000)).isNull();
    clock.forward(Duration.ofSeconds(1));
    assertThat(rates.reading(id, 20, 1000)).isEqualTo(10.0);
    clock.forward(Duration.ofSeconds(1));
    assertThat(rates.reading(id, 30, 2000)).isNull();
  }

  @Test
  void readingsOlderThanTwoMinutesAreForgotten() {
    rates.reading(id, 0, 0);
    clock.forward(Duration.ofSeconds(60));
    rates.reading(id, 600, 0);
    clock.forward(Duration.ofSeconds(90));

    // only the last 90 seconds count: 180 objects
    assertThat(rates.reading(id, 780, 0)).isCloseTo(2.0, within(1e-9));
  }

  @Test
  void onlyTheLastThirtyReadingsCount() {
    for (int i = 0; i < 30; i++) {
      rates.reading(id, 0, 0);
      clock.forward(Duration.ofSeconds(1));
    }
    Double rate = null;
    for (int i = 1; i <= ProgressRates.MOST_SAMPLES - 1; i++) {
      rate = rates.reading(id, 5L * i, 0);
      clock.forward(Duration.ofSeconds(1));
    }

    assertThat(rate).isCloseTo(5.0, within(1e-9));
  }

  @Test
  void theActivityReadLongestAgoIsForgottenFirst() {
    rates.reading(id, 0, 0);
    clock.forward(Duration.ofSeconds(1));
    for (int i = 0; i < ProgressRates.MOST_ACTIVITIES; i++) {
      rates.reading(Ids.next(), 0, 0);
    }

    assertThat(rates.reading(id, 10, 0)).isNull();
  }
}
