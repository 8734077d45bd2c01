package io.horarium.metaverse;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.platform.Clock;
import io.horarium.platform.RecordListing;
import io.horarium.platform.Slice;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes, shows, changes and deletes the types of the metaverse (contract/jim-sync.md 8.1). Every
 * change is recorded by an activity in its own transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class MvObjectTypeService {

  private MetaverseRepository metaverse;
  private MvUseQueries uses;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected MvObjectTypeService() {}

  @Inject
  public MvObjectTypeService(
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

  /** One page of all types. */
  public Slice<MvObjectTypeHeaderView> list(RecordListing listing) {
    return listing.of(
        MvObjectTypeHeaderView.class,
        metaverse.objectTypes().stream().map(MvObjectTypeHeaderView::of).toList(),
        "name");
  }

  /**
   * One type.
   *
   * @throws NotFound unknown
   */
  public MvObjectTypeView get(int id) {
    return MvObjectTypeView.of(metaverse.objectType(id));
  }

  /** Whether the names are free, in any case. */
  public NameAvailability nameAvailability(String name, String pluralName, Integer excludeId) {
    return new NameAvailability(
        name,
        name != null && !metaverse.isTypeNameTaken(name, excludeId),
        pluralName,
        pluralName != null && !metaverse.isPluralNameTaken(pluralName, excludeId));
  }

  /** Which of two names are free; a name that was not asked for is not. */
  public record NameAvailability(
      String name, boolean nameAvailable, String pluralName, boolean pluralNameAvailable) {}

  /**
   * Makes a type.
   *
   * @param values its name and plural name are not null
   * @throws InvalidInput a name is taken, an attribute unknown, or this version cannot do it
   */
  public MvObjectTypeView create(MvObjectTypeChange values, ChangeCause cause) {
    configuration.lock();
    checkNames(values.name(), values.pluralName(), null);
    checkDeletion(values);
    String icon = values.icon() == null || values.icon().isBlank() ? null : values.icon().strip();
    var type = new MvObjectType(values.name(), values.pluralName(), icon, clock.now());
    if (values.deletionRule() != null) {
      type.deleteBy(values.deletionRule());
    }
    attributes(values.attributeIds()).forEach(type::assign);
    metaverse.add(type);
    record(ActivityOperation.Create, type, cause);
    return MvObjectTypeView.of(type);
  }

  /**
   * Changes a type; null leaves a value.
   *
   * @throws NotFound unknown
   * @throws InvalidInput a name is taken, a built-in would be renamed, or this version cannot do it
   */
  public MvObjectTypeView update(int id, MvObjectTypeChange change, ChangeCause cause) {
    configuration.lock();
    MvObjectType type = metaverse.objectType(id);
    String name = change.name() == null ? type.name() : change.name();
    String pluralName = change.pluralName() == null ? type.pluralName() : change.pluralName();
    boolean renames = !name.equals(type.name()) || !pluralName.equals(type.pluralName());
    if (renames && type.builtIn()) {
      throw InvalidInput.request(
          "Metaverse object type '" + type.name() + "' is built in and keeps its names.");
    }
    checkNames(name, pluralName, id);
    checkDeletion(change);
    type.rename(name, pluralName);
    if (change.icon() != null) {
      type.show(change.icon().isBlank() ? null : change.icon().strip());
    }
    if (change.deletionRule() != null) {
      type.deleteBy(change.deletionRule());
    }
    type.touch(clock.now());
    metaverse.flush();
    record(ActivityOperation.Update, type, cause);
    return MvObjectTypeView.of(type);
  }

  /**
   * What deleting the type would mean.
   *
   * @throws NotFound unknown
   */
  public MvObjectTypeImpact deletionImpact(int id) {
    return impact(metaverse.objectType(id));
  }

  /**
   * Deletes a type, unless it is blocked; the impact says which.
   *
   * @param confirmation the name of the type, needed when it has attributes
   * @throws NotFound unknown
   * @throws InvalidInput it is built in, or not confirmed
   */
  public MvObjectTypeImpact delete(int id, String confirmation, ChangeCause cause) {
    configuration.lock();
    MvObjectType type = metaverse.objectType(id);
    if (type.builtIn()) {
      throw InvalidInput.request(
          "Metaverse object type '" + type.name() + "' is built in and cannot be deleted.");
    }
    MvObjectTypeImpact impact = impact(type);
    if (impact.blocked()) {
      return impact;
    }
    Confirmation.check(impact.requiresConfirmation(), type.name(), confirmation);
    Set.copyOf(type.attributes()).forEach(type::unassign);
    metaverse.remove(type);
    record(ActivityOperation.Delete, type, cause);
    return impact.done();
  }

  private MvObjectTypeImpact impact(MvObjectType type) {
    return MvObjectTypeImpact.of(type, uses.objects(type.id()), uses.rulesOf(type.id()));
  }

  private List<MvAttribute> attributes(List<Integer> ids) {
    if (ids == null || ids.isEmpty()) {
      return List.of();
    }
    List<MvAttribute> found = metaverse.attributes(ids);
    var unknown = new HashSet<>(ids);
    found.forEach(attribute -> unknown.remove(attribute.id()));
    if (!unknown.isEmpty()) {
      throw InvalidInput.field(
          "attributeIds",
          "attributeIds names metaverse attributes that do not exist: "
              + unknown.stream().sorted().toList()
              + "; take the ids from the list of attributes.");
    }
    return found;
  }

  private void checkNames(String name, String pluralName, Integer ownId) {
    if (metaverse.isTypeNameTaken(name, ownId)) {
      throw InvalidInput.field(
          "name",
          "There is a metaverse object type named '" + name + "' already; choose another name.");
    }
    if (metaverse.isPluralNameTaken(pluralName, ownId)) {
      throw InvalidInput.field(
          "pluralName",
          "There is a metaverse object type with the pluralName '"
              + pluralName
              + "' already; choose another one.");
    }
  }

  private static void checkDeletion(MvObjectTypeChange change) {
    if (change.deletionRule() == DeletionRule.WhenAuthoritativeSourceDisconnected) {
      throw notAvailable(
          "deletionRule",
          "deletionRule WhenAuthoritativeSourceDisconnected is not available in this version; use"
              + " Manual or WhenLastConnectorDisconnected.");
    }
    if (change.deletionGracePeriod() != null) {
      if (change.deletionGracePeriod().isNegative()) {
        throw notAvailable(
            "deletionGracePeriod", "deletionGracePeriod is negative; leave it out or give zero.");
      }
      if (!change.deletionGracePeriod().isZero()) {
        throw notAvailable(
            "deletionGracePeriod",
            "deletionGracePeriod is not available in this version; leave it out or give zero.");
      }
    }
    if (change.deletionTriggerMode() == DeletionTriggerMode.SpecificSourcesDisconnect) {
      throw notAvailable(
          "deletionTriggerMode",
          "deletionTriggerMode SpecificSourcesDisconnect is not available in this version; leave it"
              + " out.");
    }
    List<Integer> systems = change.deletionTriggerConnectedSystemIds();
    if (systems != null && !systems.isEmpty()) {
      throw notAvailable(
          "deletionTriggerConnectedSystemIds",
          "deletionTriggerConnectedSystemIds is not available in this version; leave it out.");
    }
  }

  private static InvalidInput notAvailable(String field, String message) {
    return InvalidInput.field(field, message);
  }

  private void record(ActivityOperation operation, MvObjectType type, ChangeCause cause) {
    activities.completed(ChangeRecord.ofMetaverseObjectType(operation, type.name(), cause));
  }
}
