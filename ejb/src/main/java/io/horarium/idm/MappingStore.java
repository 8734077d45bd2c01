package io.horarium.idm;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * What the names of IDM mean here: systems, their object types and run profiles (design.md 10.8).
 */
@ApplicationScoped
public class MappingStore {

  private Database database;

  protected MappingStore() {}

  @Inject
  public MappingStore(Database database) {
    this.database = database;
  }

  /** A connected system. */
  record SystemName(int id, String name) {}

  /**
   * What a synchronisation rule joins.
   *
   * @param inbound whether it brings objects into the metaverse
   */
  record Joint(SystemName system, String objectType, String mvType, boolean inbound) {}

  /** The system of that name, in any case. */
  Optional<SystemName> system(String name) {
    return database.first(
        "select id, name from horarium.connected_system where lower(name) = lower(?)",
        row -> new SystemName(row.getInt(1), row.getString(2)),
        name);
  }

  /** What the enabled synchronisation rules join; a rule is named by nobody here. */
  List<Joint> joints() {
    return database.list(
        """
        select distinct s.id, s.name, t.name as type, m.name as mv_type, r.direction
          from horarium.sync_rule r
          join horarium.connected_system s on s.id = r.connected_system_id
          join horarium.object_type t on t.id = r.object_type_id
          join horarium.mv_object_type m on m.id = r.mv_object_type_id
         where r.enabled order by s.name, t.name, m.name limit 10000""",
        row ->
            new Joint(
                new SystemName(row.getInt("id"), row.getString("name")),
                row.getString("type"),
                row.getString("mv_type"),
                row.getString("direction").equals("Import")));
  }

  /** The first run profile of that type that a system has. */
  Optional<RunTarget> profile(SystemName system, String runType) {
    return database.first(
        """
        select id, name from horarium.run_profile
         where connected_system_id = ? and run_type = ? order by id limit 1""",
        row ->
            new RunTarget.OfProfile(
                system.id(), row.getInt(1), system.name() + ": " + row.getString(2)),
        system.id(),
        runType);
  }
}
