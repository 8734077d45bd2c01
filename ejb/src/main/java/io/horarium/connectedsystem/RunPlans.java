package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ContainerScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.ImportScope.PartitionScope;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the plans of runs, for the engine. Asks for no role: runs start without a caller. A refusal
 * leaves a surrounding transaction usable.
 */
@ApplicationScoped
@Transactional(dontRollbackOn = Problem.class)
public class RunPlans {

  private ConnectedSystemRepository systems;
  private PartitionStore partitions;
  private ConnectorRegistry registry;

  protected RunPlans() {}

  @Inject
  public RunPlans(
      ConnectedSystemRepository systems, PartitionStore partitions, ConnectorRegistry registry) {
    this.systems = systems;
    this.partitions = partitions;
    this.registry = registry;
  }

  /**
   * The plan of a run.
   *
   * @throws NotFound unknown system, or no profile of it
   * @throws InvalidInput it cannot run as configured; every reason is in the message
   */
  public RunPlan load(int systemId, int runProfileId) {
    ConnectedSystem system = systems.get(systemId);
    RunProfile profile = systems.runProfile(systemId, runProfileId);
    List<String> blockers = blockers(system, profile);
    if (!blockers.isEmpty()) {
      throw InvalidInput.request(String.join(" ", blockers));
    }
    ConnectorFactory factory = registry.of(system);
    List<ObjectTypeScope> types =
        system.objectTypes().stream()
            .filter(ObjectType::selected)
            .sorted(Comparator.comparing(ObjectType::name))
            .map(RunPlans::scope)
            .toList();
    return new RunPlan(
        system.id(),
        system.name(),
        profile.id(),
        profile.name(),
        profile.runType(),
        factory,
        new SystemSettings(system, factory).values(),
        new ImportScope(profile.filePath(), types, partitionScopes(system, profile)),
        system.objectTypes().stream()
            .filter(type -> !type.selected())
            .map(ObjectType::name)
            .collect(Collectors.toUnmodifiableSet()),
        profile.batchSize(),
        profile.partition() == null ? null : (Integer) profile.partition().id(),
        profile.verifyHashes(),
        system.deleteGuard(),
        system.unresolvedReferenceHandling());
  }

  /** The profile's partition, else every selected one, with what was chosen of its containers. */
  private List<PartitionScope> partitionScopes(ConnectedSystem system, RunProfile profile) {
    var containers = partitions.containersByPartition(system.id());
    return systems.partitions(system.id()).stream()
        .filter(SystemPartition::selected)
        .filter(p -> profile.partition() == null || profile.partition().id() == p.id())
        .map(
            p ->
                new PartitionScope(
                    p.id(),
                    p.externalId(),
                    containers.getOrDefault(p.id(), List.of()).stream()
                        .filter(container -> container.selected() || container.excluded())
                        .map(
                            container ->
                                new ContainerScope(
                                    container.externalId(),
                                    container.selected(),
                                    container.scope() == SystemContainer.Scope.Subtree))
                        .toList()))
        .toList();
  }

  /**
   * The run type of a profile.
   *
   * @throws NotFound unknown system, or no profile of it
   */
  public RunType runType(int systemId, int runProfileId) {
    return systems.runProfile(systemId, runProfileId).runType();
  }

  /**
   * Why the profile cannot run, one sentence each; empty when it can.
   *
   * @throws NotFound unknown system, or no profile of it
   */
  public List<String> blockers(int systemId, int runProfileId) {
    ConnectedSystem system = systems.get(systemId);
    return blockers(system, systems.runProfile(systemId, runProfileId));
  }

  private List<String> blockers(ConnectedSystem system, RunProfile profile) {
    var blockers = new ArrayList<String>();
    if (system.status() != SystemStatus.Active) {
      blockers.add("Connected System '" + system.name() + "' is " + system.status() + ".");
    }
    var connector = registry.byType(system.connector().type());
    if (connector.isEmpty()) {
      blockers.add("The connector '" + system.connector().name() + "' is not installed.");
      return blockers;
    }
    if (!profile.runType().supportedBy(connector.get().descriptor().capabilities())) {
      blockers.add(
          "Run type "
              + profile.runType()
              + " is not supported by the connector '"
              + system.connector().name()
              + "'.");
    }
    var findings = new SystemSettings(system, connector.get()).findings();
    if (!findings.isEmpty()) {
      blockers.add(
          "The settings of Connected System '"
              + system.name()
              + "' are not complete: "
              + findings.values().iterator().next().get(0));
    }
    List<ObjectType> selected =
        system.objectTypes().stream()
            .filter(ObjectType::selected)
            .sorted(Comparator.comparing(ObjectType::name))
            .toList();
    if (selected.isEmpty()) {
      blockers.add(
          "Connected System '"
              + system.name()
              + "' has no selected object type; import its schema and select one.");
    }
    for (ObjectType type : selected) {
      if (type.anchor().isEmpty()) {
        blockers.add(
            "Object type '"
                + type.name()
                + "' has no external id; set isExternalId on the attribute that identifies an"
                + " object.");
      }
    }
    if (profile.partition() == null
        && connector.get().descriptor().capabilities().partitions()
        && systems.partitions(system.id()).stream().noneMatch(SystemPartition::selected)) {
      blockers.add(
          "Connected System '"
              + system.name()
              + "' has no selected partition; import its hierarchy and select one.");
    }
    if (profile.partition() != null && !profile.partition().selected()) {
      blockers.add(
          "Run Profile '"
              + profile.name()
              + "' reads the partition '"
              + profile.partition().name()
              + "', which is not selected; select it.");
    }
    return blockers;
  }

  private static ObjectTypeScope scope(ObjectType type) {
    return new ObjectTypeScope(
        type.id(),
        type.name(),
        type.anchor().map(ObjectAttribute::name).orElseThrow(),
        type.secondaryId().map(ObjectAttribute::name).orElse(null),
        type.attributes().stream()
            .filter(ObjectAttribute::selected)
            .sorted(Comparator.comparing(ObjectAttribute::name))
            .map(
                attribute ->
                    new AttributeScope(
                        attribute.id(),
                        attribute.name(),
                        attribute.type(),
                        attribute.plurality() == Plurality.MultiValued))
            .toList());
  }
}
