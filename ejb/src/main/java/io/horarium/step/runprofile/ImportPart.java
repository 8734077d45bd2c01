package io.horarium.step.runprofile;

import io.horarium.connector.ImportScope;
import io.horarium.connectorspace.ImportTokenStore;

/**
 * What one cursor of an import reads: a partition, or everything of a system without partitions.
 * Tokens belong to it.
 *
 * @param partitionId {@link ImportTokenStore#NO_PARTITION} without partitions
 * @param since token of the changes to be read, or null: everything is read
 */
record ImportPart(int partitionId, ImportScope scope, String since) {}
