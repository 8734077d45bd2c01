package io.horarium.sync.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the way out has to know about systems beyond the objects at hand. */
public final class TargetLookups {

  /**
   * An unjoined object that is looked for by a value.
   *
   * @param value in lower case unless the case matters
   */
  public record SpaceWant(int objectTypeId, int attributeId, String value, boolean caseSensitive) {}

  private record Address(UUID mvoId, int systemId) {}

  private final Map<SpaceWant, Set<CsoState>> unjoined = new HashMap<>();
  private final Map<Address, UUID> addresses = new HashMap<>();

  /** Takes note of an unjoined object that has a wanted value. */
  public void found(SpaceWant want, CsoState object) {
    unjoined.computeIfAbsent(want, w -> new LinkedHashSet<>(2)).add(object);
  }

  /**
   * Takes note of the object that stands for a metaverse object in a system and can be named there.
   */
  public void address(UUID mvoId, int systemId, UUID csoId) {
    addresses.put(new Address(mvoId, systemId), csoId);
  }

  List<CsoState> unjoined(SpaceWant want) {
    return unjoined.getOrDefault(want, Set.of()).stream()
        .filter(object -> object.mvo() == null && !object.deleted())
        .toList();
  }

  UUID address(UUID mvoId, int systemId) {
    return addresses.get(new Address(mvoId, systemId));
  }
}
