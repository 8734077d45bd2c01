package io.horarium.metaverse;

import io.horarium.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The stored schema of the metaverse. */
@ApplicationScoped
public class MetaverseRepository {

  private EntityManager entities;

  protected MetaverseRepository() {}

  @Inject
  public MetaverseRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** All types with their attributes, by id. */
  List<MvObjectType> objectTypes() {
    return entities
        .createQuery(
            "select distinct t from MvObjectType t left join fetch t.attributes order by t.id",
            MvObjectType.class)
        .getResultList();
  }

  /** All attributes with their types, by id. */
  List<MvAttribute> attributes() {
    return entities
        .createQuery(
            "select distinct a from MvAttribute a left join fetch a.objectTypes order by a.id",
            MvAttribute.class)
        .getResultList();
  }

  /** The attributes of these ids; unknown ids are left out. */
  List<MvAttribute> attributes(Collection<Integer> ids) {
    return entities
        .createQuery("select a from MvAttribute a where a.id in :ids", MvAttribute.class)
        .setParameter("ids", ids)
        .getResultList();
  }

  /** The type of this id. */
  public Optional<MvObjectType> findObjectType(int id) {
    return Optional.ofNullable(entities.find(MvObjectType.class, id));
  }

  /** The attribute of this id. */
  public Optional<MvAttribute> findAttribute(int id) {
    return Optional.ofNullable(entities.find(MvAttribute.class, id));
  }

  /**
   * The type of this id.
   *
   * @throws NotFound unknown
   */
  public MvObjectType objectType(int id) {
    return findObjectType(id).orElseThrow(() -> new NotFound("Metaverse object type", id));
  }

  /**
   * The attribute of this id.
   *
   * @throws NotFound unknown
   */
  public MvAttribute attribute(int id) {
    return findAttribute(id).orElseThrow(() -> new NotFound("Metaverse attribute", id));
  }

  /** Whether another type has the name, in any case. */
  boolean isTypeNameTaken(String name, Integer exceptId) {
    return isTaken("MvObjectType", "name", name, exceptId);
  }

  /** Whether another type has the plural name, in any case. */
  boolean isPluralNameTaken(String pluralName, Integer exceptId) {
    return isTaken("MvObjectType", "pluralName", pluralName, exceptId);
  }

  /** Whether another attribute has the name, in any case. */
  boolean isAttributeNameTaken(String name, Integer exceptId) {
    return isTaken("MvAttribute", "name", name, exceptId);
  }

  private boolean isTaken(String entity, String property, String value, Integer exceptId) {
    return entities
            .createQuery(
                "select count(e) from "
                    + entity
                    + " e where lower(e."
                    + property
                    + ") = lower(:value) and (:id is null or e.id <> :id)",
                Long.class)
            .setParameter("value", value)
            .setParameter("id", exceptId)
            .getSingleResult()
        > 0;
  }

  void add(Object entity) {
    entities.persist(entity);
    entities.flush();
  }

  void remove(Object entity) {
    entities.remove(entity);
    entities.flush();
  }

  void flush() {
    entities.flush();
  }
}
