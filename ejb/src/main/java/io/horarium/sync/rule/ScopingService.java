package io.horarium.sync.rule;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.ChangeClass;
import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.metaverse.MvAttribute;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.ScopeCriterion.Comparand;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Makes, shows, changes and deletes the criteria that say which objects a rule is for
 * (contract/jim-sync.md 6). Every change is recorded as one of the rule, by an activity in its own
 * transaction, and makes a full synchronisation due.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ScopingService {

  private static final int MAX_DEPTH = 20;

  private SyncRuleRepository rules;
  private FlowAttributes attributes;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;

  protected ScopingService() {}

  @Inject
  public ScopingService(
      SyncRuleRepository rules,
      FlowAttributes attributes,
      SyncConfigurationStore configuration,
      ActivityStore activities) {
    this.rules = rules;
    this.attributes = attributes;
    this.configuration = configuration;
    this.activities = activities;
  }

  /**
   * The root groups of a rule with all below, by position.
   *
   * @throws NotFound unknown rule
   */
  public List<ScopeGroupView> list(int ruleId) {
    rules.get(ruleId);
    return rules.rootGroups(ruleId).stream().map(ScopeGroupView::of).toList();
  }

  /**
   * A group of any depth with all below.
   *
   * @throws NotFound unknown rule, or no group of it
   */
  public ScopeGroupView get(int ruleId, int groupId) {
    rules.get(ruleId);
    return ScopeGroupView.of(rules.group(ruleId, groupId));
  }

  /**
   * Makes an empty group.
   *
   * @param parentId the group it is to stand in, or null
   * @throws NotFound unknown rule, or no such parent
   * @throws InvalidInput too many groups would stand in each other
   */
  public ScopeGroupView createGroup(
      int ruleId, Integer parentId, GroupType type, int position, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    ScopeGroup parent = parentId == null ? null : rules.group(ruleId, parentId);
    if (parent != null && parent.depth() + 1 >= MAX_DEPTH) {
      throw InvalidInput.request(
          "Groups stand at most " + MAX_DEPTH + " deep in each other; combine some of them.");
    }
    var group = new ScopeGroup(rule, parent, type, position);
    rules.add(group);
    noteChange(rule, cause);
    return ScopeGroupView.of(group);
  }

  /**
   * Changes a group; null leaves a value.
   *
   * @throws NotFound unknown rule, or no group of it
   */
  public ScopeGroupView updateGroup(
      int ruleId, int groupId, GroupType type, Integer position, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    ScopeGroup group = rules.group(ruleId, groupId);
    group.change(type, position);
    noteChange(rule, cause);
    return ScopeGroupView.of(group);
  }

  /**
   * Deletes a group with all below.
   *
   * @throws NotFound unknown rule, or no group of it
   */
  public void deleteGroup(int ruleId, int groupId, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    ScopeGroup group = rules.group(ruleId, groupId);
    if (group.parent() != null) {
      group.parent().remove(group);
    }
    rules.remove(group);
    noteChange(rule, cause);
  }

  /**
   * Makes a criterion.
   *
   * @throws NotFound unknown rule or group, or the rule's type does not have the attribute
   * @throws InvalidInput the comparison makes no sense, or this version cannot do it
   */
  public ScopeCriterionView createCriterion(
      int ruleId, int groupId, CriterionInput input, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    configuration.lockSchema(rule.system().id());
    ScopeGroup group = rules.group(ruleId, groupId);
    var criterion = new ScopeCriterion(group, comparand(rule, input));
    rules.add(criterion);
    group.add(criterion);
    noteChange(rule, cause);
    return ScopeCriterionView.of(criterion);
  }

  /**
   * Replaces a criterion.
   *
   * @throws NotFound unknown rule, group or criterion, or the rule's type does not have the
   *     attribute
   * @throws InvalidInput the comparison makes no sense, or this version cannot do it
   */
  public ScopeCriterionView updateCriterion(
      int ruleId, int groupId, int id, CriterionInput input, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    configuration.lockSchema(rule.system().id());
    ScopeCriterion criterion = criterion(rules.group(ruleId, groupId), id);
    criterion.compare(comparand(rule, input));
    noteChange(rule, cause);
    return ScopeCriterionView.of(criterion);
  }

  /**
   * Deletes a criterion.
   *
   * @throws NotFound unknown rule, group or criterion
   */
  public void deleteCriterion(int ruleId, int groupId, int id, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    ScopeGroup group = rules.group(ruleId, groupId);
    group.remove(criterion(group, id));
    noteChange(rule, cause);
  }

  private static ScopeCriterion criterion(ScopeGroup group, int id) {
    return group
        .criterion(id)
        .orElseThrow(() -> new NotFound("Criterion", id + " of group " + group.id()));
  }

  private Comparand comparand(SyncRule rule, CriterionInput input) {
    boolean caseSensitive = !Boolean.FALSE.equals(input.caseSensitive());
    if (rule.imports()) {
      if (input.connectedSystemAttributeId() == null) {
        throw missing("connectedSystemAttributeId", "import");
      }
      ObjectAttribute attribute =
          attributes.ofType(rule.objectType(), input.connectedSystemAttributeId());
      String value = CriterionPolicy.checkedValue(input, attribute.name(), attribute.type());
      // What is not selected is not imported, so it would never have a value to compare.
      attribute.selectForUse();
      return new Comparand(null, attribute, input.comparisonType(), value, caseSensitive);
    }
    if (input.metaverseAttributeId() == null) {
      throw missing("metaverseAttributeId", "export");
    }
    MvAttribute attribute =
        attributes.ofMetaverse(
            rule.mvObjectType(),
            input.metaverseAttributeId(),
            found ->
                new NotFound(
                    "Metaverse attribute",
                    found.id() + " of object type '" + rule.mvObjectType().name() + "'"));
    String value = CriterionPolicy.checkedValue(input, attribute.name(), attribute.type());
    return new Comparand(attribute, null, input.comparisonType(), value, caseSensitive);
  }

  private static InvalidInput missing(String property, String direction) {
    return InvalidInput.field(
        property,
        property
            + " is required for an "
            + direction
            + " rule; give the id of the attribute to compare.");
  }

  private void noteChange(SyncRule rule, ChangeCause cause) {
    rules.flush();
    configuration.ruleChanged(
        rule.system().id(), rule.mvObjectType().id(), !rule.imports(), ChangeClass.SyncAffecting);
    activities.completed(
        ChangeRecord.ofSyncRule(
            ActivityOperation.Update,
            rule.name(),
            rule.system().id(),
            rule.system().name(),
            cause));
  }
}
