package io.horarium.connectorspace;

import io.horarium.access.Roles;
import io.horarium.platform.Slice;
import io.horarium.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

/** Shows the objects of connector spaces (contract/jim-sync.md 3). Never changes them. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ConnectorSpaceService {

  private static final int VALUES_SHOWN = 10;

  private ConnectorSpaceQueries queries;

  protected ConnectorSpaceService() {}

  @Inject
  public ConnectorSpaceService(ConnectorSpaceQueries queries) {
    this.queries = queries;
  }

  /**
   * One page of the objects of a system.
   *
   * @throws NotFound unknown system
   */
  public Slice<SpaceObjectHeaderView> list(int systemId, SpaceFilter filter, int offset, int size) {
    systemName(systemId);
    return queries.list(systemId, filter, offset, size);
  }

  /**
   * How many objects a system has.
   *
   * @param typeIds of any of these types; empty: all
   * @param partitionId of this partition, or null: all
   * @throws NotFound unknown system
   */
  public long count(int systemId, Set<Integer> typeIds, Integer partitionId) {
    systemName(systemId);
    return queries.count(systemId, typeIds, partitionId);
  }

  /**
   * How many references of a system lead to nothing.
   *
   * @throws NotFound unknown system
   */
  public long unresolvedReferences(int systemId) {
    systemName(systemId);
    return queries.unresolvedReferences(systemId);
  }

  /**
   * One object with at most ten values of each attribute.
   *
   * @throws NotFound unknown system, or no object of it
   */
  public SpaceObjectView get(int systemId, UUID objectId) {
    String systemName = systemName(systemId);
    SpaceObjectHeaderView header = header(systemId, objectId);
    var values = new ArrayList<SpaceValueView>();
    var summaries = new ArrayList<SpaceObjectView.SummaryView>();
    queries
        .valueCounts(systemId, objectId)
        .forEach(
            (attribute, total) -> {
              values.addAll(
                  queries.values(systemId, objectId, attribute, null, 0, VALUES_SHOWN).items());
              int returned = Math.min(total, VALUES_SHOWN);
              summaries.add(
                  new SpaceObjectView.SummaryView(attribute, total, returned, total > returned));
            });
    return new SpaceObjectView(
        header.id(),
        header.created(),
        header.lastUpdated(),
        header.status(),
        header.joinType(),
        header.dateJoined(),
        header.displayName(),
        systemId,
        systemName,
        header.typeId(),
        header.typeName(),
        queries.metaverseObject(systemId, objectId).orElse(null),
        null,
        values,
        summaries.isEmpty() ? null : summaries);
  }

  /**
   * One page of the values of one attribute.
   *
   * @param search part of the value in any case, or null
   * @throws NotFound unknown system, or no object of it
   */
  public Slice<SpaceValueView> values(
      int systemId, UUID objectId, String attributeName, String search, int offset, int size) {
    systemName(systemId);
    header(systemId, objectId);
    return queries.values(systemId, objectId, attributeName, search, offset, size);
  }

  private SpaceObjectHeaderView header(int systemId, UUID objectId) {
    return queries
        .header(systemId, objectId)
        .orElseThrow(() -> new NotFound("Connector space object", objectId));
  }

  private String systemName(int systemId) {
    return queries
        .systemName(systemId)
        .orElseThrow(() -> new NotFound("Connected System", systemId));
  }
}
