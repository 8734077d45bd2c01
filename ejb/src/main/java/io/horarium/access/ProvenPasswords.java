package io.horarium.access;

import io.horarium.platform.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a while which password belonged to which stored hash, because programs send the
 * password with every request and proving it is slow on purpose. Keeps codes made with a key of
 * this process, never passwords. A changed password has another hash and is hence not found.
 */
final class ProvenPasswords {

  private static final Duration KEPT_FOR = Duration.ofMinutes(5);
  private static final int MOST = 1000;

  private final byte[] key = new byte[32];
  private final Map<String, Instant> provenUntil =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  ProvenPasswords() {
    new SecureRandom().nextBytes(key);
  }

  synchronized boolean contains(String password, String hash, Instant now) {
    Instant until = provenUntil.get(code(password, hash));
    return until != null && until.isAfter(now);
  }

  synchronized void add(String password, String hash, Instant now) {
    provenUntil.put(code(password, hash), now.plus(KEPT_FOR));
  }

  private String code(String password, String hash) {
    return HexFormat.of()
        .formatHex(
            SecretKey.authenticated(
                key, (hash + "\n" + password).getBytes(StandardCharsets.UTF_8)));
  }
}
