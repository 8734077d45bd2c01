package io.horarium.sync.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one object offers to its metaverse object through one import rule, winner or not (a row of
 * {@code contribution}, contract/sync-engine.md 8.6).
 */
public final class Offer {

  private final UUID csoId;
  private final int ruleId;
  private final int systemId;
  private final boolean stored;
  private final Map<Integer, List<String>> before;
  private Map<Integer, List<String>> values;
  private boolean removed;
  private boolean frozen;

  /**
   * An offer.
   *
   * @param csoId null when the object is gone and its values are kept
   * @param values by metaverse attribute; canonical texts, for references ids of metaverse objects;
   *     never empty lists
   * @param stored whether the database has it
   */
  public Offer(
      UUID csoId, int ruleId, int systemId, Map<Integer, List<String>> values, boolean stored) {
    this.csoId = csoId;
    this.ruleId = ruleId;
    this.systemId = systemId;
    this.before = values;
    this.values = values;
    this.stored = stored;
  }

  public UUID csoId() {
    return csoId;
  }

  public int ruleId() {
    return ruleId;
  }

  public int systemId() {
    return systemId;
  }

  public Map<Integer, List<String>> values() {
    return values;
  }

  /** Whether the database has a row of it. */
  public boolean stored() {
    return stored;
  }

  /** Whether its row has to be written again. */
  public boolean changed() {
    return !removed && stored && !values.equals(before);
  }

  /** Whether it is taken back. */
  public boolean removed() {
    return removed;
  }

  /** Whether its object goes and its values stay. */
  public boolean frozen() {
    return frozen && !removed;
  }

  /** Offers these instead; answers whether that is anything new. */
  boolean offer(Map<Integer, List<String>> newValues) {
    if (newValues.equals(values)) {
      return false;
    }
    values = newValues;
    return true;
  }

  /** Takes a metaverse object that goes out of every reference. */
  void forget(String mvoId) {
    Map<Integer, List<String>> kept = new HashMap<>(values);
    kept.replaceAll(
        (attribute, texts) -> texts.stream().filter(text -> !text.equals(mvoId)).toList());
    kept.values().removeIf(List::isEmpty);
    offer(kept);
  }

  void remove() {
    removed = true;
  }

  void freeze() {
    frozen = true;
  }
}
