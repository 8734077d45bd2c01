package io.horarium.sync.plan;

import java.util.List;
import java.util.Optional;

/**
 * An object type of a connected system.
 *
 * @param recall whether what an object contributed is taken back when it leaves (wire name
 *     removeContributedAttributesOnObsoletion)
 * @param attributes all of them, selected or not
 */
public record SpaceType(
    int id,
    int systemId,
    String systemName,
    String name,
    boolean recall,
    List<SpaceAttribute> attributes) {

  /** The external id attribute. */
  public Optional<SpaceAttribute> anchor() {
    return attributes.stream().filter(SpaceAttribute::anchor).findFirst();
  }

  /** The secondary external id attribute. */
  public Optional<SpaceAttribute> secondaryId() {
    return attributes.stream().filter(SpaceAttribute::secondaryId).findFirst();
  }
}
