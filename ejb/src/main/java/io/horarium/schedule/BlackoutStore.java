package io.horarium.schedule;

import io.horarium.platform.Database;
import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores blackouts; joins the caller's transaction. */
@ApplicationScoped
public class BlackoutStore {

  private static final String COLUMNS =
      "select name, description, time_zone, windows from horarium.blackout";

  private Database database;

  protected BlackoutStore() {}

  @Inject
  public BlackoutStore(Database database) {
    this.database = database;
  }

  /** All of them, by name. */
  public List<Blackout> all() {
    return database.list(COLUMNS + " order by name", BlackoutStore::blackout);
  }

  /** Those of these names that exist. */
  public List<Blackout> named(List<String> names) {
    return names.isEmpty()
        ? List.of()
        : database.list(
            COLUMNS + " where name = any (?) order by name", BlackoutStore::blackout, names);
  }

  Optional<Blackout> find(String name) {
    return database.first(COLUMNS + " where name = ?", BlackoutStore::blackout, name);
  }

  /** Adds one; false when the name is taken. */
  boolean add(Blackout blackout) {
    return database.update(
            """
            insert into horarium.blackout (name, description, time_zone, windows) values (?, ?, ?, ?)
            on conflict do nothing""",
            blackout.name(),
            blackout.description(),
            blackout.timeZone(),
            BlackoutWindowJson.write(blackout.windows()))
        == 1;
  }

  /** Replaces one; false when there is none of this name. */
  boolean replace(Blackout blackout) {
    return database.update(
            """
            update horarium.blackout set description = ?, time_zone = ?, windows = ?, last_updated = now()
             where name = ?""",
            blackout.description(),
            blackout.timeZone(),
            BlackoutWindowJson.write(blackout.windows()),
            blackout.name())
        == 1;
  }

  /** Deletes one; false when there is none of this name. */
  boolean delete(String name) {
    return database.update("delete from horarium.blackout where name = ?", name) == 1;
  }

  /** Names of schedules that refer to one, a few of them. */
  List<String> users(String name) {
    // held, so that no schedule begins to refer to it before it is gone
    database.first("select 1 from horarium.blackout where name = ? for update", row -> 1, name);
    return database.list(
        """
        select name from horarium.schedule
         where ? = any (string_to_array(blackouts, ',')) order by name limit 5""",
        row -> row.getString(1),
        name);
  }

  /**
   * Checks that schedules may refer to these names, and holds the blackouts until the transaction
   * ends.
   *
   * @throws InvalidInput one does not exist; names the field
   */
  void refuseUnknown(List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    List<String> unknown = new ArrayList<>(names);
    unknown.removeAll(
        database.list(
            "select name from horarium.blackout where name = any (?) for share",
            row -> row.getString(1),
            names));
    if (!unknown.isEmpty()) {
      throw InvalidInput.field(
          "blackouts",
          "blackouts names '"
              + unknown.get(0)
              + "', which does not exist; make it first, or leave it out.");
    }
  }

  private static Blackout blackout(ResultSet row) throws SQLException {
    return new Blackout(
        row.getString("name"),
        row.getString("description"),
        row.getString("time_zone"),
        BlackoutWindowJson.read(row.getString("windows")));
  }
}
