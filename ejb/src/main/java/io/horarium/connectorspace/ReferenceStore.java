package io.horarium.connectorspace;

import io.horarium.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds the objects that reference values mean (contract/sync-engine.md 5.7). */
@ApplicationScoped
public class ReferenceStore {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private Database database;

  protected ReferenceStore() {}

  @Inject
  public ReferenceStore(Database database) {
    this.database = database;
  }

  /** The next objects of a system with a reference that means nothing yet, by id. */
  public List<UUID> objectsWithDangling(int systemId, UUID after, int size) {
    return database.list(
        """
        select distinct cso_id from horarium.cso_ref
        where system_id = ? and target_cso_id is null and cso_id > ? order by cso_id limit ?""",
        row -> row.getObject(1, UUID.class),
        systemId,
        after == null ? BEFORE_ALL : after,
        size);
  }

  /**
   * Resolves dangling references of the objects against anchor or secondary id (whose case does not
   * matter: it is a DN): within the type the attribute declares, else within all of {@code
   * objectTypeIds}. A value that means two objects stays dangling. An object that gains a reference
   * is marked for synchronisation.
   *
   * @return references resolved
   */
  public long resolve(int systemId, Collection<UUID> objects, Collection<Integer> objectTypeIds) {
    return database.number(
        """
        with dangling as materialized (
          select r.cso_id, r.attribute_id, r.raw_value, a.referenced_object_type_id as type_id
          from horarium.cso_ref r join horarium.object_attribute a on a.id = r.attribute_id
          where r.cso_id = any(?) and r.target_cso_id is null),
        candidate as (
          select d.cso_id, d.attribute_id, d.raw_value, c.id
          from dangling d join unnest(?) as t(id) on d.type_id is null or d.type_id = t.id
          join horarium.cso c on c.system_id = ? and c.object_type_id = t.id and c.anchor = d.raw_value
          union
          select d.cso_id, d.attribute_id, d.raw_value, c.id
          from dangling d
          join horarium.cso c on c.system_id = ? and lower(c.secondary_id) = lower(d.raw_value)
            and c.secondary_id is not null
          where c.object_type_id = any(?) and (d.type_id is null or d.type_id = c.object_type_id)),
        one as (
          select cso_id, attribute_id, raw_value, min(id::text)::uuid as target
          from candidate group by cso_id, attribute_id, raw_value having count(*) = 1),
        written as (
          update horarium.cso_ref r set target_cso_id = one.target
          from one
          where r.cso_id = one.cso_id and r.attribute_id = one.attribute_id and r.raw_value = one.raw_value
          returning r.cso_id),
        marked as (
          update horarium.cso c set sync_pending = true
          where c.id in (select cso_id from written) and not c.sync_pending)
        select count(*) from written""",
        objects,
        objectTypeIds,
        systemId,
        systemId,
        objectTypeIds);
  }

  /** References of objects that this run wrote and that still mean nothing. */
  public long danglingOfRun(int systemId, UUID runId) {
    return database.number(
        """
        select count(*) from horarium.cso_ref r join horarium.cso c on c.id = r.cso_id
        where r.system_id = ? and r.target_cso_id is null and c.updated_run = ?""",
        systemId,
        runId);
  }

  /**
   * Writes an item for every staged object that has not changed and has a reference which means
   * nothing: for a run that looks at objects because of such errors.
   *
   * @return items written
   */
  public long listDanglingUnchanged(int systemId, UUID runId) {
    return database.update(
        """
        insert into horarium.activity_item
          (activity_id, cso_id, external_id, display_name, object_type, change_type, error_type, error_text)
        select s.run_id, s.cso_id, s.anchor, s.anchor, t.name, 'NotSet', 'UnresolvedReference',
          'A value of ' || bad.names || ' still means no object of this system; import the object or correct the value.'
        from horarium.import_stage s
        join horarium.object_type t on t.id = s.object_type_id
        join lateral (
          select string_agg(distinct a.name, ', ') as names
          from horarium.cso_ref r join horarium.object_attribute a on a.id = r.attribute_id
          where r.cso_id = s.cso_id and r.system_id = ? and r.target_cso_id is null) bad on bad.names is not null
        where s.run_id = ? and s.op = 'Same' and s.error_type is null
        order by s.ord""",
        systemId,
        runId);
  }

  /**
   * Puts the error on the items of objects that this run wrote and that have a reference which
   * means nothing, or more than one object.
   *
   * @return items that became errors
   */
  public long listDangling(int systemId, UUID runId) {
    return database.update(
        """
        with bad as materialized (
          select r.cso_id, string_agg(distinct a.name, ', ') as names,
            bool_or((select count(*) from horarium.cso c where c.system_id = r.system_id
                     and (c.object_type_id = a.referenced_object_type_id or a.referenced_object_type_id is null)
                     and c.anchor = r.raw_value) > 1) as ambiguous
          from horarium.cso_ref r
          join horarium.object_attribute a on a.id = r.attribute_id
          join horarium.cso o on o.id = r.cso_id
          where r.system_id = ? and r.target_cso_id is null and o.updated_run = ?
          group by r.cso_id)
        update horarium.activity_item i
        set error_type = 'UnresolvedReference',
            error_text = case when bad.ambiguous
              then 'A value of ' || bad.names || ' means more than one object; make the external ids of the object types different.'
              else 'A value of ' || bad.names || ' means no object of this system; import the object or correct the value.' end
        from bad
        where i.activity_id = ? and i.cso_id = bad.cso_id and i.error_type is null""",
        systemId,
        runId,
        runId);
  }
}
