package io.horarium.access;

import io.horarium.platform.Clock;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Finds out whose key was presented. Open to everybody: it runs before anybody is known. */
@Stateless
@PermitAll
public class ApiKeyVerifier {

  private ApiKeyRepository keys;
  private Clock clock;

  protected ApiKeyVerifier() {}

  @Inject
  public ApiKeyVerifier(ApiKeyRepository keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The key, if it is known, enabled and not expired. Notes its use at most once a minute.
   *
   * @param ip address of the caller, for the note
   */
  public Optional<KnownKey> verify(String text, String ip) {
    if (!text.startsWith(ApiKeyText.PREFIX)) {
      return Optional.empty();
    }
    Instant now = clock.now();
    Optional<ApiKey> found = keys.byHash(ApiKeyText.hash(text)).filter(key -> key.isValid(now));
    found.filter(key -> key.useIsDue(now)).ifPresent(key -> keys.noteUse(key.id(), now, ip));
    return found.map(ApiKey::known);
  }
}
