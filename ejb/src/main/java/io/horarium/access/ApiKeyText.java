package io.horarium.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The text of an API key: {@code jim_ak_} and, when made here, 64 hexadecimal digits
 * (contract/jim.md 2). Only its hash is ever stored.
 */
public final class ApiKeyText {

  /** What every key begins with. */
  public static final String PREFIX = "jim_ak_";

  private static final int SHOWN = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ApiKeyText() {}

  /** A new key of 256 random bits. */
  public static String generate() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes);
  }

  /** SHA-256 of the whole key in lower-case hexadecimal digits. */
  public static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** The first characters, by which a person recognises a key. */
  public static String shown(String key) {
    return key.substring(0, Math.min(SHOWN, key.length()));
  }
}
