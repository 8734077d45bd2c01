package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connectorspace.ConnectorSpaceStore;
import io.horarium.connectorspace.ConnectorSpaceStore.Counts;
import io.horarium.platform.Clock;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes, shows, changes and deletes connected systems (contract/jim-sync.md 2.1, 2.2 and 2.8).
 * Every change is recorded by an activity in its own transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ConnectedSystemService {

  private ConnectedSystemRepository systems;
  private ConnectorDefinitionStore definitions;
  private ConnectorRegistry registry;
  private ConnectorSpaceStore space;
  private DeletionPreviewQueries dependents;
  private SyncConfigurationStore configuration;
  private Event<ConnectedSystemDeleting> deleting;
  private ActivityStore activities;
  private Clock clock;

  protected ConnectedSystemService() {}

  @Inject
  public ConnectedSystemService(
      ConnectedSystemRepository systems,
      ConnectorDefinitionStore definitions,
      ConnectorRegistry registry,
      ConnectorSpaceStore space,
      DeletionPreviewQueries dependents,
      SyncConfigurationStore configuration,
      Event<ConnectedSystemDeleting> deleting,
      ActivityStore activities,
      Clock clock) {
    this.systems = systems;
    this.definitions = definitions;
    this.registry = registry;
    this.space = space;
    this.dependents = dependents;
    this.configuration = configuration;
    this.deleting = deleting;
    this.activities = activities;
    this.clock = clock;
  }

  /** One page of all systems. */
  public Slice<ConnectedSystemHeaderView> list(SystemListing listing) {
    Map<Integer, Counts> counts = space.countsBySystem();
    return listing.of(
        systems.all().stream()
            .map(system -> header(system, counts.getOrDefault(system.id(), Counts.NONE)))
            .toList());
  }

  /**
   * One system.
   *
   * @throws io.horarium.problem.NotFound unknown
   */
  public ConnectedSystemView get(int id) {
    return view(systems.get(id));
  }

  /**
   * Makes a system with the defaults of its connector.
   *
   * @param description or null
   * @throws InvalidInput unknown connector
   * @throws Conflict the name is taken, in any case
   */
  public ConnectedSystemView create(
      String name, String description, int connectorDefinitionId, ChangeCause cause) {
    ConnectorDefinition definition =
        definitions
            .byId(connectorDefinitionId)
            .filter(found -> registry.byType(found.type()).isPresent())
            .orElseThrow(
                () ->
                    InvalidInput.request(
                        "There is no connector definition "
                            + connectorDefinitionId
                            + "; take the connectorDefinitionId from the list of connector"
                            + " definitions."));
    checkName(name, null);
    var system = new ConnectedSystem(name, description, definition, clock.now());
    new SystemSettings(system, registry.of(system)).storeDefaults();
    systems.add(system);
    record(ActivityOperation.Create, system, cause);
    return view(system);
  }

  /**
   * Changes a system.
   *
   * @throws io.horarium.problem.NotFound unknown
   * @throws InvalidInput a setting is wrong; nothing is changed then
   * @throws Conflict the name is taken, in any case
   */
  public ConnectedSystemView update(int id, ConnectedSystemChange change, ChangeCause cause) {
    ConnectedSystem system = systems.lock(id);
    if (change.name() != null) {
      checkName(change.name(), id);
      system.rename(change.name());
    }
    if (change.description() != null) {
      system.describe(change.description().isEmpty() ? null : change.description());
    }
    if (change.unresolvedReferenceHandling() != null) {
      system.handleUnresolvedReferences(change.unresolvedReferenceHandling());
    }
    if (change.maxExportParallelism() != null) {
      system.limitExportParallelism(change.maxExportParallelism());
    }
    system.guardBy(change.guard().applied(system.deleteGuard()));
    if (change.settingValues() != null) {
      new SystemSettings(system, registry.of(system)).change(change.settingValues());
    }
    system.touch(clock.now());
    systems.flush();
    record(ActivityOperation.Update, system, cause);
    return view(system);
  }

  /**
   * Deletes a system with its rules, its run profiles and its connector space. Activities stay. Its
   * metaverse objects lose their joins; what becomes of them is decided by the next synchronisation
   * (contract/sync-engine.md 8.10).
   *
   * @throws io.horarium.problem.NotFound unknown
   * @throws Conflict a run of it is open, or a schedule uses it
   */
  public DeletionView delete(int id, ChangeCause cause) {
    configuration.lock();
    ConnectedSystem system = systems.lock(id);
    refuseWhileRunning(system);
    List<String> schedules = systems.schedulesUsing(system);
    if (!schedules.isEmpty()) {
      throw new Conflict(
          "Connected System "
              + id
              + " is used by steps of "
              + String.join(", ", schedules)
              + "; remove the steps first.");
    }
    deleting.fire(new ConnectedSystemDeleting(id));
    space.clear(id);
    systems.delete(id);
    activities.forgetRunProfilesOf(id);
    UUID activity = record(ActivityOperation.Delete, system, cause);
    return new DeletionView(true, "CompletedImmediately", null, null, activity);
  }

  /** What would go with the system. */
  public DeletionPreviewView deletionPreview(int id) {
    ConnectedSystem system = systems.get(id);
    Counts counts = space.counts(id);
    var hanging = dependents.of(id);
    return new DeletionPreviewView(
        id,
        system.name(),
        counts.objects(),
        hanging.rules(),
        systems.runProfiles(id).size(),
        systems.partitions(id).size(),
        systems.containerCount(id),
        hanging.pendingExports(),
        systems.activityCount(id),
        hanging.joined(),
        hanging.joinedElsewhere(),
        hanging.withDeletionRule(),
        hanging.withGracePeriod(),
        warnings(hanging),
        Duration.ofSeconds(1 + counts.objects() / 20_000),
        false,
        systems.hasOpenRun(id));
  }

  private static List<String> warnings(DeletionPreviewQueries.Dependents hanging) {
    var warnings = new ArrayList<String>();
    if (hanging.pendingExports() > 0) {
      warnings.add(hanging.pendingExports() + " pending exports have not been exported yet.");
    }
    if (hanging.withDeletionRule() > 0) {
      warnings.add(
          hanging.withDeletionRule()
              + " metaverse objects may be deleted by the next synchronisation, because their type"
              + " deletes what is no longer connected.");
    }
    return warnings;
  }

  /**
   * Empties the connector space of a system.
   *
   * @throws io.horarium.problem.NotFound unknown
   * @throws Conflict a run of it is open
   */
  public void clear(int id, ChangeCause cause) {
    ConnectedSystem system = systems.lock(id);
    refuseWhileRunning(system);
    space.clear(id);
    configuration.changed(id, ChangeClass.Destructive);
    record(ActivityOperation.Clear, system, cause);
  }

  private UUID record(ActivityOperation operation, ConnectedSystem system, ChangeCause cause) {
    return activities.completed(
        ChangeRecord.ofSystem(operation, system.id(), system.name(), cause));
  }

  private void refuseWhileRunning(ConnectedSystem system) {
    if (systems.hasOpenRun(system.id())) {
      throw new Conflict(
          "A run of Connected System "
              + system.id()
              + " is queued or running; cancel it or wait for its end.");
    }
  }

  private void checkName(String name, Integer ownId) {
    if (systems.isNameTaken(name, ownId)) {
      throw new Conflict(
          "There is a Connected System named '" + name + "' already; choose another name.");
    }
  }

  private ConnectedSystemView view(ConnectedSystem system) {
    Counts counts = space.counts(system.id());
    return ConnectedSystemView.of(
        system,
        registry.byType(system.connector().type()).map(ConnectorFactory::descriptor).orElse(null),
        counts.objects(),
        counts.pendingExports());
  }

  private static ConnectedSystemHeaderView header(ConnectedSystem system, Counts counts) {
    return new ConnectedSystemHeaderView(
        system.id(),
        system.name(),
        system.description(),
        system.created(),
        system.status(),
        counts.objects(),
        counts.joined(),
        counts.pendingExports(),
        system.connector().name(),
        system.connector().id());
  }
}
