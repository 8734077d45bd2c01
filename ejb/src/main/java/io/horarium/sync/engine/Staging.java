package io.horarium.sync.engine;

import io.horarium.sync.pendingexport.ChangeOp;
import io.horarium.sync.pendingexport.ChangeStatus;
import io.horarium.sync.pendingexport.PendingChange;
import io.horarium.sync.pendingexport.PendingReference;
import io.horarium.sync.plan.SpaceAttribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which changes an object still needs. What was sent and waits for confirmation stays; everything
 * else follows from the imported values, what was sent and what is wanted, so merging has no rules
 * of its own: the newest wins, an added value that is removed again leaves nothing, and a change
 * whose attribute is as wanted already vanishes (contract/sync-engine.md 8.8.4, 9).
 */
final class Staging {

  /** The outcome: changes of values and of references, sent ones first. */
  record Staged(List<PendingChange> changes, List<PendingReference> refs) {}

  private final CsoState object;
  private final List<PendingChange> existing;
  private final List<PendingReference> existingRefs;
  private final List<PendingChange> changes = new ArrayList<>();
  private final List<PendingReference> refs = new ArrayList<>(0);
  private final Set<Integer> judged = new HashSet<>();

  /**
   * Staging for an object.
   *
   * @param existing what is pending for it; empty when that is to be forgotten
   */
  Staging(CsoState object, List<PendingChange> existing, List<PendingReference> existingRefs) {
    this.object = object;
    this.existing = existing;
    this.existingRefs = existingRefs;
    existing.stream()
        .filter(change -> change.status() == ChangeStatus.AwaitingConfirmation)
        .forEach(changes::add);
    existingRefs.stream()
        .filter(ref -> ref.status() == ChangeStatus.AwaitingConfirmation)
        .forEach(refs::add);
  }

  /** Keeps what is pending for an attribute that is not judged this time. */
  void leave(SpaceAttribute attribute) {
    if (judged.add(attribute.id())) {
      existing.stream()
          .filter(change -> change.attributeId() == attribute.id())
          .filter(change -> change.status() != ChangeStatus.AwaitingConfirmation)
          .forEach(changes::add);
      existingRefs.stream()
          .filter(ref -> ref.attributeId() == attribute.id())
          .filter(ref -> ref.status() != ChangeStatus.AwaitingConfirmation)
          .forEach(refs::add);
    }
  }

  /** Wants these values. */
  void want(SpaceAttribute attribute, List<String> wanted) {
    judged.add(attribute.id());
    List<String> imported = object.values(attribute.id(), attribute.name());
    if (existing.isEmpty() && imported.equals(wanted)) {
      return;
    }
    Map<String, String> view = keyed(attribute, imported);
    for (PendingChange change : existing) {
      if (change.attributeId() == attribute.id()
          && change.status() == ChangeStatus.AwaitingConfirmation) {
        switch (change.op()) {
          case Set -> {
            view.clear();
            view.put(attribute.equality().key(change.value()), change.value());
          }
          case Clear -> view.clear();
          case Add -> view.put(attribute.equality().key(change.value()), change.value());
          case Remove -> view.remove(attribute.equality().key(change.value()));
        }
      }
    }
    Map<String, String> target = keyed(attribute, wanted);
    if (view.keySet().equals(target.keySet())) {
      return;
    }
    if (!attribute.multiValued()) {
      if (target.isEmpty()) {
        need(attribute, ChangeOp.Clear, null);
      } else {
        need(attribute, ChangeOp.Set, target.values().iterator().next());
      }
      return;
    }
    view.forEach(
        (key, value) -> {
          if (!target.containsKey(key)) {
            need(attribute, ChangeOp.Remove, value);
          }
        });
    target.forEach(
        (key, value) -> {
          if (!view.containsKey(key)) {
            need(attribute, ChangeOp.Add, value);
          }
        });
  }

  private static Map<String, String> keyed(SpaceAttribute attribute, List<String> values) {
    Map<String, String> keyed = new LinkedHashMap<>(values.size() * 2);
    values.forEach(value -> keyed.put(attribute.equality().key(value), value));
    return keyed;
  }

  /** A change keeps its history when it was needed before. */
  private void need(SpaceAttribute attribute, ChangeOp op, String value) {
    for (PendingChange change : existing) {
      if (change.attributeId() == attribute.id()
          && change.op() == op
          && change.status() != ChangeStatus.AwaitingConfirmation
          && attribute.equality().same(change.value(), value)) {
        changes.add(change);
        return;
      }
    }
    changes.add(PendingChange.staged(attribute.id(), op, value));
  }

  /**
   * Wants references to these metaverse objects. Of several values, those that mean no metaverse
   * object are not ours and stay; a single one is ours whatever it means.
   *
   * @param address of a metaverse object in the system, or null while it has none
   */
  void wantObjects(SpaceAttribute attribute, List<String> wanted, Function<UUID, UUID> address) {
    judged.add(attribute.id());
    Set<String> view = new LinkedHashSet<>();
    // What the system calls them: a removal must name its object even when that is gone by then.
    Map<String, String> names = new HashMap<>();
    boolean foreign = false;
    for (CsoRef ref : object.refs()) {
      if (ref.attributeId() == attribute.id()) {
        if (ref.targetMvoId() == null) {
          foreign = true;
        } else {
          view.add(ref.targetMvoId().toString());
          names.put(ref.targetMvoId().toString(), ref.rawValue());
        }
      }
    }
    for (PendingChange change : existing) {
      if (change.attributeId() == attribute.id()
          && change.op() == ChangeOp.Clear
          && change.status() == ChangeStatus.AwaitingConfirmation) {
        view.clear();
        foreign = false;
      }
    }
    for (PendingReference ref : existingRefs) {
      if (ref.attributeId() == attribute.id()
          && ref.status() == ChangeStatus.AwaitingConfirmation) {
        if (ref.op() == ChangeOp.Set) {
          view.clear();
          foreign = false;
        }
        if (ref.op() == ChangeOp.Remove) {
          view.remove(ref.targetMvoId().toString());
        } else {
          view.add(ref.targetMvoId().toString());
          names.putIfAbsent(ref.targetMvoId().toString(), ref.value());
        }
      }
    }
    Set<String> target = new LinkedHashSet<>(wanted);
    if (!attribute.multiValued()) {
      if (target.isEmpty()) {
        if (foreign || !view.isEmpty()) {
          need(attribute, ChangeOp.Clear, null);
        }
      } else if (!view.equals(target)) {
        needObject(attribute, ChangeOp.Set, target.iterator().next(), null, address);
      }
      return;
    }
    for (String gone : view) {
      if (!target.contains(gone)) {
        needObject(attribute, ChangeOp.Remove, gone, names.get(gone), address);
      }
    }
    for (String come : target) {
      if (!view.contains(come)) {
        needObject(attribute, ChangeOp.Add, come, null, address);
      }
    }
  }

  private void needObject(
      SpaceAttribute attribute,
      ChangeOp op,
      String mvoId,
      String name,
      Function<UUID, UUID> address) {
    UUID id = UUID.fromString(mvoId);
    for (PendingReference ref : existingRefs) {
      if (ref.attributeId() == attribute.id()
          && ref.op() == op
          && ref.targetMvoId().equals(id)
          && ref.status() != ChangeStatus.AwaitingConfirmation) {
        refs.add(ref);
        return;
      }
    }
    refs.add(
        new PendingReference(
            attribute.id(), op, id, address.apply(id), name, ChangeStatus.Pending, 0, null));
  }

  /** What is pending now; changes of attributes that no mapping writes any more are gone. */
  Staged staged() {
    return new Staged(changes, refs);
  }

  /** Whether that differs from what was pending. */
  boolean differs() {
    return !sameElements(changes, existing) || !sameElements(refs, existingRefs);
  }

  private static <T> boolean sameElements(Collection<T> one, Collection<T> other) {
    return one.size() == other.size()
        && (one.isEmpty() || new HashSet<>(one).equals(new HashSet<>(other)));
  }
}
