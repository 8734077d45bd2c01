package io.horarium.access;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the database knows of the secret key of its nodes. */
@ApplicationScoped
public class SecretKeyStore {

  private Database database;

  protected SecretKeyStore() {}

  @Inject
  public SecretKeyStore(Database database) {
    this.database = database;
  }

  /** The code of the first node's key; this one's if there was none. */
  byte[] codeOrElse(byte[] own) {
    database.update(
        "insert into horarium.secret_key_check (code) values (?) on conflict do nothing", own);
    Optional<byte[]> stored =
        database.first("select code from horarium.secret_key_check", row -> row.getBytes(1));
    return stored.orElseThrow();
  }
}
