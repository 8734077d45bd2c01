package io.horarium.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of passwords: PBKDF2 with HMAC-SHA-512, 210,000 rounds and a salt of 16 bytes (OWASP's
 * advice for what the JDK brings), written as {@code pbkdf2-sha512$rounds$salt$hash} with base64.
 */
final class Passwords {

  /** Longer passwords are refused before anything is computed. */
  static final int LONGEST = 1000;

  private static final String SCHEME = "pbkdf2-sha512";
  private static final int ROUNDS = 210_000;
  private static final int BITS = 256;
  private static final Semaphore PLACES =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private Passwords() {}

  /** 20 signs for a person to type, about 115 bits. */
  static String generate() {
    return RANDOM
        .ints(20, 0, ALPHABET.length())
        .mapToObj(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  static String hash(String password) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    Base64.Encoder text = Base64.getEncoder();
    return String.join(
        "$",
        SCHEME,
        Integer.toString(ROUNDS),
        text.encodeToString(salt),
        text.encodeToString(derive(password, salt, ROUNDS)));
  }

  /** Whether the password is the one that was hashed; takes as long when it is not. */
  static boolean matches(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME) || password.length() > LONGEST) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    byte[] expected = Base64.getDecoder().decode(parts[3]);
    return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    // whoever guesses must not keep all processors busy
    PLACES.acquireUninterruptibly();
    try {
      return derived(password, salt, rounds);
    } finally {
      PLACES.release();
    }
  }

  private static byte[] derived(String password, byte[] salt, int rounds) {
    // the key factory takes characters but refuses none at all
    PBEKeySpec spec = new PBEKeySpec((password + "\0").toCharArray(), salt, rounds, BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-512.", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Takes the time of a real check, so that nobody can tell unknown names from known ones. */
  static void pretend(String password) {
    derive(
        password.length() > LONGEST ? "" : password,
        "of nobody at all".getBytes(StandardCharsets.UTF_8),
        ROUNDS);
  }
}
