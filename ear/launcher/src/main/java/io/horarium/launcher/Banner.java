package io.horarium.launcher;

import java.util.Optional;

/** What a person needs to know once everything runs. */
final class Banner {

  private static final String RULE = "=".repeat(78);

  private final Settings settings;

  Banner(Settings settings) {
    this.settings = settings;
  }

  /**
   * The text.
   *
   * @param firstKey the first API key, at the very first start only
   * @param madePassword the console's password, if it was made at this start
   */
  String text(Optional<String> firstKey, Optional<String> madePassword) {
    String api = "http://127.0.0.1:%d/api/v1".formatted(settings.httpPort());
    return """

        %1$s
         Horarium is ready.

           Console   http://127.0.0.1:%2$d/console
           REST      %3$s
           IDM       http://127.0.0.1:%8$d/openidm
           Kept in   %4$s

         Console and IDM login: user %5$s, %6$s
         REST login: header X-API-Key, %7$s

         Try:
           curl %3$s/health
           curl -H 'X-API-Key: KEY' %3$s/synchronisation/connected-systems
           curl -H 'X-API-Key: KEY' %3$s/schedules
           curl -u %5$s:PASSWORD 'http://127.0.0.1:%8$d/openidm/scheduler/job?_queryFilter=true'

         Ctrl-C stops everything; the data stays.
        %1$s
        """
        .formatted(
            RULE,
            settings.managementPort(),
            api,
            settings.home(),
            ManagementUser.NAME,
            password(madePassword),
            key(firstKey),
            settings.httpPort());
  }

  /** Only what is told once, for a start that failed after it was made; may be empty. */
  String secrets(Optional<String> firstKey, Optional<String> madePassword) {
    return firstKey.map(key -> "First API key (shown once only): " + key + "\n").orElse("")
        + madePassword
            .map(
                password ->
                    "Password of %s (shown once only): %s\n"
                        .formatted(ManagementUser.NAME, password))
            .orElse("");
  }

  private String password(Optional<String> made) {
    return made.map(password -> "password " + password + " (shown once only)")
        .orElse(
            settings.adminPassword().isPresent()
                ? "password as in HORARIUM_ADMIN_PASSWORD"
                : "password as shown at the first start (HORARIUM_ADMIN_PASSWORD sets another)");
  }

  private static String key(Optional<String> first) {
    return first
        .map(key -> "key (shown once only):\n   " + key)
        .orElse("the key shown at the first start, or HORARIUM_INFRASTRUCTURE_API_KEY");
  }
}
