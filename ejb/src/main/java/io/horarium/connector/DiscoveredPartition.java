package io.horarium.connector;

import java.util.List;

/**
 * A separate part of a source (a naming context of a directory) and the containers in it.
 *
 * @param externalId what the source calls it, for ever unique in the source: the DN
 * @param containers the topmost ones
 */
public record DiscoveredPartition(
    String externalId, String name, List<DiscoveredContainer> containers) {

  public DiscoveredPartition {
    containers = List.copyOf(containers);
  }

  /**
   * One container.
   *
   * @param externalId where it is now: the DN
   * @param stableId what stays when it is renamed or moved (entryUUID, objectGUID), or null
   * @param name leaf value
   * @param description or null
   * @param hidden whether the source hides it from people
   */
  public record DiscoveredContainer(
      String externalId,
      String stableId,
      String name,
      String description,
      boolean hidden,
      List<DiscoveredContainer> children) {

    public DiscoveredContainer {
      children = List.copyOf(children);
    }
  }
}
