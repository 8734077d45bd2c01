package io.horarium.connectedsystem;

import io.horarium.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/**
 * Stored connected systems and run profiles. Some questions go to tables of other domains (steps,
 * runs), by plain SQL and read-only.
 */
@ApplicationScoped
public class ConnectedSystemRepository {

  private EntityManager entities;

  protected ConnectedSystemRepository() {}

  @Inject
  public ConnectedSystemRepository(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * The system, for reading.
   *
   * @throws NotFound unknown
   */
  public ConnectedSystem get(int id) {
    return Optional.ofNullable(entities.find(ConnectedSystem.class, id))
        .orElseThrow(() -> new NotFound("Connected System", id));
  }

  /**
   * The system, for changing: changes of one system follow one another.
   *
   * @throws NotFound unknown
   */
  public ConnectedSystem lock(int id) {
    // Locked before it is read, by a statement of its own: locking what a join reads is not
    // possible.
    entities
        .createNativeQuery(
            "select id from horarium.connected_system where id = :id for update", Integer.class)
        .setParameter("id", id)
        .getResultList();
    return get(id);
  }

  /** The system, or nothing when it is unknown. */
  public Optional<ConnectedSystem> find(int id) {
    return Optional.ofNullable(entities.find(ConnectedSystem.class, id));
  }

  List<ConnectedSystem> all() {
    return entities
        .createQuery(
            "select s from ConnectedSystem s join fetch s.connector", ConnectedSystem.class)
        .getResultList();
  }

  /** Whether another system has the name, in any case. */
  boolean isNameTaken(String name, Integer exceptId) {
    return entities
            .createQuery(
                "select count(s) from ConnectedSystem s"
                    + " where lower(s.name) = lower(:name) and (:id is null or s.id <> :id)",
                Long.class)
            .setParameter("name", name)
            .setParameter("id", exceptId)
            .getSingleResult()
        > 0;
  }

  void add(Object entity) {
    entities.persist(entity);
    entities.flush();
  }

  /** Sends changes to the database, so that new rows have ids and mistakes show here. */
  void flush() {
    entities.flush();
  }

  /** Removes the system with all its configuration. */
  void delete(int systemId) {
    entities.flush();
    entities.clear();
    update("delete from horarium.system_lease where system_id = :id", systemId);
    update("delete from horarium.connected_system where id = :id", systemId);
  }

  List<RunProfile> runProfiles(int systemId) {
    return entities
        .createQuery(
            "select p from RunProfile p where p.system.id = :id order by p.name, p.id",
            RunProfile.class)
        .setParameter("id", systemId)
        .getResultList();
  }

  /**
   * The run profile of this system.
   *
   * @throws NotFound unknown, or of another system
   */
  RunProfile runProfile(int systemId, int profileId) {
    return Optional.ofNullable(entities.find(RunProfile.class, profileId))
        .filter(profile -> profile.system().id() == systemId)
        .orElseThrow(
            () -> new NotFound("Run Profile", profileId + " of Connected System " + systemId));
  }

  Optional<Integer> systemOfRunProfile(int profileId) {
    return Optional.ofNullable(entities.find(RunProfile.class, profileId))
        .map(profile -> profile.system().id());
  }

  /** Whether another run profile of the system has the name, in any case. */
  boolean isRunProfileNameTaken(int systemId, String name, Integer exceptId) {
    return entities
            .createQuery(
                "select count(p) from RunProfile p where p.system.id = :system"
                    + " and lower(p.name) = lower(:name) and (:id is null or p.id <> :id)",
                Long.class)
            .setParameter("system", systemId)
            .setParameter("name", name)
            .setParameter("id", exceptId)
            .getSingleResult()
        > 0;
  }

  void remove(RunProfile profile) {
    entities.remove(profile);
    entities.flush();
  }

  List<SystemPartition> partitions(int systemId) {
    return entities
        .createQuery(
            "select p from SystemPartition p where p.systemId = :id order by p.name, p.id",
            SystemPartition.class)
        .setParameter("id", systemId)
        .getResultList();
  }

  Optional<SystemPartition> partition(int systemId, int partitionId) {
    return Optional.ofNullable(entities.find(SystemPartition.class, partitionId))
        .filter(partition -> partition.systemId() == systemId);
  }

  int containerCount(int systemId) {
    return (int)
        count(
            "select count(*) from horarium.system_container where connected_system_id = :id",
            systemId);
  }

  /** Names of schedules with a step that runs the profile. */
  List<String> schedulesUsing(RunProfile profile) {
    return names(
        "select distinct s.name from horarium.schedule_step t"
            + " join horarium.schedule s on s.id = t.schedule_id where t.run_profile_id = :id",
        profile.id());
  }

  /** Names of schedules with a step that names the system or one of its run profiles. */
  List<String> schedulesUsing(ConnectedSystem system) {
    return names(
        "select distinct s.name from horarium.schedule_step t"
            + " join horarium.schedule s on s.id = t.schedule_id"
            + " left join horarium.run_profile p on p.id = t.run_profile_id"
            + " where t.connected_system_id = :id or p.connected_system_id = :id",
        system.id());
  }

  /** Whether a run of the system is queued or running. */
  boolean hasOpenRun(int systemId) {
    return count(
            "select count(*) from horarium.step_execution"
                + " where connected_system_id = :id and completed_at is null",
            systemId)
        > 0;
  }

  /** Whether a run of the profile is queued or running. */
  boolean hasOpenRun(RunProfile profile) {
    return count(
            "select count(*) from horarium.step_execution"
                + " where run_profile_id = :id and completed_at is null",
            profile.id())
        > 0;
  }

  long activityCount(int systemId) {
    return count(
        "select count(*) from horarium.activity where connected_system_id = :id", systemId);
  }

  private long count(String sql, int id) {
    return ((Number)
            entities.createNativeQuery(sql, Long.class).setParameter("id", id).getSingleResult())
        .longValue();
  }

  @SuppressWarnings("unchecked")
  private List<String> names(String sql, int id) {
    return entities.createNativeQuery(sql, String.class).setParameter("id", id).getResultList();
  }

  private void update(String sql, int id) {
    entities.createNativeQuery(sql).setParameter("id", id).executeUpdate();
  }
}
