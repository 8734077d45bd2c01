package io.horarium.step.runprofile.synchronise;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.ConnectorRegistry;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connectedsystem.SyncMarks;
import io.horarium.connectedsystem.UnresolvedReferenceHandling;
import io.horarium.connectorspace.DocumentJson;
import io.horarium.connectorspace.ImportApplyStore;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import io.horarium.step.StepWork;
import io.horarium.sync.plan.SyncPlanQueries;
import io.horarium.sync.store.CandidateQueries;
import io.horarium.sync.store.MetaverseWriteStore;
import io.horarium.sync.store.MvKeyStore;
import io.horarium.sync.store.SpaceWriteStore;
import io.horarium.sync.store.SyncLoadQueries;
import io.horarium.sync.store.SyncStores;
import io.horarium.sync.store.TargetLookupStore;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Two sources (HR, Badge) and one target (Directory) on a real PostgreSQL, configured by SQL, and
 * synchronisations of them. What it shows is free of ids, so that two histories can be compared.
 */
final class SyncFixture {

  static final int HR = 1;
  static final int BADGE = 2;
  static final int DIRECTORY = 3;

  // one session for all fixtures of the test run
  static final TestTransactions TRANSACTIONS = new TestTransactions();

  private static final List<String> COUNTERS =
      List.of(
          "projected",
          "joined",
          "attribute_flows",
          "disconnected",
          "disconnected_out_of_scope",
          "out_of_scope_retain_join",
          "provisioned",
          "pending_exports",
          "deleted",
          "mvo_deleted",
          "errors");

  final Database database =
      Boolean.getBoolean("timings") ? new TimedDatabase(TRANSACTIONS) : TRANSACTIONS.database();
  final Map<String, Integer> spaceAttributes = new LinkedHashMap<>();
  final Map<String, Integer> mvAttributes = new LinkedHashMap<>();
  private int batchSize = 3;
  UUID run;

  SyncFixture() {
    TestDatabase.clear();
    sql(
        "insert into horarium.connector_definition (connector_type, name) values ('csv', 'CSV'), ('ldap', 'LDAP')");
    for (String name : List.of("HR", "Badge", "Directory")) {
      sql(
          "insert into horarium.connected_system (name, connector_definition_id) values (?, ?)",
          name,
          name.equals("Directory") ? 2 : 1);
    }
    for (int system = 1; system <= 3; system++) {
      sql(
          "insert into horarium.object_type (connected_system_id, name, selected) values (?, ?, true)",
          system,
          system == DIRECTORY ? "account" : "person");
    }
    for (int type : new int[] {HR, BADGE}) {
      spaceAttribute(type, "employeeId", "Text", false, "external_id");
      spaceAttribute(type, "displayName", "Text", false, null);
      spaceAttribute(type, "dept", "Text", false, null);
      spaceAttribute(type, "mail", "Text", false, null);
      spaceAttribute(type, "manager", "Reference", false, null);
      spaceAttribute(type, "tags", "Text", true, null);
      spaceAttribute(type, "friends", "Reference", true, null);
    }
    spaceAttribute(DIRECTORY, "entryUUID", "Guid", false, "external_id");
    spaceAttribute(DIRECTORY, "dn", "Text", false, "secondary_external_id");
    spaceAttribute(DIRECTORY, "cn", "Text", false, null);
    spaceAttribute(DIRECTORY, "mail", "Text", false, null);
    spaceAttribute(DIRECTORY, "employeeNumber", "Text", false, null);
    spaceAttribute(DIRECTORY, "manager", "Reference", false, null);
    spaceAttribute(DIRECTORY, "tags", "Text", true, null);
    spaceAttribute(DIRECTORY, "friends", "Reference", true, null);
    // The type User and most of the attributes are built in; other tests may have changed its rule.
    sql(
        "update horarium.mv_object_type set deletion_rule = 'WhenLastConnectorDisconnected' where id = 1");
    for (String name :
        List.of("Account Name", "Display Name", "Email", "Employee ID", "Department")) {
      mvAttribute(name, "Text", false);
    }
    mvAttribute("Manager", "Reference", false);
    mvAttribute("Tags", "Text", true);
    mvAttribute("Friends", "Reference", true);
  }

  SyncFixture inBatchesOf(int size) {
    batchSize = size;
    return this;
  }

  void sql(String text, Object... parameters) {
    database.update(text, parameters);
  }

  private void spaceAttribute(int type, String name, String dataType, boolean multi, String role) {
    sql(
        """
        insert into horarium.object_attribute (object_type_id, name, data_type, plurality, selected, external_id,
          secondary_external_id, writability) values (?, ?, ?, ?, true, ?, ?, ?)""",
        type,
        name,
        dataType,
        multi ? "MultiValued" : "SingleValued",
        "external_id".equals(role),
        "secondary_external_id".equals(role),
        name.equals("entryUUID") ? "ReadOnly" : "Writable");
    spaceAttributes.put(type + "/" + name, spaceAttributes.size() + 1);
  }

  private void mvAttribute(String name, String dataType, boolean multi) {
    sql(
        """
        insert into horarium.mv_attribute (name, data_type, plurality) values (?, ?, ?)
        on conflict (lower(name)) do nothing""",
        name,
        dataType,
        multi ? "MultiValued" : "SingleValued");
    mvAttributes.put(
        name, (int) database.number("select id from horarium.mv_attribute where name = ?", name));
  }

  /** Adds a text attribute to HR, the metaverse and Directory. */
  void attributes(String spaceName, String mvName) {
    spaceAttribute(HR, spaceName, "Text", false, null);
    spaceAttribute(DIRECTORY, spaceName, "Text", false, null);
    mvAttribute(mvName, "Text", false);
  }

  /** Seconds and calls by statement since the last call; only of {@code -Dtimings=true}. */
  List<String> timings() {
    return database instanceof TimedDatabase timed ? timed.take() : List.of();
  }

  // Rules ----------------------------------------------------------------------------------------

  /** An import rule that projects; mappings as "dept > Department". */
  int importRule(int system, String... mappings) {
    int rule =
        (int)
            database.number(
                """
                insert into horarium.sync_rule (name, connected_system_id, object_type_id, mv_object_type_id, direction,
                  project_to_metaverse)
                values ('import ' || (select count(*) from horarium.sync_rule), ?, ?, 1, 'Import', true) returning id""",
                system,
                system);
    for (String mapping : mappings) {
      importMapping(rule, system, mapping);
    }
    return rule;
  }

  void importMapping(int rule, int system, String mapping) {
    String[] sides = mapping.split(" > ", 2);
    boolean attribute = spaceAttributes.containsKey(system + "/" + sides[0]);
    sql(
        """
        insert into horarium.sync_mapping (sync_rule_id, source_object_attribute_id, expression, target_mv_attribute_id)
        values (?, ?, ?, ?)""",
        rule,
        attribute ? spaceAttributes.get(system + "/" + sides[0]) : null,
        attribute ? null : sides[0],
        mvAttributes.get(sides[1]));
  }

  /** An export rule that provisions and deletes; mappings as "Department > dept". */
  int exportRule(int system, String... mappings) {
    int rule =
        (int)
            database.number(
                """
                insert into horarium.sync_rule (name, connected_system_id, object_type_id, mv_object_type_id, direction,
                  provision_to_system, outbound_deprovision_action)
                values ('export ' || (select count(*) from horarium.sync_rule), ?, ?, 1, 'Export', true, 'Delete') returning id""",
                system,
                system);
    for (String mapping : mappings) {
      exportMapping(rule, system, mapping);
    }
    return rule;
  }

  void exportMapping(int rule, int system, String mapping) {
    String[] sides = mapping.split(" > ", 2);
    boolean attribute = mvAttributes.containsKey(sides[0]);
    sql(
        """
        insert into horarium.sync_mapping (sync_rule_id, source_mv_attribute_id, expression, target_object_attribute_id)
        values (?, ?, ?, ?)""",
        rule,
        attribute ? mvAttributes.get(sides[0]) : null,
        attribute ? null : sides[0],
        spaceAttributes.get(system + "/" + sides[1]));
  }

  /** The usual rules: HR projects, Directory gets accounts. */
  SyncFixture usual() {
    importRule(
        HR,
        "employeeId > Employee ID",
        "displayName > Display Name",
        "dept > Department",
        "mail > Email",
        "manager > Manager");
    exportRule(
        DIRECTORY,
        "Employee ID > dn",
        "Display Name > cn",
        "Email > mail",
        "Employee ID > employeeNumber",
        "Manager > manager");
    return this;
  }

  /** In simple mode: objects of the system belong to the metaverse object with an equal value. */
  void matching(int system, String mapping, boolean caseSensitive) {
    String[] sides = mapping.split(" = ", 2);
    sql(
        """
        insert into horarium.matching_rule (object_type_id, mv_object_type_id, rule_order, source_object_attribute_id,
          target_mv_attribute_id, case_sensitive)
        values (?, 1, (select count(*) from horarium.matching_rule), ?, ?, ?)""",
        system,
        spaceAttributes.get(system + "/" + sides[0]),
        mvAttributes.get(sides[1]),
        caseSensitive);
  }

  /** A root group of one criterion; more of them are alternatives. */
  void scope(
      int rule, boolean importing, int system, String attribute, String comparison, String value) {
    long group =
        database.number(
            "insert into horarium.scope_group (sync_rule_id) values (?) returning id", rule);
    sql(
        """
        insert into horarium.scope_criterion (scope_group_id, mv_attribute_id, object_attribute_id, comparison_type, value)
        values (?, ?, ?, ?, ?)""",
        (int) group,
        importing ? null : mvAttributes.get(attribute),
        importing ? spaceAttributes.get(system + "/" + attribute) : null,
        comparison,
        value);
  }

  void priority(int rule, String mvAttribute, int priority) {
    sql(
        "update horarium.sync_mapping set priority = ? where sync_rule_id = ? and target_mv_attribute_id = ?",
        priority,
        rule,
        mvAttributes.get(mvAttribute));
  }

  // Objects --------------------------------------------------------------------------------------

  /** An imported object; values as "dept=IT" or "tags=a|b". */
  UUID object(int system, String anchor, String... values) {
    UUID id = Ids.next();
    sql(
        """
        insert into horarium.cso (id, system_id, object_type_id, anchor, secondary_id, status, attrs)
        values (?, ?, ?, ?, ?, 'Normal', ?::jsonb)""",
        id,
        system,
        system,
        anchor,
        system == DIRECTORY ? anchor : null,
        attrs(system, anchor, values));
    return id;
  }

  private static String attrs(int system, String anchor, String... values) {
    Map<String, List<String>> attrs = new TreeMap<>();
    attrs.put(system == DIRECTORY ? "dn" : "employeeId", List.of(anchor));
    for (String value : values) {
      String[] sides = value.split("=", 2);
      attrs.put(sides[0], Arrays.stream(sides[1].split("\\|")).sorted().toList());
    }
    return DocumentJson.attrsJson(attrs);
  }

  /** Another import of the object, with other values. */
  void change(int system, String anchor, String... values) {
    sql(
        """
        update horarium.cso set attrs = ?::jsonb, status = 'Normal', sync_pending = true, row_version = row_version + 1
        where system_id = ? and (anchor = ? or secondary_id = ?)""",
        attrs(system, anchor, values),
        system,
        anchor,
        anchor);
  }

  /** An import that no longer finds the object. */
  void gone(int system, String anchor) {
    sql(
        """
        update horarium.cso set status = 'Obsolete', sync_pending = true, row_version = row_version + 1
        where system_id = ? and (anchor = ? or secondary_id = ?)""",
        system,
        anchor,
        anchor);
  }

  /** A reference of an object, found if the other one is there. */
  void reference(int system, String anchor, String attribute, String other) {
    sql(
        """
        insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id, target_cso_id)
        select c.id, ?, ?, ?, (select t.id from horarium.cso t where t.system_id = ? and (t.anchor = ? or t.secondary_id = ?))
        from horarium.cso c where c.system_id = ? and (c.anchor = ? or c.secondary_id = ?)""",
        spaceAttributes.get(system + "/" + attribute),
        other,
        system,
        system,
        other,
        other,
        system,
        anchor,
        anchor);
    sql(
        "update horarium.cso set sync_pending = true, row_version = row_version + 1"
            + " where system_id = ? and (anchor = ? or secondary_id = ?)",
        system,
        anchor,
        anchor);
  }

  /**
   * Everything that waits was sent to the directory, and its next import found exactly that: what
   * export and confirming import do, in short.
   */
  void exported() {
    sql(
        """
        update horarium.cso c set attrs = n.attrs, status = 'Normal', anchor = coalesce(c.anchor, c.id::text),
          row_version = row_version + 1
        from (
          select c.id, jsonb_object_agg(v.name, v.texts) as attrs from horarium.cso c
          join lateral (
            select name, jsonb_agg(text order by text collate "C") as texts from (
              select a.key as name, t.text from jsonb_each(c.attrs) a cross join jsonb_array_elements_text(a.value) t(text)
              where not exists (select 1 from horarium.pending_export p cross join jsonb_array_elements(p.changes) x
                join horarium.object_attribute o on o.id = (x->>'a')::int
                where p.cso_id = c.id and o.name = a.key
                  and (x->>'o' in ('Set', 'Clear') or (x->>'o' = 'Remove' and x->>'v' = t.text)))
              union
              select o.name, x->>'v' from horarium.pending_export p cross join jsonb_array_elements(p.changes) x
                join horarium.object_attribute o on o.id = (x->>'a')::int
              where p.cso_id = c.id and x->>'o' in ('Set', 'Add')) flat group by name) v on true
          where exists (select 1 from horarium.pending_export p where p.cso_id = c.id and p.change_type <> 'Delete')
          group by c.id) n
        where c.id = n.id""");
    sql(
        """
        delete from horarium.cso_ref r using horarium.pending_export p
        where p.cso_id = r.cso_id and (
          exists (select 1 from jsonb_array_elements(p.changes) x where (x->>'a')::int = r.attribute_id and x->>'o' = 'Clear')
          or exists (select 1 from horarium.pending_reference q where q.pe_id = p.id and q.attribute_id = r.attribute_id
            and (q.op = 'Set' or (q.op = 'Remove'
              and q.target_mvo_id = (select t.mvo_id from horarium.cso t where t.id = r.target_cso_id)))))""");
    sql(
        """
        insert into horarium.cso_ref (cso_id, attribute_id, raw_value, system_id, target_cso_id)
        select p.cso_id, q.attribute_id, t.secondary_id, p.system_id, t.id from horarium.pending_reference q
        join horarium.pending_export p on p.id = q.pe_id
        join horarium.cso t on t.system_id = p.system_id and t.mvo_id = q.target_mvo_id
        where q.op in ('Set', 'Add') and p.change_type <> 'Delete'""");
    sql(
        """
        update horarium.mvo set deletion_check = true where id in (
          select c.mvo_id from horarium.cso c join horarium.pending_export p on p.cso_id = c.id
          where p.change_type = 'Delete')""");
    sql(
        """
        update horarium.cso_ref set target_cso_id = null where target_cso_id in (
          select cso_id from horarium.pending_export where change_type = 'Delete')""");
    sql(
        "delete from horarium.cso where id in (select cso_id from horarium.pending_export where change_type = 'Delete')");
    sql("delete from horarium.pending_reference");
    sql("delete from horarium.pending_export");
  }

  // Runs -----------------------------------------------------------------------------------------

  StepOutcome full(int system) {
    return run(RunType.FullSynchronisation, system);
  }

  StepOutcome delta(int system) {
    return run(RunType.DeltaSynchronisation, system);
  }

  private StepOutcome run(RunType type, int system) {
    begin();
    return driver().run(work(type, system));
  }

  ChunkDriver driver() {
    return new ChunkDriver(TRANSACTIONS, batchSize);
  }

  /** Begins a run; {@link #work} makes attempts at it. */
  void begin() {
    run = Ids.next();
    sql(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type, started_at)
        values (?, 'InProgress', 'ConnectedSystemRunProfile', 'Execute', clock_timestamp())""",
        run);
  }

  StepWork work(RunType type, int system) {
    RunPlan plan =
        new RunPlan(
            system,
            List.of("HR", "Badge", "Directory").get(system - 1),
            1,
            "Synchronisation",
            type,
            null,
            null,
            null,
            Set.of(),
            batchSize,
            null,
            false,
            null,
            UnresolvedReferenceHandling.Error);
    StepContext context =
        new StepContext(
            Ids.next(),
            run,
            "RunProfile",
            system,
            1,
            null,
            false,
            batchSize,
            null,
            StepSettings.NONE,
            () -> false);
    SyncLoadQueries load = new SyncLoadQueries(database);
    return new SynchroniseWork(
            new SyncPlanQueries(database, new ConnectorRegistry(List.of())),
            new SyncStores(
                new CandidateQueries(database),
                load,
                new TargetLookupStore(database, load),
                new MvKeyStore(database),
                new MetaverseWriteStore(database),
                new SpaceWriteStore(database),
                new ActivityStore(database),
                new ImportApplyStore(database)),
            new SyncMarks(database))
        .work(context, plan);
  }

  // What can be seen -----------------------------------------------------------------------------

  /** Counters of the run by column, those that are not 0. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new TreeMap<>();
    for (String column : COUNTERS) {
      long value =
          database.number("select " + column + " from horarium.activity where id = ?", run);
      if (value != 0) {
        counters.put(column, value);
      }
    }
    return counters;
  }

  /** Items of the run as "cause id error summary". */
  List<String> items() {
    return database.list(
        """
        select concat_ws(' ', change_type, coalesce(external_id, display_name), error_type, outcome_summary)
        from horarium.activity_item where activity_id = ? order by external_id, seq""",
        row -> row.getString(1),
        run);
  }

  /**
   * The metaverse as "Department=IT@import 0 Email=... | HR:E1:Projected Directory:...", without
   * ids.
   */
  List<String> metaverse() {
    return database.list(
        """
        select coalesce((
            select string_agg(x.text, ' ' order by x.text) from (
              select a.name || '=' || (select string_agg(t.v, '|') from jsonb_array_elements_text(v.value->'v') t(v))
                || '@' || (select s.name from horarium.connected_system s where s.id = (v.value->>'s')::int) as text
              from jsonb_each(m.attrs) v join horarium.mv_attribute a on a.id = v.key::int
              union all
              select a.name || '=' || coalesce(t.attrs->(select e.id::text from horarium.mv_attribute e where e.name = 'Employee ID')->'v'->>0, '?') from horarium.mvo_ref r
              join horarium.mv_attribute a on a.id = r.mv_attribute_id
              left join horarium.mvo t on t.id = r.target_mvo_id
              where r.mvo_id = m.id) x), '-')
          || ' | ' || coalesce((
            select string_agg(s.name || ':' || coalesce(c.secondary_id, c.anchor) || ':' || c.status,
              ' ' order by s.name, coalesce(c.secondary_id, c.anchor))
            from horarium.cso c join horarium.connected_system s on s.id = c.system_id where c.mvo_id = m.id), '-') as line
        from horarium.mvo m order by 1""",
        row -> row.getString(1));
  }

  /** Attribute values of the metaverse only: what must not depend on the order of runs. */
  List<String> values() {
    return metaverse().stream().map(line -> line.substring(0, line.indexOf(" | "))).toList();
  }

  /** What waits to be sent as "Create name cn=Set Ada manager=Set>E1", without ids. */
  List<String> exports() {
    return database.list(
        """
        select p.change_type || ' ' || coalesce(c.secondary_id, c.anchor)
          || case when p.status <> 'Pending' then ' ' || p.status else '' end
          || coalesce((
            select string_agg(x.text, '' order by x.text) from (
              select ' ' || a.name || '=' || (d.value->>'o') || coalesce(' ' || (d.value->>'v'), '')
                || case when d.value->>'s' <> 'Pending' then ' ' || (d.value->>'s') else '' end as text
              from jsonb_array_elements(p.changes) d join horarium.object_attribute a on a.id = (d.value->>'a')::int
              union all
              select ' ' || a.name || '=' || r.op || '>' || coalesce(m.attrs->(select e.id::text from horarium.mv_attribute e where e.name = 'Employee ID')->'v'->>0, '?') from horarium.pending_reference r
              join horarium.object_attribute a on a.id = r.attribute_id left join horarium.mvo m on m.id = r.target_mvo_id
              where r.pe_id = p.id) x), '')
        from horarium.pending_export p join horarium.cso c on c.id = p.cso_id order by 1""",
        row -> row.getString(1));
  }

  /** Objects of a connector space as "E1 Normal Projected", with "pending" if so. */
  List<String> space(int system) {
    return database.list(
        """
        select concat_ws(' ', coalesce(secondary_id, anchor), status, join_type, case when sync_pending then 'pending' end,
          case when ref_pending then 'refs' end)
        from horarium.cso where system_id = ? order by 1""",
        row -> row.getString(1),
        system);
  }

  /** Physical versions of all rows of the data: changes whenever a row is written. */
  List<String> versions() {
    return List.of(
            "cso",
            "mvo",
            "contribution",
            "mvo_key",
            "mvo_ref",
            "pending_export",
            "pending_reference")
        .stream()
        .flatMap(
            table ->
                database
                    .list(
                        "select '"
                            + table
                            + " ' || t.ctid || ' ' || t.xmin from horarium."
                            + table
                            + " t order by 1",
                        row -> row.getString(1))
                    .stream())
        .collect(Collectors.toList());
  }
}
