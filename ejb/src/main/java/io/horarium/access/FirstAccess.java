package io.horarium.access;

import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import io.horarium.platform.SecretKey;
import io.horarium.platform.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it at every start that somebody can get in (design: settled questions 16; contract/jim.md
 * 2): the infrastructure key and the administrator's password of the environment, and on a fresh
 * database a first administrator key and the user {@code openidm-admin}, whose secrets are printed
 * once when they were made here. A node with another secret key than the others does not start.
 */
@Singleton
@Startup
@PermitAll
public class FirstAccess {

  static final String VARIABLE = "HORARIUM_INFRASTRUCTURE_API_KEY";
  static final String PASSWORD = "HORARIUM_ADMIN_PASSWORD";

  /** From the launcher, which made it and shows it; counts for a first user only. */
  static final String FIRST_PASSWORD = "HORARIUM_FIRST_ADMIN_PASSWORD";

  /** The first user, named as in IDM. */
  public static final String ADMINISTRATOR = "openidm-admin";

  private static final int MIN_LENGTH = 32;
  private static final Duration INFRASTRUCTURE_LIFE = Duration.ofHours(24);

  private ApiKeyRepository keys;
  private UserStore users;
  private SecretKeyStore secretKeys;
  private SecretKey secret;
  private Clock clock;

  protected FirstAccess() {}

  @Inject
  public FirstAccess(
      ApiKeyRepository keys,
      UserStore users,
      SecretKeyStore secretKeys,
      SecretKey secret,
      Clock clock) {
    this.keys = keys;
    this.users = users;
    this.secretKeys = secretKeys;
    this.secret = secret;
    this.clock = clock;
  }

  @PostConstruct
  void open() {
    Optional<String> infrastructure = Settings.get(VARIABLE);
    infrastructure.ifPresent(FirstAccess::check);
    keys.lockStart();
    compareSecretKeys();
    infrastructure.ifPresent(this::putInfrastructureKey);
    if (!keys.hasAdministratorKey()) {
      String text = ApiKeyText.generate();
      addAdministrator(text, "First administrator", null, false);
      print("HORARIUM-FIRST-API-KEY " + text);
    }
    putAdministrator(Settings.get(PASSWORD));
  }

  private void compareSecretKeys() {
    byte[] own = secret.derived("horarium.access.check");
    if (!MessageDigest.isEqual(own, secretKeys.codeOrElse(own))) {
      throw new IllegalStateException(
          "The secret key of this node is not the one of the nodes that used this database before;"
              + " set "
              + SecretKey.VARIABLE
              + " to theirs, or copy the file conf/secret.key from one of them.");
    }
  }

  private void putAdministrator(Optional<String> wanted) {
    Optional<User> stored = users.byName(ADMINISTRATOR);
    if (stored.isEmpty() && (wanted.isPresent() || !users.hasAdministrator())) {
      Optional<String> told = wanted.or(() -> Settings.get(FIRST_PASSWORD));
      String password = told.orElseGet(Passwords::generate);
      users.add(
          Ids.next(), ADMINISTRATOR, Passwords.hash(password), clock.now(), Roles.ADMINISTRATOR);
      if (told.isEmpty()) {
        print("HORARIUM-FIRST-PASSWORD of " + ADMINISTRATOR + ": " + password);
      }
    } else if (stored.isPresent()
        && wanted.isPresent()
        && !Passwords.matches(wanted.get(), stored.get().passwordHash())) {
      users.setPassword(stored.get().id(), Passwords.hash(wanted.get()), clock.now());
    }
  }

  /**
   * Refuses a key that could be guessed.
   *
   * @throws IllegalStateException with the remedy; the application does not start then
   */
  static void check(String text) {
    if (!text.startsWith(ApiKeyText.PREFIX) || text.length() < MIN_LENGTH) {
      throw new IllegalStateException(
          VARIABLE
              + " must begin with "
              + ApiKeyText.PREFIX
              + " and have at least "
              + MIN_LENGTH
              + " characters; correct it or remove it.");
    }
  }

  private void putInfrastructureKey(String text) {
    Instant end = clock.now().plus(INFRASTRUCTURE_LIFE);
    Optional<ApiKey> sameText = keys.byHash(ApiKeyText.hash(text));
    Optional<ApiKey> stored = keys.infrastructureKey();
    if (sameText.isPresent() && !sameText.equals(stored)) {
      throw new IllegalStateException(
          VARIABLE + " is the text of another API key; give it a key of its own.");
    }
    stored.ifPresentOrElse(
        key -> key.renew(text, end), () -> addAdministrator(text, "Infrastructure Key", end, true));
  }

  private void addAdministrator(String text, String name, Instant end, boolean infrastructure) {
    var key = new ApiKey(Ids.next(), name, text, clock.now(), end);
    if (infrastructure) {
      key.markInfrastructure();
    }
    key.grant(keys.role(Roles.ADMINISTRATOR));
    keys.add(key);
  }

  private static void print(String line) {
    // The server turns System.out into log records; a key must not come into a log file. The
    // stream is not closed: that would close the descriptor for the whole process.
    @SuppressWarnings("resource")
    var out = new FileOutputStream(FileDescriptor.out);
    try {
      out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The first API key could not be printed.", e);
    }
  }
}
