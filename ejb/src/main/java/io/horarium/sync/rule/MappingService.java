package io.horarium.sync.rule;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.ChangeClass;
import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.connector.DiscoveredSchema.Writability;
import io.horarium.metaverse.MvAttribute;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.expression.Expression;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Makes, shows, changes and deletes the mappings of a rule (contract/jim-sync.md 5 and 12 rows 15
 * and 16). Every change is recorded by an activity in its own transaction and makes a full
 * synchronisation due.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class MappingService {

  private static final String SOURCE_EXPRESSION = "sources[0].expression";

  private SyncRuleRepository rules;
  private SyncRuleStore store;
  private FlowAttributes attributes;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected MappingService() {}

  @Inject
  public MappingService(
      SyncRuleRepository rules,
      SyncRuleStore store,
      FlowAttributes attributes,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.rules = rules;
    this.store = store;
    this.attributes = attributes;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * The mappings of a rule, by id.
   *
   * @throws NotFound unknown rule
   */
  public List<MappingView> list(int ruleId) {
    rules.get(ruleId);
    return rules.mappings(ruleId).stream().map(MappingService::view).toList();
  }

  /**
   * One mapping.
   *
   * @throws NotFound unknown rule, or no mapping of it
   */
  public MappingView get(int ruleId, int id) {
    rules.get(ruleId);
    return view(rules.mapping(ruleId, id));
  }

  /**
   * Makes a mapping. An attribute of the system that is not selected gets selected: without that
   * nothing would flow.
   *
   * @throws NotFound unknown rule or attribute
   * @throws InvalidInput the flow makes no sense, or this version cannot do it
   */
  public MappingView create(int ruleId, MappingInput input, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    configuration.lockSchema(rule.system().id());
    MappingInput.Source source = onlySource(input);
    MappingPolicy.refuseWhatIsNotAvailable(
        source.missingInputBehaviour(),
        rule.imports() ? input.nullIsValue() : null,
        rule.imports() ? null : input.initialExportOnly());
    Mapping mapping = rule.imports() ? inbound(rule, input, source) : outbound(rule, input, source);
    rules.add(mapping);
    store.renumberPriorities();
    rules.refresh(mapping);
    noteChange(rule, ChangeClass.SyncAffecting, cause);
    return view(mapping);
  }

  private Mapping inbound(SyncRule rule, MappingInput input, MappingInput.Source source) {
    if (input.targetMetaverseAttributeId() == null) {
      throw InvalidInput.field(
          "targetMetaverseAttributeId",
          "targetMetaverseAttributeId is required for an import rule; give the id of a metaverse"
              + " attribute.");
    }
    MvAttribute target = mvAttribute(rule, input.targetMetaverseAttributeId());
    ObjectAttribute read = null;
    String expression = expressionOf(source);
    if (expression != null) {
      selectAttributesRead(rule, expression, SOURCE_EXPRESSION);
    } else if (source.connectedSystemAttributeId() == null) {
      throw noSource("connectedSystemAttributeId");
    } else {
      read = attributes.ofSystem(rule.objectType(), source.connectedSystemAttributeId());
      MappingPolicy.checkTypes(read.name(), read.type(), target.name(), target.type());
      read.selectForUse();
    }
    refuseSecond(rule, target, null);
    var mapping = Mapping.into(target, rule, read, expression, clock.now());
    if (input.inboundValueProcessing() != null) {
      mapping.processBy(input.inboundValueProcessing());
    }
    if (input.caseNormalisation() != null) {
      mapping.normaliseCaseBy(input.caseNormalisation());
    }
    return mapping;
  }

  private Mapping outbound(SyncRule rule, MappingInput input, MappingInput.Source source) {
    if (input.targetConnectedSystemAttributeId() == null) {
      throw InvalidInput.field(
          "targetConnectedSystemAttributeId",
          "targetConnectedSystemAttributeId is required for an export rule; give the id of an"
              + " attribute of the object type.");
    }
    ObjectAttribute target =
        attributes.ofSystem(rule.objectType(), input.targetConnectedSystemAttributeId());
    if (target.writability() == Writability.ReadOnly) {
      throw InvalidInput.request(
          "Attribute '"
              + target.name()
              + "' is read-only in the system and cannot be the target of a mapping.");
    }
    MvAttribute read = null;
    String expression = expressionOf(source);
    if (expression != null) {
      MappingExpressions.checked(expression, rule.direction(), SOURCE_EXPRESSION);
      MappingPolicy.checkTyped(target.name(), target.type());
    } else if (source.metaverseAttributeId() == null) {
      throw noSource("metaverseAttributeId");
    } else {
      read = mvAttribute(rule, source.metaverseAttributeId());
      MappingPolicy.checkTypes(read.name(), read.type(), target.name(), target.type());
    }
    refuseSecond(rule, null, target);
    target.selectForUse();
    return Mapping.outOf(read, rule, target, expression, clock.now());
  }

  /**
   * Changes a mapping; null leaves a value.
   *
   * @throws NotFound unknown rule, or no mapping of it
   * @throws InvalidInput nothing is given, or it does not fit the mapping or this version
   */
  public MappingView update(int ruleId, int id, MappingChange change, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    configuration.lockSchema(rule.system().id());
    Mapping mapping = rules.mapping(ruleId, id);
    MappingPolicy.checkChange(change, mapping);
    MappingPolicy.refuseWhatIsNotAvailable(
        change.missingInputBehaviour(), change.nullIsValue(), change.initialExportOnly());
    if (change.expression() != null) {
      if (rule.imports()) {
        selectAttributesRead(rule, change.expression(), "expression");
      } else {
        MappingExpressions.checked(change.expression(), rule.direction(), "expression");
      }
      mapping.evaluate(change.expression());
    }
    if (change.inboundValueProcessing() != null) {
      mapping.processBy(change.inboundValueProcessing());
    }
    if (change.caseNormalisation() != null) {
      mapping.normaliseCaseBy(change.caseNormalisation());
    }
    if (change.enabled() != null) {
      mapping.enable(change.enabled());
    }
    rules.flush();
    noteChange(rule, ChangeClass.SyncAffecting, cause);
    return view(mapping);
  }

  /**
   * Deletes a mapping.
   *
   * @throws NotFound unknown rule, or no mapping of it
   */
  public void delete(int ruleId, int id, ChangeCause cause) {
    configuration.lock();
    SyncRule rule = rules.get(ruleId);
    rules.remove(rules.mapping(ruleId, id));
    store.renumberPriorities();
    noteChange(rule, ChangeClass.Destructive, cause);
  }

  private static MappingInput.Source onlySource(MappingInput input) {
    if (input.sources() == null || input.sources().isEmpty()) {
      throw InvalidInput.field(
          "sources", "sources is empty; give one source, an attribute or an expression.");
    }
    if (input.sources().size() > 1) {
      throw InvalidInput.field(
          "sources",
          "sources has "
              + input.sources().size()
              + " entries, but a mapping has one; combine attributes by an expression such as"
              + " Coalesce(a, b).");
    }
    return input.sources().get(0);
  }

  private static String expressionOf(MappingInput.Source source) {
    String expression = source.expression();
    return expression == null || expression.isBlank() ? null : expression;
  }

  private MvAttribute mvAttribute(SyncRule rule, int id) {
    return attributes.ofMetaverse(
        rule.mvObjectType(), id, attribute -> FlowAttributes.notOf(rule.mvObjectType(), attribute));
  }

  private static void selectAttributesRead(SyncRule rule, String text, String field) {
    Expression expression = MappingExpressions.checked(text, rule.direction(), field);
    rule.objectType().attributes().stream()
        .filter(attribute -> MappingExpressions.reads(expression, attribute.name()))
        .filter(attribute -> !attribute.credential())
        .forEach(ObjectAttribute::selectForUse);
  }

  private void refuseSecond(SyncRule rule, MvAttribute mvTarget, ObjectAttribute target) {
    boolean taken =
        rules.mappings(rule.id()).stream()
            .anyMatch(
                other ->
                    mvTarget != null
                        ? other.mvTarget().id() == mvTarget.id()
                        : other.target().id() == target.id());
    if (taken) {
      throw InvalidInput.request(
          "Synchronisation rule '"
              + rule.name()
              + "' has a mapping to '"
              + (mvTarget != null ? mvTarget.name() : target.name())
              + "' already; change that one, or combine attributes by an expression such as"
              + " Coalesce(a, b).");
    }
  }

  private static InvalidInput noSource(String property) {
    return InvalidInput.field(
        "sources[0]." + property,
        "sources[0] has neither " + property + " nor expression; give one of them.");
  }

  private static MappingView view(Mapping mapping) {
    return MappingView.of(
        mapping,
        mapping.expression() == null
            ? List.of()
            : MappingExpressions.warnings(mapping.expression(), mapping.rule().direction()));
  }

  private void noteChange(SyncRule rule, ChangeClass changeClass, ChangeCause cause) {
    rules.flush();
    configuration.ruleChanged(
        rule.system().id(), rule.mvObjectType().id(), !rule.imports(), changeClass);
    activities.completed(
        ChangeRecord.ofSyncRule(
            ActivityOperation.Update,
            rule.name(),
            rule.system().id(),
            rule.system().name(),
            cause));
  }
}
