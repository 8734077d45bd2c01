package io.horarium.fire;

import static io.horarium.fire.FireOutcome.Blackout;
import static io.horarium.fire.FireOutcome.Disabled;
import static io.horarium.fire.FireOutcome.Merged;
import static io.horarium.fire.FireOutcome.Missed;
import static io.horarium.fire.FireOutcome.NoSteps;
import static io.horarium.fire.FireOutcome.Overlap;
import static io.horarium.fire.FireOutcome.Paused;
import static io.horarium.fire.FireOutcome.Started;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.fire.FirePolicy.Decision;
import io.horarium.fire.FirePolicy.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirePolicyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

  private boolean enabled = true;
  private boolean paused;
  private boolean hasSteps = true;
  private boolean makesUp;
  private boolean concurrent;
  private boolean burst;
  private int active;
  private int waiting;
  private boolean madeUp;
  private Set<Instant> blackedOut = Set.of();

  @Test
  void startsWhatIsDueNow() {
    assertThat(outcomes(0)).containsExactly(Started);
  }

  @Test
  void aRunThatIsActiveKeepsTheNextOneFromStarting() {
    active = 1;

    assertThat(outcomes(0)).containsExactly(Overlap);
  }

  @Test
  void twoInstantsOfOneMomentAreDecidedOneByOne() {
    assertThat(outcomes(4, 2, 0)).containsExactly(Started, Overlap, Overlap);
    concurrent = true;
    assertThat(outcomes(4, 2, 0)).containsExactly(Started, Started, Started);
  }

  @Test
  void withFireAndProceedOneRunWaitsForTheActiveOne() {
    makesUp = true;
    active = 1;

    assertThat(outcomes(4, 2, 0)).containsExactly(Started, Overlap, Overlap);
    waiting = 1;
    assertThat(outcomes(0)).containsExactly(Overlap);
  }

  @Test
  void aBurstQueuesUp() {
    makesUp = true;
    burst = true;
    active = 1;

    assertThat(outcomes(0, 0, 0)).containsExactly(Started, Started, Started);
  }

  @Test
  void fireAndProceedMakesOneRunOfAllThatWasMissed() {
    makesUp = true;

    assertThat(outcomes(600, 300, 5, 0)).containsExactly(Started, Merged, Merged, Merged);
    madeUp = true;
    assertThat(outcomes(300, 5)).containsExactly(Merged, Merged);
  }

  @Test
  void doNothingDropsWhatWasMissedButForTheGrace() {
    assertThat(outcomes(600, 300, 61)).containsExactly(Missed, Missed, Missed);
    assertThat(outcomes(600, 300, 60, 30, 0))
        .containsExactly(Missed, Missed, Started, Merged, Merged);
  }

  @Test
  void whatWasMissedWhileARunIsActiveWaitsOrIsDropped() {
    active = 1;
    assertThat(outcomes(30)).containsExactly(Overlap);
    makesUp = true;
    assertThat(outcomes(600, 300)).containsExactly(Started, Merged);
  }

  @Test
  void aPausedScheduleStartsNothing() {
    paused = true;
    makesUp = true;

    assertThat(outcomes(600, 0)).containsExactly(Paused, Paused);
  }

  @Test
  void aBlackoutComesFirst() {
    paused = true;
    blackedOut = Set.of(NOW.minusSeconds(2));

    List<Decision> decisions = decide(4, 2, 0);
    assertThat(decisions).extracting(Decision::outcome).containsExactly(Paused, Blackout, Paused);
    assertThat(decisions.get(1).detail()).isEqualTo("Christmas");
  }

  @Test
  void whatWasMissedInABlackoutIsNotMadeUpFor() {
    makesUp = true;
    blackedOut = Set.of(NOW.minusSeconds(600));

    assertThat(outcomes(600, 300)).containsExactly(Blackout, Started);
  }

  @Test
  void aScheduleWithoutStepsIsNeverStarted() {
    hasSteps = false;

    assertThat(outcomes(4, 0)).containsExactly(NoSteps, NoSteps);
    assertThat(outcomes(600)).containsExactly(Missed);
  }

  @Test
  void oneThatWasDisabledIsNotStarted() {
    enabled = false;

    assertThat(outcomes(0)).containsExactly(Disabled);
  }

  private List<FireOutcome> outcomes(int... secondsAgo) {
    return decide(secondsAgo).stream().map(Decision::outcome).toList();
  }

  private List<Decision> decide(int... secondsAgo) {
    List<Instant> due = Arrays.stream(secondsAgo).mapToObj(NOW::minusSeconds).toList();
    return FirePolicy.decide(
        due,
        new Situation(
            NOW,
            enabled,
            paused,
            hasSteps,
            makesUp,
            concurrent,
            burst,
            active,
            waiting,
            madeUp,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            instant -> blackedOut.contains(instant) ? Optional.of("Christmas") : Optional.empty()));
  }
}
