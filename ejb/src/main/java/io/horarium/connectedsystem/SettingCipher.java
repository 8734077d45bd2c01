package io.horarium.connectedsystem;

import io.horarium.platform.SecretKey;
import io.horarium.problem.RunFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secret settings of connected systems with AES-256-GCM under a key derived from the
 * nodes' secret key. A text is bound to the setting it was made for.
 */
@ApplicationScoped
public class SettingCipher {

  private static final String VERSION = "v1:";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private SecretKeySpec key;

  protected SettingCipher() {}

  @Inject
  public SettingCipher(SecretKey secret) {
    key = new SecretKeySpec(secret.derived("connected system settings"), "AES");
  }

  /**
   * The text as it is stored; different each time.
   *
   * @param setting what it is bound to
   */
  String seal(String setting, String text) {
    try {
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, setting)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      return VERSION
          + Base64.getEncoder()
              .encodeToString(
                  ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every Java platform", e);
    }
  }

  /**
   * The text of {@link #seal}.
   *
   * @throws RunFailure it was sealed with another key, or changed
   */
  String open(String setting, String stored) {
    try {
      if (!stored.startsWith(VERSION)) {
        throw new GeneralSecurityException("Not sealed");
      }
      byte[] bytes = Base64.getDecoder().decode(stored.substring(VERSION.length()));
      byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, setting).doFinal(bytes, NONCE, bytes.length - NONCE);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new RunFailure(
          setting.substring(setting.indexOf('/') + 1)
              + " was stored with another secret key; enter it again, or start the server with the"
              + " key it had.",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String setting) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(setting.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
