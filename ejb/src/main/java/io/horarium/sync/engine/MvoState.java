package io.horarium.sync.engine;

import io.horarium.metaverse.MvValue;
import io.horarium.sync.plan.FlowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One metaverse object while a batch is evaluated: as it was loaded, and what becomes of it. The
 * batch writes the difference.
 */
public final class MvoState implements FlowSource {

  private final UUID id;
  private final int typeId;
  private final boolean isNew;
  private final String displayNameBefore;
  private final Map<Integer, MvValue> values;
  private final List<Offer> offers = new ArrayList<>(2);
  private final List<CsoState> connectors = new ArrayList<>(4);
  private final Set<CsoState> touchedBy = new LinkedHashSet<>(2);
  private final Map<Integer, MvValue> before = new HashMap<>(0);
  private String displayName;
  private final boolean internal;
  private boolean dirty;
  private boolean connectorsChanged;
  private boolean deleting;
  private boolean checkLater;
  private boolean check;

  /**
   * A metaverse object.
   *
   * @param internal whether an administrator made it; then it never goes by itself
   * @param values by attribute, references included; the state may change the map
   */
  public MvoState(
      UUID id,
      int typeId,
      boolean isNew,
      boolean internal,
      String displayName,
      Map<Integer, MvValue> values) {
    this.id = id;
    this.typeId = typeId;
    this.isNew = isNew;
    this.internal = internal;
    this.displayNameBefore = displayName;
    this.displayName = displayName;
    this.values = values;
  }

  public UUID id() {
    return id;
  }

  public int typeId() {
    return typeId;
  }

  public boolean isNew() {
    return isNew;
  }

  public String displayName() {
    return displayName;
  }

  /** Values by attribute with provenance, references included. */
  public Map<Integer, MvValue> values() {
    return values;
  }

  @Override
  public List<String> values(int attributeId, String name) {
    MvValue value = values.get(attributeId);
    return value == null ? List.of() : value.values();
  }

  /** Every offer, also those that are to be removed. */
  public List<Offer> offers() {
    return offers;
  }

  /** Every object joined to it now, of whatever system. */
  public List<CsoState> connectors() {
    return connectors;
  }

  /** Its object of that type, or null. */
  public CsoState connector(int objectTypeId) {
    for (CsoState connector : connectors) {
      if (connector.typeId() == objectTypeId) {
        return connector;
      }
    }
    return null;
  }

  /** Adds what the database has. */
  public void loaded(Offer offer) {
    offers.add(offer);
  }

  /** Adds what the database has. */
  public void loaded(CsoState connector) {
    connectors.add(connector);
  }

  /**
   * Attributes whose values changed in this batch; a change of provenance alone is not among them.
   */
  public Set<Integer> changedAttributes() {
    if (before.isEmpty()) {
      return Set.of();
    }
    var changed = new TreeSet<Integer>();
    before.forEach(
        (attribute, old) -> {
          if (!texts(old).equals(values(attribute, null))) {
            changed.add(attribute);
          }
        });
    return changed;
  }

  /** Attributes whose values or provenance changed in this batch. */
  public Set<Integer> writtenAttributes() {
    if (before.isEmpty()) {
      return Set.of();
    }
    var changed = new TreeSet<Integer>();
    before.forEach(
        (attribute, old) -> {
          if (!Objects.equals(old, values.get(attribute))) {
            changed.add(attribute);
          }
        });
    return changed;
  }

  private static List<String> texts(MvValue value) {
    return value == null ? List.of() : value.values();
  }

  /** What the attribute was before the batch, or null; for attributes that were written. */
  public MvValue before(int attributeId) {
    return before.get(attributeId);
  }

  /** Whether something joined or left it in this batch. */
  public boolean connectorsChanged() {
    return connectorsChanged;
  }

  /** Whether anything of it may have to be written; what is not touched is as it was loaded. */
  public boolean touched() {
    if (isNew || checkLater || connectorsChanged || renamed() || !before.isEmpty()) {
      return true;
    }
    for (Offer offer : offers) {
      if (!offer.stored() || offer.removed() || offer.changed() || offer.frozen()) {
        return true;
      }
    }
    return false;
  }

  /** Whether its display name changed in this batch. */
  public boolean renamed() {
    return !Objects.equals(displayName, displayNameBefore);
  }

  /** Whether it was made by an administrator. */
  public boolean internal() {
    return internal;
  }

  /** Whether it goes at the end of the batch. */
  public boolean deleting() {
    return deleting;
  }

  /** Whether a later phase has to ask again whether it goes. */
  public boolean checkLater() {
    return checkLater;
  }

  /** Whether that was asked for already when it was loaded. */
  public boolean check() {
    return check;
  }

  /** Objects of the batch whose synchronisation changes it. */
  public Set<CsoState> touchedBy() {
    return touchedBy;
  }

  /** Whether what its target objects should look like may have changed. */
  boolean changed() {
    return isNew || connectorsChanged || !changedAttributes().isEmpty();
  }

  void touchedBy(CsoState object) {
    touchedBy.add(object);
  }

  void join(CsoState object) {
    connectors.add(object);
    connectorsChanged = true;
  }

  void leave(CsoState object) {
    connectors.remove(object);
    connectorsChanged = true;
  }

  /** Gives the attribute that value; null takes it away. */
  void put(int attributeId, MvValue value) {
    MvValue old = value == null ? values.remove(attributeId) : values.put(attributeId, value);
    if (!before.containsKey(attributeId)) {
      before.put(attributeId, old);
    }
  }

  /** Whether it has to be computed again from its offers. */
  boolean dirty() {
    return dirty;
  }

  void markDirty() {
    dirty = true;
  }

  void computed() {
    dirty = false;
  }

  void named(String newName) {
    displayName = newName;
  }

  void delete() {
    deleting = true;
  }

  void checkDeletionLater() {
    checkLater = true;
  }

  /** Notes that the database has the mark. */
  public void markedForCheck() {
    check = true;
  }
}
