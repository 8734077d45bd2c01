package io.horarium.connectedsystem;

/**
 * A new run profile, or what to change on one; null leaves it or takes the default.
 *
 * @param pageSize records per transaction
 * @param filePath an empty text: the file of the system's settings
 */
public record RunProfileChange(
    String name,
    Integer pageSize,
    Integer partitionId,
    String filePath,
    Boolean verifyImportContentHashes) {}
