package io.horarium.connectedsystem;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connector.FileRoots;
import io.horarium.platform.Clock;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Makes, shows, changes and deletes run profiles (contract/jim.md 13). Every change is recorded by
 * an activity in its own transaction.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class RunProfileService {

  private ConnectedSystemRepository systems;
  private ConnectorRegistry registry;
  private FileRoots files;
  private ActivityStore activities;
  private Clock clock;

  protected RunProfileService() {}

  @Inject
  public RunProfileService(
      ConnectedSystemRepository systems,
      ConnectorRegistry registry,
      FileRoots files,
      ActivityStore activities,
      Clock clock) {
    this.systems = systems;
    this.registry = registry;
    this.files = files;
    this.activities = activities;
    this.clock = clock;
  }

  /**
   * Those of one system by name.
   *
   * @throws NotFound unknown system
   */
  public List<RunProfileView> list(int systemId) {
    systems.get(systemId);
    return systems.runProfiles(systemId).stream().map(RunProfileView::of).toList();
  }

  /**
   * One run profile.
   *
   * @throws NotFound unknown, or of another system
   */
  public RunProfileView get(int systemId, int profileId) {
    systems.get(systemId);
    return RunProfileView.of(systems.runProfile(systemId, profileId));
  }

  /**
   * The system a run profile belongs to.
   *
   * @throws NotFound unknown run profile
   */
  public int systemOf(int profileId) {
    return systems
        .systemOfRunProfile(profileId)
        .orElseThrow(() -> new NotFound("Run Profile", profileId));
  }

  /**
   * Makes a run profile.
   *
   * @throws NotFound unknown system
   * @throws InvalidInput the connector cannot do what is asked
   * @throws Conflict the system has a profile of that name
   */
  public RunProfileView create(
      int systemId, RunType runType, RunProfileChange values, ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    if (Boolean.TRUE.equals(values.verifyImportContentHashes()) && runType != RunType.FullImport) {
      throw onlyFullImportVerifies();
    }
    if (!runType.supportedBy(registry.of(system).descriptor().capabilities())) {
      throw InvalidInput.request(
          "runType "
              + runType
              + " is not supported by the connector '"
              + system.connector().name()
              + "'; choose another run type.");
    }
    var profile = new RunProfile(system, values.name(), runType, clock.now());
    checkName(system, values.name(), null);
    apply(profile, values);
    systems.add(profile);
    record(ActivityOperation.Create, profile, cause);
    return RunProfileView.of(profile);
  }

  /**
   * Changes a run profile; null leaves a value.
   *
   * @throws NotFound unknown, or of another system
   * @throws InvalidInput a value cannot be used
   * @throws Conflict the system has another profile of that name
   */
  public RunProfileView update(
      int systemId, int profileId, RunProfileChange change, ChangeCause cause) {
    ConnectedSystem system = systems.lock(systemId);
    RunProfile profile = systems.runProfile(systemId, profileId);
    if (change.name() != null) {
      checkName(system, change.name(), profileId);
      profile.rename(change.name());
    }
    apply(profile, change);
    profile.touch(clock.now());
    systems.flush();
    record(ActivityOperation.Update, profile, cause);
    return RunProfileView.of(profile);
  }

  /**
   * Deletes a run profile. Its activities stay.
   *
   * @throws NotFound unknown, or of another system
   * @throws Conflict a schedule uses it, or a run of it is open
   */
  public void delete(int systemId, int profileId, ChangeCause cause) {
    systems.lock(systemId);
    RunProfile profile = systems.runProfile(systemId, profileId);
    List<String> schedules = systems.schedulesUsing(profile);
    if (!schedules.isEmpty()) {
      throw new Conflict(
          "Run Profile '"
              + profile.name()
              + "' is used by steps of "
              + String.join(", ", schedules)
              + "; remove the steps first.");
    }
    if (systems.hasOpenRun(profile)) {
      throw new Conflict(
          "A run of Run Profile '"
              + profile.name()
              + "' is queued or running; cancel it or wait for its end.");
    }
    systems.remove(profile);
    activities.forgetRunProfile(profileId);
    record(ActivityOperation.Delete, profile, cause);
  }

  private void record(ActivityOperation operation, RunProfile profile, ChangeCause cause) {
    ConnectedSystem system = profile.system();
    activities.completed(
        ChangeRecord.ofRunProfile(
            operation,
            operation == ActivityOperation.Delete ? null : (Integer) profile.id(),
            profile.name(),
            system.id(),
            system.name(),
            cause));
  }

  private void apply(RunProfile profile, RunProfileChange values) {
    ConnectedSystem system = profile.system();
    if (values.pageSize() != null) {
      profile.batchesOf(values.pageSize());
    }
    if (values.partitionId() != null) {
      profile.readPartition(
          systems
              .partition(system.id(), values.partitionId())
              .orElseThrow(
                  () ->
                      InvalidInput.request(
                          "There is no partition "
                              + values.partitionId()
                              + "; take the partitionId from the partitions of the system.")));
    }
    if (values.filePath() != null) {
      profile.readFile(checkedPath(system, values.filePath()));
    }
    if (values.verifyImportContentHashes() != null) {
      if (values.verifyImportContentHashes() && profile.runType() != RunType.FullImport) {
        throw onlyFullImportVerifies();
      }
      profile.verifyHashes(values.verifyImportContentHashes());
    }
  }

  private String checkedPath(ConnectedSystem system, String path) {
    if (path.isBlank()) {
      return null;
    }
    if (!registry.of(system).descriptor().capabilities().filePaths()) {
      throw InvalidInput.field(
          "filePath",
          "filePath cannot be used: the connector '"
              + system.connector().name()
              + "' reads no files; leave it out.");
    }
    String trimmed = path.strip();
    files.resolve("filePath", trimmed);
    return trimmed;
  }

  private void checkName(ConnectedSystem system, String name, Integer ownId) {
    if (systems.isRunProfileNameTaken(system.id(), name, ownId)) {
      throw new Conflict(
          "Connected System "
              + system.id()
              + " has a Run Profile named '"
              + name
              + "' already; choose another name.");
    }
  }

  private static InvalidInput onlyFullImportVerifies() {
    return InvalidInput.request(
        "verifyImportContentHashes is for runType FullImport only; leave it out.");
  }
}
