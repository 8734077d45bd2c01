package io.horarium.connectorspace;

import java.util.UUID;

/**
 * One record of an import on its way into the connector space: a row of import_stage.
 *
 * @param objectTypeId null when the type could not be told
 * @param anchor null when it could not be told; then {@code op} is Error
 * @param csoId the object it belongs to: an existing one ({@code known}) or the id a new one will
 *     get; null without anchor
 * @param attrs JSON document, or null when nothing has to be written
 * @param refs JSON object of attribute id to raw values, or null
 * @param errorType wire name, or null; a record that is imported in spite of an error has one too
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per object would cost
public record StagedRecord(
    long ord,
    Op op,
    Integer objectTypeId,
    Integer partitionId,
    String anchor,
    String secondaryId,
    UUID csoId,
    boolean known,
    byte[] contentHash,
    String attrs,
    String refs,
    String errorType,
    String errorText) {

  /** What the record asks for (contract/sync-engine.md 2.2). */
  public enum Op {
    Same,
    Upsert,
    Delete,
    Error
  }
}
