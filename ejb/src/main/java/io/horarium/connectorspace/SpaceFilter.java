package io.horarium.connectorspace;

import java.util.Set;

/**
 * Which objects of a connector space are asked for, and in which order (contract/jim-sync.md 3).
 *
 * @param search part of a display name, anchor or secondary id in any case, or null
 * @param statuses any of these; empty: all
 * @param typeIds any of these; empty: all
 * @param joinTypes any of these; empty: all
 * @param sortBy externalid, secondaryexternalid, displayname, type, datejoined, status or jointype
 *     in any case; else by creation
 */
public record SpaceFilter(
    String search,
    Set<ObjectStatus> statuses,
    Set<Integer> typeIds,
    Set<JoinType> joinTypes,
    String sortBy,
    boolean descending) {

  public SpaceFilter {
    statuses = Set.copyOf(statuses);
    typeIds = Set.copyOf(typeIds);
    joinTypes = Set.copyOf(joinTypes);
  }
}
