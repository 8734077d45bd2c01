package io.horarium.connectedsystem;

import io.horarium.connector.DataType;

/** What to change on an attribute; null leaves it. */
public record AttributeChange(
    Boolean selected,
    Boolean isExternalId,
    Boolean isSecondaryExternalId,
    DataType type,
    Plurality plurality) {}
