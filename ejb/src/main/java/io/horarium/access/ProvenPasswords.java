package io.horarium.access;

import io.horarium.platform.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
  private final Object[] turns = new Object[16];
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
    Arrays.setAll(turns, any -> new Object());
  }

  /**
   * Whether the password is the one that was hashed. Of callers who ask the same at the same time
   * one proves it, and the others wait for that.
   */
  boolean matches(String password, String hash, Instant now) {
    String code = code(password, hash);
    if (isKnown(code, now)) {
      return true;
    }
    synchronized (turns[Math.floorMod(code.hashCode(), turns.length)]) {
      if (isKnown(code, now)) {
        return true;
      }
      if (!Passwords.matches(password, hash)) {
        return false;
      }
      synchronized (provenUntil) {
        provenUntil.put(code, now.plus(KEPT_FOR));
      }
      return true;
    }
  }

  private boolean isKnown(String code, Instant now) {
    synchronized (provenUntil) {
      Instant until = provenUntil.get(code);
      return until != null && until.isAfter(now);
    }
  }

  private String code(String password, String hash) {
    return HexFormat.of()
        .formatHex(
            SecretKey.authenticated(
                key, (hash + "\n" + password).getBytes(StandardCharsets.UTF_8)));
  }
}
