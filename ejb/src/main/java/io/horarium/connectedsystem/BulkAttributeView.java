package io.horarium.connectedsystem;

import java.util.List;
import java.util.UUID;

/**
 * What became of several changes of attributes.
 *
 * @param activityId the record of the call
 * @param errors those that were refused, or null when none was
 */
public record BulkAttributeView(
    UUID activityId,
    int updatedCount,
    List<AttributeView> updatedAttributes,
    List<ErrorView> errors) {

  /** One refused change. */
  public record ErrorView(int attributeId, String errorMessage) {}
}
