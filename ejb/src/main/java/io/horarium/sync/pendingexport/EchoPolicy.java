package io.horarium.sync.pendingexport;

import io.horarium.sync.pendingexport.ComparedAttributes.Compared;
import io.horarium.sync.pendingexport.SentExport.ImportedReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether everything an import found different about an object is the echo of our own
 * export (contract/sync-engine.md 7.4): then nobody has to synchronise it again. Every value that
 * has come must have been set or added, every value that has gone removed, cleared or replaced, by
 * a change that is confirmed. The ids the target gave to an object we made are explained by its
 * making.
 *
 * @param attributes how to compare
 */
public record EchoPolicy(ComparedAttributes attributes) {

  /** What the confirmed changes of one attribute explain. */
  private static final class Explained {
    private final Set<String> come = new HashSet<>(4);
    private final Set<String> gone = new HashSet<>(4);
    private boolean allGone;

    void add(Compared attribute, ChangeOp op, String value) {
      switch (op) {
        case Set -> {
          come.add(attribute.equality().key(value));
          allGone = true;
        }
        case Clear -> allGone = true;
        case Add -> come.add(attribute.equality().key(value));
        case Remove -> gone.add(attribute.equality().key(value));
      }
    }
  }

  private static final Explained NOTHING = new Explained();

  /** Whether the differences between before and after are those that {@code found} confirms. */
  public boolean explains(SentExport export, Confirmation found) {
    if (!export.seen() || export.before() == null || found.undecided()) {
      return false;
    }
    Map<Integer, Explained> explained = explained(export, found);
    Set<String> names = new HashSet<>(export.before().keySet());
    names.addAll(export.after().keySet());
    for (String name : names) {
      List<String> before = export.before().getOrDefault(name, List.of());
      List<String> after = export.after().getOrDefault(name, List.of());
      if (before.equals(after)) {
        continue;
      }
      Compared attribute = attributes.byName(export.objectTypeId(), name);
      if (attribute == null
          || (!(attribute.key() && export.provisioning())
              && !explains(
                  attribute, before, after, explained.getOrDefault(attribute.id(), NOTHING)))) {
        return false;
      }
    }
    Set<Integer> ids = new HashSet<>(export.referencesBefore().keySet());
    ids.addAll(export.referencesAfter().keySet());
    for (Integer id : ids) {
      Compared attribute = attributes.byId(id);
      if (attribute == null
          || !explains(
              attribute,
              texts(export.referencesBefore().get(id)),
              texts(export.referencesAfter().get(id)),
              explained.getOrDefault(id, NOTHING))) {
        return false;
      }
    }
    return true;
  }

  private Map<Integer, Explained> explained(SentExport export, Confirmation found) {
    Map<Integer, Explained> explained = new HashMap<>();
    Set<PendingChange> left = new HashSet<>();
    for (PendingChange change : found.changes()) {
      left.add(PendingChange.staged(change.attributeId(), change.op(), change.value()));
    }
    for (PendingChange change : export.changes()) {
      Compared attribute = attributes.byId(change.attributeId());
      if (attribute != null
          && change.status().sent()
          && !(!left.isEmpty()
              && left.contains(
                  PendingChange.staged(change.attributeId(), change.op(), change.value())))) {
        explained
            .computeIfAbsent(change.attributeId(), id -> new Explained())
            .add(attribute, change.op(), change.value());
      }
    }
    for (PendingReference reference : export.references()) {
      Compared attribute = attributes.byId(reference.attributeId());
      boolean confirmed =
          reference.status().sent()
              && found.references().stream()
                  .noneMatch(
                      r ->
                          r.attributeId() == reference.attributeId()
                              && r.op() == reference.op()
                              && r.targetMvoId().equals(reference.targetMvoId()));
      if (attribute != null && confirmed && reference.value() != null) {
        explained
            .computeIfAbsent(reference.attributeId(), id -> new Explained())
            .add(attribute, reference.op(), reference.value());
      }
    }
    return explained;
  }

  private static boolean explains(
      Compared attribute, List<String> before, List<String> after, Explained explained) {
    Set<String> old = attribute.equality().keys(before);
    Set<String> now = attribute.equality().keys(after);
    for (String value : now) {
      if (!old.contains(value) && !explained.come.contains(value)) {
        return false;
      }
    }
    if (!explained.allGone) {
      for (String value : old) {
        if (!now.contains(value) && !explained.gone.contains(value)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> texts(Collection<ImportedReference> references) {
    return references == null
        ? List.of()
        : references.stream().map(ImportedReference::raw).toList();
  }
}
