package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectorspace.ConnectorSpaceStore;
import io.horarium.platform.Clock;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Selects object types and attributes and chooses their ids (contract/jim-sync.md 2.6). Every
 * change is recorded as one of the system, by an activity in its own transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ObjectTypeService {

  private ConnectedSystemRepository systems;
  private ConnectorRegistry registry;
  private ConnectorSpaceStore space;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected ObjectTypeService() {}

  @Inject
  public ObjectTypeService(
      ConnectedSystemRepository systems,
      ConnectorRegistry registry,
      ConnectorSpaceStore space,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.systems = systems;
    this.registry = registry;
    this.space = space;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * All types of a system by name, with attributes.
   *
   * @throws NotFound unknown system
   */
  public List<ObjectTypeView> list(int systemId) {
    return ObjectTypeView.of(systems.get(systemId));
  }

  /**
   * One type.
   *
   * @throws NotFound unknown system, or no type of it
   */
  public ObjectTypeView get(int systemId, int typeId) {
    return ObjectTypeView.of(type(systems.get(systemId), typeId));
  }

  /**
   * Changes a type; null leaves it.
   *
   * @throws NotFound unknown system, or no type of it
   */
  public ObjectTypeView update(
      int systemId,
      int typeId,
      Boolean selected,
      Boolean removeContributedOnObsoletion,
      ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    ObjectType type = type(system, typeId);
    var before = SchemaFootprint.of(system);
    if (selected != null) {
      type.select(selected);
    }
    if (removeContributedOnObsoletion != null) {
      type.removeContributedOnObsoletion(removeContributedOnObsoletion);
    }
    system.touch(clock.now());
    noteChange(system, before);
    record(system, cause);
    return ObjectTypeView.of(type);
  }

  /**
   * Changes one attribute.
   *
   * @throws NotFound unknown system, type or attribute
   * @throws InvalidInput the change is not allowed
   * @throws Conflict the anchor would change while there are objects
   */
  public AttributeView updateAttribute(
      int systemId, int typeId, int attributeId, AttributeChange change, ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    ObjectType type = type(system, typeId);
    ObjectAttribute attribute =
        type.attribute(attributeId).orElseThrow(() -> new NotFound("Attribute", attributeId));
    var before = SchemaFootprint.of(system);
    rules(system).apply(type, attribute, change);
    system.touch(clock.now());
    noteChange(system, before);
    record(system, cause);
    return AttributeView.of(attribute);
  }

  /**
   * Changes several attributes in the order given. What is not allowed is reported, the rest is
   * done; one activity records the call, as in JIM also when nothing of it was allowed.
   *
   * @throws NotFound unknown system or type
   * @throws InvalidInput nothing to change
   */
  public BulkAttributeView updateAttributes(
      int systemId, int typeId, Map<Integer, AttributeChange> changes, ChangeCause cause) {
    if (changes.isEmpty()) {
      throw InvalidInput.request("attributes is empty; name at least one attribute to change.");
    }
    ConnectedSystem system = systems.lock(systemId);
    ObjectType type = type(system, typeId);
    var before = SchemaFootprint.of(system);
    var changed = new ArrayList<ObjectAttribute>();
    var errors = new ArrayList<BulkAttributeView.ErrorView>();
    changes.forEach(
        (id, change) -> {
          try {
            ObjectAttribute attribute =
                type.attribute(id)
                    .orElseThrow(
                        () ->
                            InvalidInput.request(
                                "Object type '" + type.name() + "' has no attribute " + id + "."));
            rules(system).apply(type, attribute, change);
            changed.add(attribute);
          } catch (Problem refused) {
            errors.add(new BulkAttributeView.ErrorView(id, refused.getMessage()));
          }
        });
    if (!changed.isEmpty()) {
      system.touch(clock.now());
      noteChange(system, before);
    }
    return new BulkAttributeView(
        record(system, cause),
        changed.size(),
        changed.stream().map(AttributeView::of).toList(),
        errors.isEmpty() ? null : errors);
  }

  private void noteChange(ConnectedSystem system, SchemaFootprint before) {
    ChangeClass changeClass = before.changeTo(SchemaFootprint.of(system));
    if (changeClass != null) {
      systems.flush();
      configuration.changed(system.id(), changeClass);
    }
  }

  private UUID record(ConnectedSystem system, ChangeCause cause) {
    return activities.completed(
        ChangeRecord.ofSystem(ActivityOperation.Update, system.id(), system.name(), cause));
  }

  private AttributeRules rules(ConnectedSystem system) {
    return new AttributeRules(
        registry.of(system).descriptor().capabilities(),
        new AttributeRules.StoredObjects() {
          @Override
          public boolean exist(ObjectType type) {
            return space.hasObjects(system.id(), type.id());
          }

          @Override
          public boolean hold(ObjectType type, ObjectAttribute attribute) {
            return attribute.externalId()
                ? exist(type)
                : space.hasValues(system.id(), type.id(), attribute.id(), attribute.name());
          }

          @Override
          public boolean use(ObjectAttribute attribute) {
            return configuration.uses(attribute.id());
          }
        });
  }

  private static ObjectType type(ConnectedSystem system, int typeId) {
    return system
        .objectType(typeId)
        .orElseThrow(
            () -> new NotFound("Object type", typeId + " of Connected System " + system.id()));
  }
}
