package io.horarium.sync.rule;

import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Stored synchronisation rules with what hangs on them. */
@ApplicationScoped
public class SyncRuleRepository {

  private EntityManager entities;

  protected SyncRuleRepository() {}

  @Inject
  public SyncRuleRepository(EntityManager entities) {
    this.entities = entities;
  }

  /** All rules with what they are about, by id. */
  List<SyncRule> all() {
    return entities
        .createQuery(
            "select r from SyncRule r join fetch r.system join fetch r.objectType"
                + " join fetch r.mvObjectType order by r.id",
            SyncRule.class)
        .getResultList();
  }

  /**
   * The rule of this id.
   *
   * @throws NotFound unknown
   */
  SyncRule get(int id) {
    return Optional.ofNullable(entities.find(SyncRule.class, id))
        .orElseThrow(() -> new NotFound("Synchronisation rule", id));
  }

  /** How many rules of the same system were made before the rule. */
  int placeOf(SyncRule rule) {
    return entities
        .createQuery(
            "select count(r) from SyncRule r where r.system.id = :system and r.id < :id",
            Long.class)
        .setParameter("system", rule.system().id())
        .setParameter("id", rule.id())
        .getSingleResult()
        .intValue();
  }

  /** Import rules of the object type, by id. */
  List<SyncRule> importRulesOf(int objectTypeId) {
    return entities
        .createQuery(
            "select r from SyncRule r where r.objectType.id = :type and r.direction = :direction"
                + " order by r.id",
            SyncRule.class)
        .setParameter("type", objectTypeId)
        .setParameter("direction", Direction.Import)
        .getResultList();
  }

  /** Whether another rule has the name, in any case. */
  boolean isNameTaken(String name, Integer exceptId) {
    return entities
            .createQuery(
                "select count(r) from SyncRule r"
                    + " where lower(r.name) = lower(:name) and (:id is null or r.id <> :id)",
                Long.class)
            .setParameter("name", name)
            .setParameter("id", exceptId)
            .getSingleResult()
        > 0;
  }

  /** The attribute of any system. */
  Optional<ObjectAttribute> findObjectAttribute(int id) {
    return Optional.ofNullable(entities.find(ObjectAttribute.class, id));
  }

  /** The mappings of a rule, by id. */
  List<Mapping> mappings(int ruleId) {
    return entities
        .createQuery(
            "select m from Mapping m left join fetch m.mvTarget left join fetch m.target"
                + " left join fetch m.mvSource left join fetch m.source"
                + " where m.rule.id = :rule order by m.id",
            Mapping.class)
        .setParameter("rule", ruleId)
        .getResultList();
  }

  /**
   * A mapping of a rule.
   *
   * @throws NotFound unknown, or of another rule
   */
  Mapping mapping(int ruleId, int id) {
    return Optional.ofNullable(entities.find(Mapping.class, id))
        .filter(mapping -> mapping.rule().id() == ruleId)
        .orElseThrow(() -> new NotFound("Mapping", id + " of synchronisation rule " + ruleId));
  }

  /** The mappings that contribute to an attribute of a type, the strongest first. */
  List<Mapping> contributors(int mvAttributeId, int mvObjectTypeId) {
    return entities
        .createQuery(
            "select m from Mapping m join fetch m.rule"
                + " where m.mvTarget.id = :attribute and m.rule.mvObjectType.id = :type"
                + " order by m.priority, m.id",
            Mapping.class)
        .setParameter("attribute", mvAttributeId)
        .setParameter("type", mvObjectTypeId)
        .getResultList();
  }

  /** The groups of a rule that stand in no other group, by position. */
  List<ScopeGroup> rootGroups(int ruleId) {
    return entities
        .createQuery(
            "select g from ScopeGroup g where g.rule.id = :rule and g.parent is null"
                + " order by g.position, g.id",
            ScopeGroup.class)
        .setParameter("rule", ruleId)
        .getResultList();
  }

  /**
   * A group of a rule, at any depth.
   *
   * @throws NotFound unknown, or of another rule
   */
  ScopeGroup group(int ruleId, int id) {
    return Optional.ofNullable(entities.find(ScopeGroup.class, id))
        .filter(group -> group.rule().id() == ruleId)
        .orElseThrow(
            () ->
                new NotFound("Scoping criteria group", id + " of synchronisation rule " + ruleId));
  }

  /** The matching rules of an object type, in their order. */
  List<MatchingRule> matchingRulesOfType(int objectTypeId) {
    return matchingRules("m.objectType.id", objectTypeId);
  }

  /** The matching rules of an import rule, in their order. */
  List<MatchingRule> matchingRulesOfRule(int syncRuleId) {
    return matchingRules("m.syncRule.id", syncRuleId);
  }

  private List<MatchingRule> matchingRules(String owner, int id) {
    return entities
        .createQuery(
            "select m from MatchingRule m join fetch m.mvObjectType join fetch m.source"
                + " join fetch m.target where "
                + owner
                + " = :id order by m.order, m.id",
            MatchingRule.class)
        .setParameter("id", id)
        .getResultList();
  }

  /** A matching rule of any object type or import rule. */
  Optional<MatchingRule> findMatchingRule(int id) {
    return Optional.ofNullable(entities.find(MatchingRule.class, id));
  }

  void add(Object entity) {
    entities.persist(entity);
    entities.flush();
  }

  void remove(Object entity) {
    entities.remove(entity);
    entities.flush();
  }

  /** Reads again what plain SQL may have changed. */
  void refresh(Object entity) {
    entities.flush();
    entities.refresh(entity);
  }

  void flush() {
    entities.flush();
  }
}
