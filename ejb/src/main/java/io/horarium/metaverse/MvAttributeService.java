package io.horarium.metaverse;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.Plurality;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.connector.DataType;
import io.horarium.metaverse.MvUseQueries.Reference;
import io.horarium.platform.Clock;
import io.horarium.platform.RecordListing;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes, shows, changes and deletes the attributes of the metaverse, and says which types have them
 * (contract/jim-sync.md 8.2). Every change is recorded by an activity in its own transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class MvAttributeService {

  private MetaverseRepository metaverse;
  private MvUseQueries uses;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected MvAttributeService() {}

  @Inject
  public MvAttributeService(
      MetaverseRepository metaverse,
      MvUseQueries uses,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.metaverse = metaverse;
    this.uses = uses;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /** One page of all attributes. */
  public Slice<MvAttributeHeaderView> list(RecordListing listing) {
    return listing.of(
        MvAttributeHeaderView.class,
        metaverse.attributes().stream().map(MvAttributeHeaderView::of).toList(),
        "name");
  }

  /**
   * One attribute.
   *
   * @throws NotFound unknown
   */
  public MvAttributeView get(int id) {
    return MvAttributeView.of(metaverse.attribute(id));
  }

  /** Whether a name is free. */
  public record NameAvailability(String name, boolean available) {}

  /** Whether the name is free, in any case. */
  public NameAvailability nameAvailability(String name, Integer excludeId) {
    return new NameAvailability(name, !metaverse.isAttributeNameTaken(name, excludeId));
  }

  /**
   * Makes an attribute.
   *
   * @param objectTypeIds the types that get it; may be empty
   * @throws InvalidInput NotSet is no type, or an object type is unknown
   * @throws Conflict the name is taken, in any case
   */
  public MvAttributeView create(
      String name,
      DataType type,
      Plurality plurality,
      List<Integer> objectTypeIds,
      ChangeCause cause) {
    configuration.lock();
    checkName(name, null);
    checkType(type);
    var attribute = new MvAttribute(name, type, plurality, clock.now());
    metaverse.add(attribute);
    for (int typeId : new TreeSet<>(objectTypeIds)) {
      metaverse
          .findObjectType(typeId)
          .orElseThrow(
              () ->
                  InvalidInput.field(
                      "objectTypeIds",
                      "objectTypeIds names the metaverse object type "
                          + typeId
                          + ", which does not exist; take the ids from the list of types."))
          .assign(attribute);
    }
    metaverse.flush();
    record(ActivityOperation.Create, attribute, cause);
    return MvAttributeView.of(attribute);
  }

  /**
   * Changes how an attribute is called and shown; null leaves a value.
   *
   * @throws NotFound unknown
   * @throws InvalidInput it is built in
   * @throws Conflict the name is taken, or an expression reads the attribute by its old name
   */
  public MvAttributeView update(
      int id,
      String name,
      RenderingHint hint,
      List<StandardMapping> standardMappings,
      ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(id);
    refuseBuiltIn(attribute);
    if (name != null && !name.equals(attribute.name())) {
      checkName(name, id);
      refuseWhileExpressionsRead(attribute);
      attribute.rename(name);
    }
    if (hint != null) {
      attribute.show(hint);
    }
    if (standardMappings != null) {
      attribute.correspondTo(standardMappings);
    }
    attribute.touch(clock.now());
    metaverse.flush();
    record(ActivityOperation.Update, attribute, cause);
    return MvAttributeView.of(attribute);
  }

  /**
   * Changes type and plurality of an attribute, unless values or rules keep them; the impact says
   * so.
   *
   * @return null when it was changed
   * @throws NotFound unknown
   * @throws InvalidInput it is built in, or NotSet is no type
   * @throws Conflict a run is open
   */
  public MvAttributeImpact redefine(int id, DataType type, Plurality plurality, ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(id);
    refuseBuiltIn(attribute);
    checkType(type);
    if (attribute.type() == type && attribute.plurality() == plurality) {
      return null;
    }
    MvAttributeImpact impact = impact(attribute);
    if (impact.blocked()) {
      return impact;
    }
    refuseWhileRunning();
    attribute.redefine(type, plurality);
    attribute.touch(clock.now());
    metaverse.flush();
    record(ActivityOperation.Update, attribute, cause);
    return null;
  }

  /**
   * What deleting the attribute would mean.
   *
   * @throws NotFound unknown
   */
  public MvAttributeImpact deletionImpact(int id) {
    return impact(metaverse.attribute(id));
  }

  /**
   * Deletes an attribute, unless it is blocked; the impact says which.
   *
   * @param confirmation the name of the attribute, needed when types have it
   * @throws NotFound unknown
   * @throws InvalidInput it is built in, or not confirmed
   * @throws Conflict a run is open
   */
  public MvAttributeImpact delete(int id, String confirmation, ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(id);
    refuseBuiltIn(attribute);
    MvAttributeImpact impact = impact(attribute);
    if (impact.blocked()) {
      return impact;
    }
    Confirmation.check(impact.requiresConfirmation(), attribute.name(), confirmation);
    refuseWhileRunning();
    Set.copyOf(attribute.objectTypes()).forEach(type -> type.unassign(attribute));
    metaverse.remove(attribute);
    record(ActivityOperation.Delete, attribute, cause);
    return impact.done();
  }

  /**
   * Gives the attribute to a type; one that has it already keeps it.
   *
   * @throws NotFound unknown attribute or type
   */
  public MvAttributeView assign(int id, int typeId, ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(id);
    MvObjectType type = metaverse.objectType(typeId);
    if (!type.attributes().contains(attribute)) {
      type.assign(attribute);
      type.touch(clock.now());
      metaverse.flush();
      record(ActivityOperation.Update, attribute, cause);
    }
    return MvAttributeView.of(attribute);
  }

  /**
   * What taking the attribute from the type would mean.
   *
   * @throws NotFound unknown attribute or type
   */
  public MvUnassignImpact unassignImpact(int id, int typeId) {
    return impact(metaverse.attribute(id), metaverse.objectType(typeId));
  }

  /**
   * Takes the attribute from the type, unless it is blocked; the impact says which.
   *
   * @param confirmation the name of the attribute, or null
   * @throws NotFound unknown attribute or type
   * @throws InvalidInput attribute and type are built in
   * @throws Conflict a run is open
   */
  public MvUnassignImpact unassign(int id, int typeId, String confirmation, ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(id);
    MvObjectType type = metaverse.objectType(typeId);
    if (attribute.builtIn() && type.builtIn()) {
      throw InvalidInput.request(
          "Attribute '"
              + attribute.name()
              + "' and metaverse object type '"
              + type.name()
              + "' are built in and stay together.");
    }
    MvUnassignImpact impact = impact(attribute, type);
    if (impact.blocked() || !impact.wasBound()) {
      return impact;
    }
    Confirmation.check(impact.requiresConfirmation(), attribute.name(), confirmation);
    refuseWhileRunning();
    type.unassign(attribute);
    type.touch(clock.now());
    metaverse.flush();
    record(ActivityOperation.Update, attribute, cause);
    return impact.done();
  }

  private MvAttributeImpact impact(MvAttribute attribute) {
    return MvAttributeImpact.of(
        attribute, uses.objectsWithValues(attribute.id()), uses.references(attribute));
  }

  private MvUnassignImpact impact(MvAttribute attribute, MvObjectType type) {
    List<Reference> references =
        uses.references(attribute).stream()
            .filter(reference -> reference.metaverseObjectTypeId() == type.id())
            .toList();
    return MvUnassignImpact.of(
        attribute, type, uses.objectsWithValues(attribute.id(), type.id()), references);
  }

  private void checkName(String name, Integer ownId) {
    if (metaverse.isAttributeNameTaken(name, ownId)) {
      throw new Conflict(
          "There is a metaverse attribute named '" + name + "' already; choose another name.");
    }
  }

  private static void checkType(DataType type) {
    if (type == DataType.NotSet) {
      throw InvalidInput.field("type", "type NotSet is no type to choose; choose another one.");
    }
  }

  private static void refuseBuiltIn(MvAttribute attribute) {
    if (attribute.builtIn()) {
      throw InvalidInput.request(
          "Metaverse attribute '" + attribute.name() + "' is built in and cannot be changed.");
    }
  }

  private void refuseWhileExpressionsRead(MvAttribute attribute) {
    List<Reference> readers = uses.expressionsReading(attribute.name());
    if (!readers.isEmpty()) {
      throw new Conflict(
          "Expressions read metaverse attribute '"
              + attribute.name()
              + "' by its name, for example in "
              + readers.get(0).syncRuleName()
              + "; change them first.");
    }
  }

  private void refuseWhileRunning() {
    if (uses.hasOpenRun()) {
      throw new Conflict(
          "A run is queued or running and may use the attribute; cancel it or wait for its end.");
    }
  }

  private void record(ActivityOperation operation, MvAttribute attribute, ChangeCause cause) {
    activities.completed(ChangeRecord.ofMetaverseAttribute(operation, attribute.name(), cause));
  }
}
