package io.horarium.connectedsystem;

/** A run profile as clients see it (contract/jim.md 13.1). */
public record RunProfileView(
    int id,
    String name,
    int connectedSystemId,
    RunType runType,
    int pageSize,
    String partitionName,
    boolean targetsDeselectedPartition,
    String filePath,
    boolean verifyImportContentHashes) {

  static RunProfileView of(RunProfile profile) {
    SystemPartition partition = profile.partition();
    return new RunProfileView(
        profile.id(),
        profile.name(),
        profile.system().id(),
        profile.runType(),
        profile.batchSize(),
        partition == null ? null : partition.name(),
        partition != null && !partition.selected(),
        profile.filePath(),
        profile.verifyHashes());
  }
}
