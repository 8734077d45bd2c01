package io.horarium.sync.rule;

/** What a new rule is about; ids as the client gave them. */
public record SyncRuleSubject(
    int connectedSystemId,
    int connectedSystemObjectTypeId,
    int metaverseObjectTypeId,
    Direction direction) {}
