package io.horarium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The user of the server's console. Only a hash of the password is kept, in the form that the
 * server's properties realm reads (HTTP digest's HA1, RFC 7616 section 3.4.2, by MD5).
 */
final class ManagementUser {

  static final String NAME = "openidm-admin";
  static final String REALM = "ManagementRealm";

  private final Path file;

  /**
   * @param configuration the server's configuration folder
   */
  ManagementUser(Path configuration) {
    this.file = configuration.resolve("mgmt-users.properties");
  }

  /**
   * Sets the wanted password; without one keeps the known hash, or makes a password.
   *
   * @return the password if it was made now: the only chance to tell it
   */
  Optional<String> prepare(Optional<String> wanted) {
    try {
      List<String> lines =
          Files.exists(file)
              ? new ArrayList<>(Files.readAllLines(file, StandardCharsets.ISO_8859_1))
              : new ArrayList<>(List.of("#$REALM_NAME=" + REALM + "$"));
      boolean known = lines.stream().anyMatch(ManagementUser::isOurs);
      if (wanted.isEmpty() && known) {
        return Optional.empty();
      }
      String password = wanted.orElseGet(Secrets::password);
      lines.removeIf(ManagementUser::isOurs);
      lines.add(line(password));
      HorariumHome.writeSecret(file, String.join("\n", lines));
      return wanted.isPresent() ? Optional.empty() : Optional.of(password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line of {@code mgmt-users.properties}. */
  static String line(String password) {
    try {
      byte[] ha1 =
          MessageDigest.getInstance("MD5")
              .digest((NAME + ":" + REALM + ":" + password).getBytes(StandardCharsets.UTF_8));
      return NAME + "=" + HexFormat.of().formatHex(ha1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  private static boolean isOurs(String line) {
    return line.startsWith(NAME + "=");
  }
}
