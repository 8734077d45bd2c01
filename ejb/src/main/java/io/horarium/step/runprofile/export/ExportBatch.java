package io.horarium.step.runprofile.export;

import io.horarium.connector.ExportOperation;
import io.horarium.connector.ExportResult;
import io.horarium.sync.pendingexport.DueExport;
import java.util.List;

/**
 * A batch of exports with what was sent for them and what came back; lists of one length.
 *
 * @param operations null for an export that has nothing to send now, or cannot be sent
 * @param results the connector's; a refusal of ours where there is no operation, and null where
 *     there is nothing to say
 */
public record ExportBatch(
    List<DueExport> exports, List<ExportOperation> operations, List<ExportResult> results) {}
