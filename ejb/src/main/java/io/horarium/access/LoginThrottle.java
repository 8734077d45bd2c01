package io.horarium.access;

import io.horarium.platform.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down the guessing of passwords: after five failures in a row from one address for one name,
 * further tries are refused unseen for a second, then two, four and so on up to a minute. Counted
 * on each node by itself; a success or ten quiet minutes forgive.
 */
@ApplicationScoped
public class LoginThrottle {

  private static final int FREE = 5;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private record Failures(int count, Instant last) {

    Instant blockedUntil() {
      if (count < FREE) {
        return Instant.MIN;
      }
      long seconds = 1L << Math.min(count - FREE, 6);
      return last.plusSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
  }

  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST;
        }
      };

  private Clock clock;

  protected LoginThrottle() {}

  @Inject
  public LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Whether a try may be looked at. */
  synchronized boolean allows(String name, String address) {
    Failures known = failures.get(key(name, address));
    return known == null || !known.blockedUntil().isAfter(clock.now());
  }

  synchronized void failed(String name, String address) {
    Instant now = clock.now();
    failures.merge(
        key(name, address),
        new Failures(1, now),
        (known, one) ->
            known.last().plus(FORGIVEN_AFTER).isBefore(now)
                ? one
                : new Failures(known.count() + 1, now));
  }

  synchronized void succeeded(String name, String address) {
    failures.remove(key(name, address));
  }

  private static String key(String name, String address) {
    String shortened = name.length() > 100 ? name.substring(0, 100) : name;
    return address + "\n" + shortened;
  }
}
