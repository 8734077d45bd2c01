package io.horarium.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all nodes on one database share (design.md 10.15): {@code HORARIUM_SECRET_KEY},
 * else the file {@code conf/secret.key} of the data directory, which is made when it is missing.
 * Nobody uses it itself; each purpose has a key of its own that is derived from it.
 */
@ApplicationScoped
public class SecretKey {

  /** The setting. */
  public static final String VARIABLE = "HORARIUM_SECRET_KEY";

  private static final int MIN_LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private byte[] secret;

  /** For the container: reads or makes the key. */
  public SecretKey() {
    this(
        Settings.get(VARIABLE)
            .orElseGet(() -> stored(Settings.home().resolve("conf").resolve("secret.key"))));
  }

  /**
   * This text as the key.
   *
   * @throws IllegalStateException it is too short
   */
  public SecretKey(String text) {
    if (text.length() < MIN_LENGTH) {
      throw new IllegalStateException(
          VARIABLE + " must have at least " + MIN_LENGTH + " characters; make it longer.");
    }
    secret = text.getBytes(StandardCharsets.UTF_8);
  }

  /** A key of 32 bytes that is used for {@code purpose} only. */
  public byte[] derived(String purpose) {
    return authenticated(secret, purpose.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA256, 32 bytes. */
  public static byte[] authenticated(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256.", e);
    }
  }

  private static String stored(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        write(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The secret key in " + file + " cannot be read or written; set " + VARIABLE + ".", e);
    }
  }

  private static void write(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    // whole or not at all: a start that is cut off must not leave half a key
    Path part = Files.createTempFile(file.getParent(), "secret", ".part", ownerOnly);
    Files.writeString(part, HexFormat.of().formatHex(random) + "\n");
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      // another process was faster: its key counts
    } catch (UnsupportedOperationException e) {
      Files.move(part, file);
      return;
    }
    Files.delete(part);
  }
}
