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
import io.horarium.platform.Clock;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.MatchingModeView.MigrationView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Switches a system between matching by object type and matching by import rule, and moves the
 * matching rules along (contract/jim-sync.md 7). Recorded by an activity of the system in the same
 * transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class MatchingModeService {

  private SyncRuleRepository rules;
  private ConnectedSystemRepository systems;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected MatchingModeService() {}

  @Inject
  public MatchingModeService(
      SyncRuleRepository rules,
      ConnectedSystemRepository systems,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.rules = rules;
    this.systems = systems;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * Switches the mode; to the present one: does nothing.
   *
   * @throws NotFound unknown system
   */
  public MatchingModeView change(int systemId, MatchingMode mode, ChangeCause cause) {
    configuration.lock();
    ConnectedSystem system = systems.lock(systemId);
    if (system.matchingMode() == mode) {
      return MatchingModeView.unchanged(mode);
    }
    var migrations = new ArrayList<MigrationView>();
    var warnings = new ArrayList<String>();
    int rulesUpdated = 0;
    for (ObjectType type :
        system.objectTypes().stream().sorted(Comparator.comparing(ObjectType::id)).toList()) {
      List<SyncRule> imports = rules.importRulesOf(type.id());
      if (imports.isEmpty()) {
        continue;
      }
      if (mode == MatchingMode.SyncRule) {
        rulesUpdated += toRules(type, imports, migrations);
      } else {
        rulesUpdated += toObjectType(type, imports, migrations, warnings);
      }
    }
    system.matchBy(mode);
    rules.flush();
    configuration.changed(systemId, ChangeClass.SyncAffecting);
    activities.completed(
        ChangeRecord.ofSystem(ActivityOperation.Update, systemId, system.name(), cause));
    int typesUpdated =
        mode == MatchingMode.SyncRule
            ? 0
            : (int) migrations.stream().filter(done -> done.matchingRulesSet() > 0).count();
    return new MatchingModeView(true, mode, rulesUpdated, typesUpdated, warnings, migrations, null);
  }

  /** Copies the rules of the type to import rules that have none; the originals stay. */
  private int toRules(ObjectType type, List<SyncRule> imports, List<MigrationView> migrations) {
    List<MatchingRule> ofType = rules.matchingRulesOfType(type.id());
    Map<SyncRule, List<MatchingRule>> own = ownRules(imports);
    int updated = 0;
    int copied = 0;
    for (SyncRule rule : imports) {
      List<MatchingRule> fitting =
          ofType.stream().filter(m -> m.mvObjectType().id() == rule.mvObjectType().id()).toList();
      if (!own.containsKey(rule) && !fitting.isEmpty()) {
        fitting.forEach(
            m -> rules.add(new MatchingRule(null, rule, m.by(), m.order(), clock.now())));
        updated++;
        copied += fitting.size();
      }
    }
    migrations.add(migration(type, imports, own, copied, 0));
    return updated;
  }

  /** The commonest set for each metaverse type becomes the type's, if it has none. */
  private int toObjectType(
      ObjectType type,
      List<SyncRule> imports,
      List<MigrationView> migrations,
      List<String> warnings) {
    Map<SyncRule, List<MatchingRule>> own = ownRules(imports);
    int set = 0;
    if (rules.matchingRulesOfType(type.id()).isEmpty()) {
      var byMvType = new LinkedHashMap<Integer, List<List<MatchingRule>>>();
      own.forEach(
          (rule, matching) ->
              byMvType
                  .computeIfAbsent(rule.mvObjectType().id(), key -> new ArrayList<>())
                  .add(matching));
      for (List<List<MatchingRule>> sets : byMvType.values()) {
        for (MatchingRule rule : commonest(sets)) {
          rules.add(new MatchingRule(type, null, rule.by(), rule.order(), clock.now()));
          set++;
        }
      }
    }
    MigrationView migration = migration(type, imports, own, set, own.size());
    if (migration.rulesDiverged()) {
      warnings.add(
          "The import rules of object type '"
              + type.name()
              + "' had "
              + migration.uniqueSyncRuleConfigurations()
              + " different sets of matching rules; check which of them the type has now.");
    }
    own.values().forEach(matching -> matching.forEach(rules::remove));
    migrations.add(migration);
    return own.size();
  }

  private static List<MatchingRule> commonest(List<List<MatchingRule>> sets) {
    var byContent = new LinkedHashMap<List<String>, List<List<MatchingRule>>>();
    sets.forEach(set -> byContent.computeIfAbsent(content(set), key -> new ArrayList<>()).add(set));
    // Of equally common ones the one of the oldest rule.
    return byContent.values().stream()
        .reduce((a, b) -> b.size() > a.size() ? b : a)
        .orElseThrow()
        .get(0);
  }

  private static List<String> content(List<MatchingRule> set) {
    return set.stream()
        .map(
            rule ->
                rule.source().id()
                    + " "
                    + rule.target().id()
                    + " "
                    + rule.mvObjectType().id()
                    + " "
                    + rule.caseSensitive())
        .toList();
  }

  /** Import rules that have matching rules of their own, by id, with these. */
  private Map<SyncRule, List<MatchingRule>> ownRules(List<SyncRule> imports) {
    var own = new LinkedHashMap<SyncRule, List<MatchingRule>>();
    for (SyncRule rule : imports) {
      List<MatchingRule> matching = rules.matchingRulesOfRule(rule.id());
      if (!matching.isEmpty()) {
        own.put(rule, matching);
      }
    }
    return own;
  }

  private static MigrationView migration(
      ObjectType type,
      List<SyncRule> imports,
      Map<SyncRule, List<MatchingRule>> own,
      int set,
      int cleared) {
    int unique = (int) own.values().stream().map(MatchingModeService::content).distinct().count();
    return new MigrationView(
        type.id(), type.name(), imports.size(), own.size(), unique, unique > 1, set, cleared);
  }
}
