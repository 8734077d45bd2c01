package io.horarium.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Stored API keys. */
@ApplicationScoped
public class ApiKeyRepository {

  private EntityManager entities;

  protected ApiKeyRepository() {}

  @Inject
  public ApiKeyRepository(EntityManager entities) {
    this.entities = entities;
  }

  Optional<ApiKey> byHash(String hash) {
    return entities
        .createQuery("select k from ApiKey k where k.keyHash = :hash", ApiKey.class)
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst();
  }

  Optional<ApiKey> infrastructureKey() {
    return entities
        .createQuery(
            "select k from ApiKey k where k.infrastructure = true order by k.createdAt",
            ApiKey.class)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Whether some key other than the infrastructure key is an administrator's. */
  boolean hasAdministratorKey() {
    return entities
            .createQuery(
                "select count(k) from ApiKey k join k.roles r"
                    + " where k.infrastructure = false and r.name = :role",
                Long.class)
            .setParameter("role", Roles.ADMINISTRATOR)
            .getSingleResult()
        > 0;
  }

  Role role(String name) {
    return entities
        .createQuery("select r from Role r where r.name = :name", Role.class)
        .setParameter("name", name)
        .getSingleResult();
  }

  void add(ApiKey key) {
    entities.persist(key);
  }

  /** By a statement of its own: parallel requests of one key would collide on the entity. */
  void noteUse(UUID id, Instant now, String ip) {
    entities
        .createQuery(
            "update ApiKey k set k.lastUsedAt = :now, k.lastUsedFromIp = :ip where k.id = :id")
        .setParameter("now", now)
        .setParameter("ip", ip)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Makes nodes that start together look for keys one after the other. */
  void lockStart() {
    entities
        .createNativeQuery(
            "select pg_advisory_xact_lock(hashtext('horarium.access.start'))", Object.class)
        .getResultList();
  }
}
