package io.horarium.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.ConfigurationDatabase;
import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

  private static String stored(Instant expiry) {
    String text = ApiKeyText.generate();
    ConfigurationDatabase.inTransaction(
        entities -> {
          var keys = new ApiKeyRepository(entities);
          var key = new ApiKey(Ids.next(), "Test", text, Instant.now(), expiry);
          key.grant(keys.role(Roles.ADMINISTRATOR));
          keys.add(key);
          return null;
        });
    return text;
  }

  private static Optional<KnownKey> verify(String text) {
    return ConfigurationDatabase.inTransaction(
        entities ->
            new ApiKeyVerifier(new ApiKeyRepository(entities), new Clock())
                .verify(text, "192.0.2.1"));
  }

  private static Instant lastUse(KnownKey key) {
    return ConfigurationDatabase.inTransaction(
        entities ->
            entities
                .createQuery("select k.lastUsedAt from ApiKey k where k.id = :id", Instant.class)
                .setParameter("id", key.id())
                .getSingleResult());
  }

  @Test
  void aStoredKeyIsKnownWithItsRolesAndItsUseIsNotedOnceAMinute() {
    String text = stored(null);

    KnownKey known = verify(text).orElseThrow();
    Instant first = lastUse(known);
    verify(text);

    assertThat(known.roles()).containsExactly(Roles.ADMINISTRATOR);
    assertThat(known.initiator().type()).isEqualTo(Initiator.Type.ApiKey);
    assertThat(first).isNotNull();
    assertThat(lastUse(known)).isEqualTo(first);
  }

  @Test
  void unknownExpiredAndMalformedKeysAreNot() {
    String expired = stored(Instant.now().minus(Duration.ofMinutes(1)));

    assertThat(verify(expired)).isEmpty();
    assertThat(verify(ApiKeyText.generate())).isEmpty();
    assertThat(verify("secret")).isEmpty();
  }

  @Test
  void generatedKeysHaveTheFormOfTheContract() {
    assertThat(ApiKeyText.generate()).matches("jim_ak_[0-9a-f]{64}");
    assertThat(ApiKeyText.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(ApiKeyText.shown("jim_ak_0123456789")).isEqualTo("jim_ak_01234");
  }

  @Test
  void anInfrastructureKeyThatCouldBeGuessedStopsTheStart() {
    FirstAccess.check("jim_ak_" + "0".repeat(25));

    assertThatThrownBy(() -> FirstAccess.check("jim_ak_" + "0".repeat(24)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HORARIUM_INFRASTRUCTURE_API_KEY");
    assertThatThrownBy(() -> FirstAccess.check("0".repeat(64)))
        .isInstanceOf(IllegalStateException.class);
  }
}
