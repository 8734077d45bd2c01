package io.horarium.activity;

import java.util.UUID;

/**
 * What a run did to one object that changed or failed (contract/jim.md 15.4).
 *
 * @param errorType null when nothing was wrong
 * @param outcomeSummary for example {@code Projected:1,AttributeFlow:12}, or null
 */
public record ActivityItem(
    UUID id,
    String externalId,
    String displayName,
    String objectType,
    String changeType,
    String errorType,
    String errorText,
    String outcomeSummary) {}
