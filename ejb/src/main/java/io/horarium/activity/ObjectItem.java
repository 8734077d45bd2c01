package io.horarium.activity;

import java.util.UUID;

/**
 * What a run did to one object, as it is written (see {@link ActivityItem}).
 *
 * @param csoId object of a connector space, or null
 * @param mvoId metaverse object, or null
 * @param changeType wire name (contract/jim.md 15.4)
 * @param errorType null when nothing was wrong
 * @param errorText at most 2000 characters are kept, or null
 * @param outcomeSummary at most 500 characters are kept, or null
 */
public record ObjectItem(
    UUID csoId,
    UUID mvoId,
    String externalId,
    String displayName,
    String objectType,
    String changeType,
    String errorType,
    String errorText,
    String outcomeSummary) {}
