package io.horarium.connectedsystem;

import java.util.Locale;
import java.util.Set;

/**
 * Attributes that hold passwords: never imported, selected or mapped (contract/jim-sync.md 2.5).
 */
final class CredentialAttributes {

  private static final Set<String> NAMES =
      Set.of(
          "unicodepwd",
          "userpassword",
          "dbcspwd",
          "ntpwdhistory",
          "lmpwdhistory",
          "supplementalcredentials",
          "unixuserpassword",
          "msds-managedpassword");

  private CredentialAttributes() {}

  /** Whether the attribute holds a password; names are compared without case. */
  static boolean contains(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
