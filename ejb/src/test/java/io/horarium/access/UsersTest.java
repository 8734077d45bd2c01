package io.horarium.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.platform.Ids;
import io.horarium.platform.SecretKey;
import io.horarium.testdb.SettableClock;
import io.horarium.testdb.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, their passwords, sessions and tokens (contract/openidm-scheduler.md 13). */
class UsersTest {

  private static final String PASSWORD = "Pässword 1";
  private static final String HOME = "192.0.2.1";

  /** Hashing is slow on purpose. */
  private static final String HASH = Passwords.hash(PASSWORD);

  private static final SecretKey SECRET = new SecretKey("a secret key for the tests of tokens");

  private final SettableClock clock = new SettableClock();
  private final UserStore store = new UserStore(TestDatabase.database());
  private final UserVerifier users =
      new UserVerifier(store, new LoginThrottle(clock), SECRET, clock);
  private final UUID ada = Ids.next();

  @BeforeEach
  void oneUser() {
    TestDatabase.clear();
    clock.at("2030-01-01T00:00:00Z");
    store.add(ada, "ada", HASH, clock.now(), Roles.ADMINISTRATOR);
  }

  private Optional<KnownUser> login(String name, String password) {
    return users.byPassword(name, password, HOME);
  }

  @Test
  void aUserIsKnownByNameAndPassword() {
    KnownUser known = login("ada", PASSWORD).orElseThrow();

    assertThat(known.roles()).containsExactly(Roles.ADMINISTRATOR);
    assertThat(known.initiator()).isEqualTo(new Initiator(Initiator.Type.User, ada, "ada"));
    assertThat(login("ada", PASSWORD)).isPresent();
    assertThat(login("ada", "wrong")).isEmpty();
    assertThat(login("Ada", PASSWORD)).isEmpty();
    assertThat(login("nobody", PASSWORD)).isEmpty();
    assertThat(login("ada", "x".repeat(Passwords.LONGEST + 1))).isEmpty();
  }

  @Test
  void aDisabledUserIsNot() {
    login("ada", PASSWORD);
    String session = users.newSession(login("ada", PASSWORD).orElseThrow());
    TestDatabase.database().update("update horarium.app_user set enabled = false");

    assertThat(login("ada", PASSWORD)).isEmpty();
    assertThat(users.byToken(session, Token.Use.SESSION)).isEmpty();
  }

  @Test
  void guessingIsSlowedDownPerNameAndAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(login("ada", "guess " + i)).isEmpty();
    }

    assertThat(login("ada", PASSWORD)).isEmpty();
    assertThat(users.byPassword("ada", PASSWORD, "192.0.2.2")).isPresent();
    clock.forward(Duration.ofMillis(1001));
    assertThat(login("ada", PASSWORD)).isPresent();
    assertThat(login("ada", "wrong")).isEmpty();
    assertThat(login("ada", PASSWORD)).isPresent();
  }

  @Test
  void aSessionEndsWhenIdleAndAfterItsLongestTime() {
    KnownUser known = login("ada", PASSWORD).orElseThrow();
    String text = users.newSession(known);

    clock.forward(Duration.ofMinutes(29));
    Token token = users.byToken(text, Token.Use.SESSION).orElseThrow().token();
    String renewed = users.renewed(token);
    clock.forward(Duration.ofMinutes(2));

    assertThat(users.byToken(text, Token.Use.SESSION)).isEmpty();
    for (int i = 0; i < 3; i++) {
      token = users.byToken(renewed, Token.Use.SESSION).orElseThrow().token();
      renewed = users.renewed(token);
      clock.forward(Duration.ofMinutes(29));
    }
    renewed = users.renewed(users.byToken(renewed, Token.Use.SESSION).orElseThrow().token());
    assertThat(users.byToken(renewed, Token.Use.SESSION).orElseThrow().token().endsAt())
        .isEqualTo(Instant.parse("2030-01-01T02:00:00Z"));
    clock.forward(Duration.ofMinutes(2));
    assertThat(users.byToken(renewed, Token.Use.SESSION)).isEmpty();
  }

  @Test
  void anEndedSessionAndAChangedPasswordCloseTheDoor() {
    KnownUser known = login("ada", PASSWORD).orElseThrow();
    String first = users.newSession(known);
    String second = users.newSession(known);

    users.end(users.byToken(first, Token.Use.SESSION).orElseThrow().token());

    assertThat(users.byToken(first, Token.Use.SESSION)).isEmpty();
    assertThat(users.byToken(second, Token.Use.SESSION)).isPresent();
    clock.forward(Duration.ofMinutes(1));
    store.setPassword(ada, Passwords.hash("another"), clock.now());
    assertThat(users.byToken(second, Token.Use.SESSION)).isEmpty();
    assertThat(login("ada", PASSWORD)).isEmpty();
  }

  @Test
  void aTokenCountsForItsUseOnlyAndNobodyElseCanMakeOne() {
    KnownUser known = login("ada", PASSWORD).orElseThrow();
    String access = users.newAccess(known, Duration.ofMinutes(10));
    String[] parts = access.split("\\.", -1);
    String stranger =
        new UserVerifier(
                store,
                new LoginThrottle(clock),
                new SecretKey("another secret key, equally long"),
                clock)
            .newAccess(known, Duration.ofMinutes(10));
    String unsigned =
        Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[1]
            + ".";

    assertThat(users.byToken(access, Token.Use.ACCESS)).isPresent();
    assertThat(users.byToken(access, Token.Use.SESSION)).isEmpty();
    for (String bad :
        new String[] {
          "",
          "abc",
          "a.b.c",
          "..",
          stranger,
          unsigned,
          access + "x",
          parts[0] + "." + parts[1] + ".",
          parts[0] + "..." + parts[2],
          parts[0] + "." + parts[1] + "x." + parts[2]
        }) {
      assertThat(users.byToken(bad, Token.Use.ACCESS)).as(bad).isEmpty();
    }
    clock.forward(Duration.ofMinutes(11));
    assertThat(users.byToken(access, Token.Use.ACCESS)).isEmpty();
  }

  @Test
  void anonymousMayComeInWithoutRights() {
    assertThat(login("anonymous", "anonymous")).contains(KnownUser.ANONYMOUS);
    assertThat(login("anonymous", "x")).isEmpty();
  }

  @Test
  void aSecretKeyMustBeLong() {
    assertThatThrownBy(() -> new SecretKey("short"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HORARIUM_SECRET_KEY");
    assertThat(SECRET.derived("one")).hasSize(32).isNotEqualTo(SECRET.derived("two"));
  }
}
