package io.horarium.sync.rule;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.ChangeClass;
import io.horarium.connectedsystem.ConnectedSystem;
import io.horarium.connectedsystem.ConnectedSystemRepository;
import io.horarium.connectedsystem.ObjectType;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.metaverse.MetaverseRepository;
import io.horarium.metaverse.MvObjectType;
import io.horarium.platform.Clock;
import io.horarium.platform.RecordListing;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes, shows, changes and deletes synchronisation rules (contract/jim-sync.md 4). Every change is
 * recorded by an activity in its own transaction, and makes a full synchronisation due where it
 * matters.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class SyncRuleService {

  private SyncRuleRepository rules;
  private SyncRuleStore store;
  private ConnectedSystemRepository systems;
  private MetaverseRepository metaverse;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected SyncRuleService() {}

  @Inject
  public SyncRuleService(
      SyncRuleRepository rules,
      SyncRuleStore store,
      ConnectedSystemRepository systems,
      MetaverseRepository metaverse,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.rules = rules;
    this.store = store;
    this.systems = systems;
    this.metaverse = metaverse;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /** One page of the rules that the filter accepts. */
  public Slice<SyncRuleView> list(SyncRuleFilter filter, RecordListing listing) {
    Map<Integer, Integer> places = new HashMap<>();
    var views = new ArrayList<SyncRuleView>();
    for (SyncRule rule : rules.all()) {
      int place = places.merge(rule.system().id(), 1, Integer::sum) - 1;
      if (filter.accepts(rule)) {
        views.add(SyncRuleView.of(rule, place));
      }
    }
    return listing.of(SyncRuleView.class, views, "name");
  }

  /**
   * One rule.
   *
   * @throws NotFound unknown
   */
  public SyncRuleView get(int id) {
    return view(rules.get(id));
  }

  /**
   * Makes a rule.
   *
   * @param values its name is not null
   * @throws InvalidInput the system, its object type or the metaverse object type is unknown
   * @throws Conflict the name is taken, in any case
   */
  public SyncRuleView create(SyncRuleSubject subject, SyncRuleChange values, ChangeCause cause) {
    configuration.lock();
    ConnectedSystem system =
        systems
            .find(subject.connectedSystemId())
            .orElseThrow(
                () ->
                    unknown("connectedSystemId", "connected system", subject.connectedSystemId()));
    ObjectType objectType =
        system
            .objectType(subject.connectedSystemObjectTypeId())
            .orElseThrow(
                () ->
                    unknown(
                        "connectedSystemObjectTypeId",
                        "object type of Connected System " + system.id(),
                        subject.connectedSystemObjectTypeId()));
    MvObjectType mvObjectType =
        metaverse
            .findObjectType(subject.metaverseObjectTypeId())
            .orElseThrow(
                () ->
                    unknown(
                        "metaverseObjectTypeId",
                        "metaverse object type",
                        subject.metaverseObjectTypeId()));
    checkName(values.name(), null);
    var rule =
        new SyncRule(values.name(), subject.direction(), objectType, mvObjectType, clock.now());
    rule.apply(values);
    rules.add(rule);
    noteChange(rule, ChangeClass.SyncAffecting);
    record(ActivityOperation.Create, rule, cause);
    return view(rule);
  }

  /**
   * Changes a rule; null leaves a value.
   *
   * @throws NotFound unknown
   * @throws Conflict the name is taken, in any case
   */
  public SyncRuleView update(int id, SyncRuleChange change, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(id);
    if (change.name() != null) {
      checkName(change.name(), id);
    }
    rule.apply(change);
    rule.touch(clock.now());
    rules.flush();
    if (!change.cosmetic()) {
      noteChange(rule, ChangeClass.SyncAffecting);
    }
    record(ActivityOperation.Update, rule, cause);
    return view(rule);
  }

  /**
   * Deletes a rule with its mappings, its scope and its own matching rules. What it contributed
   * goes at the next full synchronisation.
   *
   * @throws NotFound unknown
   */
  public void delete(int id, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(id);
    noteChange(rule, ChangeClass.Destructive);
    store.checkObjectsOf(rule);
    rules.remove(rule);
    store.renumberPriorities();
    record(ActivityOperation.Delete, rule, cause);
  }

  private void noteChange(SyncRule rule, ChangeClass changeClass) {
    configuration.ruleChanged(
        rule.system().id(), rule.mvObjectType().id(), !rule.imports(), changeClass);
  }

  private SyncRuleView view(SyncRule rule) {
    return SyncRuleView.of(rule, rules.placeOf(rule));
  }

  private void checkName(String name, Integer ownId) {
    if (rules.isNameTaken(name, ownId)) {
      throw new Conflict(
          "There is a synchronisation rule named '" + name + "' already; choose another name.");
    }
  }

  private static InvalidInput unknown(String property, String what, int id) {
    return InvalidInput.request(
        "There is no " + what + " with the id " + id + "; correct " + property + ".");
  }

  private void record(ActivityOperation operation, SyncRule rule, ChangeCause cause) {
    activities.completed(
        ChangeRecord.ofSyncRule(
            operation, rule.name(), rule.system().id(), rule.system().name(), cause));
  }
}
