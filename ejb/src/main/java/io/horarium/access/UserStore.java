package io.horarium.access;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Stored users, and the sessions that were ended. */
@ApplicationScoped
public class UserStore {

  private static final String SELECT =
      """
      select u.id, u.name, u.password_hash, u.password_changed_at, u.enabled,
             array(select r.name from horarium.app_user_role ur join horarium.role r on r.id = ur.role_id
                    where ur.user_id = u.id) as roles
        from horarium.app_user u
       where\s""";

  private Database database;

  protected UserStore() {}

  @Inject
  public UserStore(Database database) {
    this.database = database;
  }

  Optional<User> byName(String name) {
    return database.first(SELECT + "u.name = ?", UserStore::read, name);
  }

  /** The user of a session, unless that session was ended. */
  Optional<User> bySession(UUID userId, UUID sessionId) {
    return database.first(
        SELECT + "u.id = ? and not exists (select 1 from horarium.ended_session e where e.id = ?)",
        UserStore::read,
        userId,
        sessionId);
  }

  boolean hasAdministrator() {
    return database.number(
            """
            select count(*) from horarium.app_user u
              join horarium.app_user_role ur on ur.user_id = u.id
              join horarium.role r on r.id = ur.role_id
             where r.name = ?""",
            Roles.ADMINISTRATOR)
        > 0;
  }

  void add(UUID id, String name, String passwordHash, Instant now, String role) {
    database.update(
        """
        insert into horarium.app_user (id, name, password_hash, password_changed_at, created)
        values (?, ?, ?, ?, ?)""",
        id,
        name,
        passwordHash,
        now,
        now);
    database.update(
        """
        insert into horarium.app_user_role (user_id, role_id)
        select ?, id from horarium.role where name = ?""",
        id,
        role);
  }

  void setPassword(UUID id, String passwordHash, Instant now) {
    database.update(
        "update horarium.app_user set password_hash = ?, password_changed_at = ? where id = ?",
        passwordHash,
        now,
        id);
  }

  /** Ends a session, and forgets those that would have ended by now. */
  void endSession(UUID id, Instant until, Instant now) {
    database.update("delete from horarium.ended_session where until < ?", now);
    database.update(
        "insert into horarium.ended_session (id, until) values (?, ?) on conflict do nothing",
        id,
        until);
  }

  private static User read(ResultSet row) throws SQLException {
    return new User(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("password_hash"),
        Database.instant(row, "password_changed_at"),
        row.getBoolean("enabled"),
        Set.of((String[]) row.getArray("roles").getArray()));
  }
}
