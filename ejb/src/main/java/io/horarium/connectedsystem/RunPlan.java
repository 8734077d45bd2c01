package io.horarium.connectedsystem;

import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.ImportScope;
import io.horarium.connector.SettingValues;
import java.util.Set;

/**
 * Everything one run of a run profile needs, read once and unchanging while it runs.
 *
 * @param settings with defaults; secrets are sealed until {@code factory} opens them
 * @param scope what to read; its file path is the profile's, or null
 * @param deselectedTypes names of object types the schema has but nobody selected
 * @param batchSize records per transaction, 1 to 10,000
 * @param partitionId the only partition to read, or null: all selected ones
 * @param verifyHashes compare values even when the hash is unchanged
 */
public record RunPlan(
    int systemId,
    String systemName,
    int runProfileId,
    String runProfileName,
    RunType runType,
    ConnectorFactory factory,
    SettingValues settings,
    ImportScope scope,
    Set<String> deselectedTypes,
    int batchSize,
    Integer partitionId,
    boolean verifyHashes,
    DeleteGuard guard,
    UnresolvedReferenceHandling unresolvedReferenceHandling) {

  /** A connector for this run; the caller closes it. */
  public Connector openConnector() {
    return factory.create(settings);
  }

  /** The same plan with another file. */
  public RunPlan withFilePath(String filePath) {
    return new RunPlan(
        systemId,
        systemName,
        runProfileId,
        runProfileName,
        runType,
        factory,
        settings,
        scope.withFilePath(filePath),
        deselectedTypes,
        batchSize,
        partitionId,
        verifyHashes,
        guard,
        unresolvedReferenceHandling);
  }
}
