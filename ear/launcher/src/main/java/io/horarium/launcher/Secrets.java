package io.horarium.launcher;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords that nobody has to remember. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Letters and digits that are not mistaken for each other. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private Secrets() {}

  /** 128 bits as 32 hexadecimal digits: needs no quoting anywhere. */
  static String token() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** 20 signs for a person to type, about 115 bits. */
  static String password() {
    return RANDOM
        .ints(20, 0, ALPHABET.length())
        .mapToObj(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
