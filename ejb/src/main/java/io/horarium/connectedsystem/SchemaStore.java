package io.horarium.connectedsystem;

import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.SettingValues;
import io.horarium.platform.Clock;
import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** The two short transactions around the discovery of a schema. */
@ApplicationScoped
@Transactional
public class SchemaStore {

  private ConnectedSystemRepository systems;
  private ConnectorRegistry registry;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;
  private Clock clock;

  protected SchemaStore() {}

  @Inject
  public SchemaStore(
      ConnectedSystemRepository systems,
      ConnectorRegistry registry,
      SyncConfigurationStore configuration,
      ActivityStore activities,
      Clock clock) {
    this.systems = systems;
    this.registry = registry;
    this.configuration = configuration;
    this.activities = activities;
    this.clock = clock;
  }

  /** A connector with the settings to discover with. */
  record Source(ConnectorFactory factory, SettingValues settings) {}

  /**
   * Where the schema is to be read.
   *
   * @throws InvalidInput the settings are not filled
   */
  Source source(int systemId) {
    ConnectedSystem system = systems.get(systemId);
    ConnectorFactory factory = registry.of(system);
    var settings = new SystemSettings(system, factory);
    var findings = settings.findings();
    if (!findings.isEmpty()) {
      throw InvalidInput.fields(findings);
    }
    return new Source(factory, settings.values());
  }

  /** Takes the found schema over and records that. */
  void merge(int systemId, DiscoveredSchema found, ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    boolean secondaryIds = registry.of(system).descriptor().capabilities().secondaryExternalId();
    var before = SchemaFootprint.of(system);
    SchemaMerge.apply(system, found, secondaryIds, clock.now());
    system.touch(clock.now());
    systems.flush();
    ChangeClass changeClass = before.changeTo(SchemaFootprint.of(system));
    if (changeClass != null) {
      configuration.changed(systemId, changeClass);
    }
    activities.completed(
        ChangeRecord.ofSystem(ActivityOperation.ImportSchema, system.id(), system.name(), cause));
  }

  /** What taking the found schema over would change. */
  SchemaPreviewView preview(int systemId, DiscoveredSchema found) {
    return SchemaPreviewView.of(systems.get(systemId).objectTypes(), found);
  }
}
