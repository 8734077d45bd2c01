package io.horarium.sync.store;

import io.horarium.metaverse.MvDocument;
import io.horarium.metaverse.MvValue;
import io.horarium.platform.CopyRows;
import io.horarium.platform.Database;
import io.horarium.sync.engine.Batch;
import io.horarium.sync.engine.KeyWant;
import io.horarium.sync.engine.MvoState;
import io.horarium.sync.engine.Offer;
import io.horarium.sync.plan.SyncPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes what a batch did to the metaverse: COPY for new rows, one statement per table for changed
 * ones.
 */
@ApplicationScoped
public class MetaverseWriteStore {

  private Database database;

  protected MetaverseWriteStore() {}

  @Inject
  public MetaverseWriteStore(Database database) {
    this.database = database;
  }

  /** Writes the difference between what was loaded and what has become of it. */
  public void write(Batch batch) {
    delete(batch.metaverse().stream().filter(MvoState::deleting).map(MvoState::id).toList());
    List<MvoState> living = new ArrayList<>();
    for (MvoState mvo : batch.metaverse()) {
      if (!mvo.deleting() && mvo.touched()) {
        living.add(mvo);
      }
    }
    objects(living, batch.plan());
    keys(living, batch.plan());
    references(living, batch.plan());
    removedOffers(living);
    changedOffers(living, batch.plan());
    keptOffers(living, batch.plan());
    newOffers(living, batch.plan());
  }

  /** Removes metaverse objects with everything that is theirs. */
  private void delete(List<UUID> ids) {
    if (!ids.isEmpty()) {
      database.update("delete from horarium.contribution where mvo_id = any (?::uuid[])", ids);
      database.update("delete from horarium.mvo_key where mvo_id = any (?::uuid[])", ids);
      database.update("delete from horarium.mvo_ref where mvo_id = any (?::uuid[])", ids);
      database.update("delete from horarium.mvo_ref where target_mvo_id = any (?::uuid[])", ids);
      database.update("delete from horarium.mvo where id = any (?::uuid[])", ids);
    }
  }

  private void objects(List<MvoState> living, SyncPlan plan) {
    var rows = new CopyRows();
    boolean any = false;
    List<MvoState> changed = new ArrayList<>();
    for (MvoState mvo : living) {
      if (mvo.isNew()) {
        any = true;
        rows.column(mvo.id()).column(mvo.typeId()).column(document(mvo, plan));
        rows.column(mvo.displayName()).endRow();
      } else if (mvo.renamed() || !mvo.writtenAttributes().isEmpty()) {
        changed.add(mvo);
      }
    }
    if (any) {
      database.copy("copy horarium.mvo (id, mv_type_id, attrs, display_name) from stdin", rows);
    }
    if (!changed.isEmpty()) {
      database.update(
          """
          update horarium.mvo m set attrs = u.attrs::jsonb, display_name = u.name, updated_at = now(), row_version = m.row_version + 1
          from unnest(?::uuid[], ?::text[], ?::text[]) as u(id, attrs, name) where m.id = u.id""",
          changed.stream().map(MvoState::id).toList(),
          changed.stream().map(mvo -> document(mvo, plan)).toList(),
          Arrays.asList(changed.stream().map(MvoState::displayName).toArray(String[]::new)));
    }
    marks(living);
  }

  /** The question whether these go is answered. */
  public void clearMarks(List<UUID> ids) {
    database.update(
        "update horarium.mvo set deletion_check = false where id = any (?::uuid[]) and deletion_check",
        ids);
  }

  private void marks(List<MvoState> living) {
    List<UUID> check =
        living.stream().filter(mvo -> mvo.checkLater() && !mvo.check()).map(MvoState::id).toList();
    if (!check.isEmpty()) {
      database.update(
          "update horarium.mvo set deletion_check = true where id = any (?::uuid[])", check);
    }
    List<UUID> alone =
        living.stream()
            .filter(mvo -> mvo.connectorsChanged() && mvo.connectors().isEmpty())
            .map(MvoState::id)
            .toList();
    if (!alone.isEmpty()) {
      database.update(
          "update horarium.mvo set last_connector_disconnected_at = now() where id = any (?::uuid[])",
          alone);
    }
  }

  private static String document(MvoState mvo, SyncPlan plan) {
    Map<Integer, MvValue> values = mvo.values();
    boolean references = values.keySet().stream().anyMatch(id -> reference(plan, id));
    if (references) {
      values = new HashMap<>(values);
      values.keySet().removeIf(id -> reference(plan, id));
    }
    return MvDocument.json(values);
  }

  private static boolean reference(SyncPlan plan, int attributeId) {
    var attribute = plan.mvAttributes().get(attributeId);
    return attribute != null && attribute.reference();
  }

  private void keys(List<MvoState> living, SyncPlan plan) {
    var rows = new CopyRows();
    boolean any = false;
    List<UUID> replaced = new ArrayList<>();
    for (MvoState mvo : living) {
      Set<Integer> written = mvo.writtenAttributes();
      if (written.stream().noneMatch(plan.keyAttributes()::contains)) {
        continue;
      }
      if (!mvo.isNew()) {
        replaced.add(mvo.id());
      }
      for (Integer attribute : plan.keyAttributes()) {
        for (String value : mvo.values(attribute, null)) {
          any = true;
          rows.column(mvo.id()).column(mvo.typeId()).column(attribute);
          rows.column(value).column(KeyWant.lower(value)).endRow();
        }
      }
    }
    if (!replaced.isEmpty()) {
      database.update("delete from horarium.mvo_key where mvo_id = any (?::uuid[])", replaced);
    }
    if (any) {
      database.copy(MvKeyStore.COPY, rows);
    }
  }

  /** Writes the differing rows only: a group may have tens of thousands. */
  private void references(List<MvoState> living, SyncPlan plan) {
    var rows = new CopyRows();
    boolean any = false;
    List<UUID> owners = new ArrayList<>();
    List<Integer> attributes = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (MvoState mvo : living) {
      for (Integer attribute : mvo.writtenAttributes()) {
        if (!reference(plan, attribute)) {
          continue;
        }
        MvValue before = mvo.before(attribute);
        MvValue now = mvo.values().get(attribute);
        boolean sameSource =
            before != null
                && now != null
                && before.ruleId() == now.ruleId()
                && before.systemId() == now.systemId();
        Set<String> kept = sameSource ? new HashSet<>(before.values()) : Set.of();
        if (before != null) {
          Set<String> staying = sameSource ? new HashSet<>(now.values()) : Set.of();
          for (String target : before.values()) {
            if (!staying.contains(target)) {
              owners.add(mvo.id());
              attributes.add(attribute);
              targets.add(target);
            }
          }
        }
        if (now != null) {
          for (String target : now.values()) {
            if (!kept.contains(target)) {
              any = true;
              rows.column(mvo.id()).column(attribute).column(target);
              rows.column(now.ruleId()).column(now.systemId()).endRow();
            }
          }
        }
      }
    }
    if (!owners.isEmpty()) {
      database.update(
          """
          delete from horarium.mvo_ref r using unnest(?::uuid[], ?::integer[], ?::uuid[]) as u(mvo_id, attribute_id, target)
          where r.mvo_id = u.mvo_id and r.mv_attribute_id = u.attribute_id and r.target_mvo_id = u.target""",
          owners,
          attributes,
          targets);
    }
    if (any) {
      database.copy(
          "copy horarium.mvo_ref (mvo_id, mv_attribute_id, target_mvo_id, rule_id, system_id) from stdin",
          rows);
    }
  }

  private static List<Offer> offers(List<MvoState> living) {
    return living.stream().flatMap(mvo -> mvo.offers().stream()).toList();
  }

  private void removedOffers(List<MvoState> living) {
    List<Offer> removed =
        offers(living).stream()
            .filter(offer -> offer.stored() && offer.removed() && offer.csoId() != null)
            .toList();
    if (!removed.isEmpty()) {
      database.update(
          """
          delete from horarium.contribution c using unnest(?::uuid[], ?::integer[]) as u(cso_id, rule_id)
          where c.cso_id = u.cso_id and c.rule_id = u.rule_id""",
          removed.stream().map(Offer::csoId).toList(),
          removed.stream().map(Offer::ruleId).toList());
    }
  }

  private void changedOffers(List<MvoState> living, SyncPlan plan) {
    List<Offer> changed =
        offers(living).stream()
            .filter(offer -> offer.csoId() != null && offer.stored() && !offer.removed())
            .filter(offer -> offer.changed() || offer.frozen())
            .toList();
    if (!changed.isEmpty()) {
      database.update(
          """
          update horarium.contribution c
          set attrs = u.attrs::jsonb, refs = u.refs::jsonb, cso_id = case when u.frozen then null else c.cso_id end
          from unnest(?::uuid[], ?::integer[], ?::text[], ?::text[], ?::text[]::boolean[]) as u(cso_id, rule_id, attrs, refs, frozen)
          where c.cso_id = u.cso_id and c.rule_id = u.rule_id""",
          changed.stream().map(Offer::csoId).toList(),
          changed.stream().map(Offer::ruleId).toList(),
          changed.stream().map(offer -> attrs(offer, plan)).toList(),
          changed.stream().map(offer -> refs(offer, plan)).toList(),
          changed.stream().map(offer -> Boolean.toString(offer.frozen())).toList());
    }
  }

  /** Offers of objects that are gone have no key: all of one object and rule are written again. */
  private void keptOffers(List<MvoState> living, SyncPlan plan) {
    var rows = new CopyRows();
    boolean any = false;
    List<UUID> replaced = new ArrayList<>();
    for (MvoState mvo : living) {
      List<Offer> kept =
          mvo.offers().stream().filter(offer -> offer.stored() && offer.csoId() == null).toList();
      if (kept.stream().anyMatch(offer -> offer.removed() || offer.changed())) {
        replaced.add(mvo.id());
        for (Offer offer : kept) {
          if (!offer.removed()) {
            any = true;
            row(rows, mvo, offer, plan);
          }
        }
      }
    }
    if (!replaced.isEmpty()) {
      database.update(
          "delete from horarium.contribution where mvo_id = any (?::uuid[]) and cso_id is null",
          replaced);
    }
    if (any) {
      copyOffers(rows);
    }
  }

  private void newOffers(List<MvoState> living, SyncPlan plan) {
    var rows = new CopyRows();
    boolean any = false;
    for (MvoState mvo : living) {
      for (Offer offer : mvo.offers()) {
        if (!offer.stored() && !offer.removed()) {
          any = true;
          row(rows, mvo, offer, plan);
        }
      }
    }
    if (any) {
      copyOffers(rows);
    }
  }

  private void copyOffers(CopyRows rows) {
    database.copy(
        "copy horarium.contribution (mvo_id, rule_id, cso_id, system_id, attrs, refs) from stdin",
        rows);
  }

  private static void row(CopyRows rows, MvoState mvo, Offer offer, SyncPlan plan) {
    rows.column(mvo.id()).column(offer.ruleId()).column(offer.csoId()).column(offer.systemId());
    rows.column(attrs(offer, plan)).column(refs(offer, plan)).endRow();
  }

  private static String attrs(Offer offer, SyncPlan plan) {
    return MvDocument.offersJson(part(offer, plan, false));
  }

  private static String refs(Offer offer, SyncPlan plan) {
    return MvDocument.offersJson(part(offer, plan, true));
  }

  private static Map<Integer, List<String>> part(Offer offer, SyncPlan plan, boolean references) {
    boolean mixed = offer.values().keySet().stream().anyMatch(id -> reference(plan, id));
    if (!mixed) {
      return references ? Map.of() : offer.values();
    }
    Map<Integer, List<String>> part = new HashMap<>(offer.values());
    part.keySet().removeIf(id -> reference(plan, id) != references);
    return part;
  }
}
