package io.horarium.sync.rule;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.ChangeClass;
import io.horarium.connectedsystem.ConnectedSystem;
import io.horarium.connectedsystem.ConnectedSystemRepository;
import io.horarium.connectedsystem.MatchingMode;
import io.horarium.connectedsystem.ObjectType;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.metaverse.MetaverseRepository;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Makes, shows, changes and deletes the rules by which objects are matched, on object types and on
 * import rules (contract/jim-sync.md 7 and 12 rows 26 and 27). Every change is recorded by an
 * activity in its own transaction and makes a full synchronisation due.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class MatchingRuleService {

  private SyncRuleRepository rules;
  private ConnectedSystemRepository systems;
  private MetaverseRepository metaverse;
  private MatchingAttributes matching;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected MatchingRuleService() {}

  @Inject
  public MatchingRuleService(
      SyncRuleRepository rules,
      ConnectedSystemRepository systems,
      MetaverseRepository metaverse,
      MatchingAttributes matching,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.rules = rules;
    this.systems = systems;
    this.metaverse = metaverse;
    this.matching = matching;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * The matching rules of an object type, in their order.
   *
   * @throws NotFound unknown system, or no type of it
   */
  public List<MatchingRuleView> ofObjectType(int systemId, int objectTypeId) {
    return views(rules.matchingRulesOfType(objectType(systems.get(systemId), objectTypeId).id()));
  }

  /**
   * The own matching rules of a synchronisation rule, in their order.
   *
   * @throws NotFound unknown rule
   */
  public List<MatchingRuleView> ofSyncRule(int syncRuleId) {
    return views(rules.matchingRulesOfRule(rules.get(syncRuleId).id()));
  }

  /**
   * A matching rule of an object type of the system.
   *
   * @throws NotFound unknown system, or no rule of it
   */
  public MatchingRuleView getOfSystem(int systemId, int id) {
    systems.get(systemId);
    return MatchingRuleView.of(ruleOfSystem(systemId, id));
  }

  /**
   * An own matching rule of a synchronisation rule.
   *
   * @throws NotFound unknown rule, or no matching rule of it
   */
  public MatchingRuleView getOfSyncRule(int syncRuleId, int id) {
    rules.get(syncRuleId);
    return MatchingRuleView.of(ruleOfSyncRule(syncRuleId, id));
  }

  /**
   * Makes a matching rule of an object type.
   *
   * @throws NotFound unknown system, object type, metaverse type or attribute
   * @throws InvalidInput the system matches by its import rules, or the rule makes no sense
   */
  public MatchingRuleView createOfObjectType(
      int systemId, int objectTypeId, MatchingRuleInput input, ChangeCause cause) {
    configuration.lock();
    ConnectedSystem system = systems.lock(systemId);
    ObjectType type = objectType(system, objectTypeId);
    refuseInactive(system, MatchingMode.ConnectedSystem);
    var mvType =
        metaverse.objectType(required(input.metaverseObjectTypeId(), "metaverseObjectTypeId"));
    var by = matching.matchBy(type, mvType, input, null);
    var rule =
        new MatchingRule(
            type, null, by, order(input, rules.matchingRulesOfType(type.id())), clock.now());
    rules.add(rule);
    noteChange(ActivityOperation.Create, rule, cause);
    return MatchingRuleView.of(rule);
  }

  /**
   * Makes an own matching rule of an import rule.
   *
   * @throws NotFound unknown rule or attribute
   * @throws InvalidInput the system matches by its object types, the rule exports, or the matching
   *     rule makes no sense
   */
  public MatchingRuleView createOfSyncRule(
      int syncRuleId, MatchingRuleInput input, ChangeCause cause) {
    configuration.lock();
    SyncRule owner = rules.get(syncRuleId);
    configuration.lockSchema(owner.system().id());
    if (!owner.imports()) {
      throw InvalidInput.request(
          "Synchronisation rule '"
              + owner.name()
              + "' is an export rule; only import rules have matching rules of their own.");
    }
    refuseInactive(owner.system(), MatchingMode.SyncRule);
    var by = matching.matchBy(owner.objectType(), owner.mvObjectType(), input, null);
    var rule =
        new MatchingRule(
            null, owner, by, order(input, rules.matchingRulesOfRule(syncRuleId)), clock.now());
    rules.add(rule);
    noteChange(ActivityOperation.Create, rule, cause);
    return MatchingRuleView.of(rule);
  }

  /**
   * Changes a matching rule of an object type; null leaves a value.
   *
   * @throws NotFound unknown system, matching rule, metaverse type or attribute
   * @throws InvalidInput the system matches by its import rules, or the rule makes no sense
   */
  public MatchingRuleView updateOfSystem(
      int systemId, int id, MatchingRuleInput input, ChangeCause cause) {
    configuration.lock();
    ConnectedSystem system = systems.lock(systemId);
    MatchingRule rule = ruleOfSystem(systemId, id);
    refuseInactive(system, MatchingMode.ConnectedSystem);
    var mvType =
        input.metaverseObjectTypeId() == null
            ? rule.mvObjectType()
            : metaverse.objectType(input.metaverseObjectTypeId());
    return update(rule, matching.matchBy(rule.objectType(), mvType, input, rule), input, cause);
  }

  /**
   * Changes an own matching rule of an import rule; null leaves a value.
   *
   * @throws NotFound unknown rule, matching rule or attribute
   * @throws InvalidInput the system matches by its object types, or the matching rule makes no
   *     sense
   */
  public MatchingRuleView updateOfSyncRule(
      int syncRuleId, int id, MatchingRuleInput input, ChangeCause cause) {
    configuration.lock();
    SyncRule owner = rules.get(syncRuleId);
    configuration.lockSchema(owner.system().id());
    MatchingRule rule = ruleOfSyncRule(syncRuleId, id);
    refuseInactive(owner.system(), MatchingMode.SyncRule);
    var by = matching.matchBy(owner.objectType(), owner.mvObjectType(), input, rule);
    return update(rule, by, input, cause);
  }

  /**
   * Deletes a matching rule of an object type.
   *
   * @throws NotFound unknown system, or no rule of it
   */
  public void deleteOfSystem(int systemId, int id, ChangeCause cause) {
    configuration.lock();
    systems.get(systemId);
    delete(ruleOfSystem(systemId, id), cause);
  }

  /**
   * Deletes an own matching rule of a synchronisation rule.
   *
   * @throws NotFound unknown rule, or no matching rule of it
   */
  public void deleteOfSyncRule(int syncRuleId, int id, ChangeCause cause) {
    configuration.lock();
    rules.get(syncRuleId);
    delete(ruleOfSyncRule(syncRuleId, id), cause);
  }

  private MatchingRuleView update(
      MatchingRule rule, MatchingRule.MatchBy by, MatchingRuleInput input, ChangeCause cause) {
    rule.match(by);
    if (input.order() != null) {
      rule.moveTo(input.order());
    }
    noteChange(ActivityOperation.Update, rule, cause);
    return MatchingRuleView.of(rule);
  }

  private void delete(MatchingRule rule, ChangeCause cause) {
    rules.remove(rule);
    noteChange(ActivityOperation.Delete, rule, cause);
  }

  private static List<MatchingRuleView> views(List<MatchingRule> found) {
    return found.stream().map(MatchingRuleView::of).toList();
  }

  private MatchingRule ruleOfSystem(int systemId, int id) {
    return rules
        .findMatchingRule(id)
        .filter(rule -> rule.objectType() != null && rule.objectType().system().id() == systemId)
        .orElseThrow(() -> new NotFound("Matching rule", id + " of Connected System " + systemId));
  }

  private MatchingRule ruleOfSyncRule(int syncRuleId, int id) {
    return rules
        .findMatchingRule(id)
        .filter(rule -> rule.syncRule() != null && rule.syncRule().id() == syncRuleId)
        .orElseThrow(
            () -> new NotFound("Matching rule", id + " of synchronisation rule " + syncRuleId));
  }

  private static ObjectType objectType(ConnectedSystem system, int id) {
    return system
        .objectType(id)
        .orElseThrow(() -> new NotFound("Object type", id + " of Connected System " + system.id()));
  }

  private static int order(MatchingRuleInput input, List<MatchingRule> others) {
    return Optional.ofNullable(input.order())
        .orElseGet(() -> others.stream().mapToInt(MatchingRule::order).max().orElse(-1) + 1);
  }

  private static int required(Integer id, String property) {
    if (id == null) {
      throw InvalidInput.field(property, property + " is required; give a whole number.");
    }
    return id;
  }

  private static void refuseInactive(ConnectedSystem system, MatchingMode needed) {
    if (system.matchingMode() != needed) {
      throw InvalidInput.request(
          "Connected System '"
              + system.name()
              + "' is in matching mode "
              + system.matchingMode()
              + ", where this matching rule would have no effect; switch the mode to "
              + needed
              + " first.");
    }
  }

  private void noteChange(ActivityOperation operation, MatchingRule rule, ChangeCause cause) {
    rules.flush();
    ConnectedSystem system =
        rule.objectType() != null ? rule.objectType().system() : rule.syncRule().system();
    String owner = rule.objectType() != null ? rule.objectType().name() : rule.syncRule().name();
    configuration.changed(system.id(), ChangeClass.SyncAffecting);
    activities.completed(
        ChangeRecord.ofMatchingRule(operation, owner, system.id(), system.name(), cause));
  }
}
