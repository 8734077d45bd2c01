package io.horarium.step.runprofile.export;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.DeleteGuard;
import io.horarium.connectedsystem.DeleteGuardAction;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connectedsystem.UnresolvedReferenceHandling;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.DataType;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.SettingValues;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import io.horarium.step.StepWork;
import io.horarium.step.runprofile.ImportsOfTests;
import io.horarium.sync.pendingexport.ExportClaimStore;
import io.horarium.sync.pendingexport.ExportSettleStore;
import io.horarium.testdb.SettableClock;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A connected system on a real PostgreSQL with exports waiting for it. Attributes: 1 id (external
 * id, made by the target), 2 dn (secondary id), 3 displayName, 4 mail (multi-valued), 5 manager
 * (reference); of a target without places the external id is staged like any other value.
 */
final class ExportFixture {

  static final int BATCH = 3;
  static final int ID = 1;
  static final int DN = 2;
  static final int NAME = 3;
  static final int MAIL = 4;
  static final int MANAGER = 5;

  private static final TestTransactions TRANSACTIONS = new TestTransactions();
  // claims are transactions of their own
  private static final TestTransactions CLAIMS = new TestTransactions();

  final TestTransactions transactions = TRANSACTIONS;
  final Database database = transactions.database();
  final SettableClock clock = new SettableClock();
  final MemoryTarget target;
  ExportAnswers answers = new ExportAnswers();
  UUID run;
  boolean stop;
  private final boolean places;
  private ConnectorFactory factory;
  private Map<String, Object> settings = Map.of();
  private String unresolved = "Error";
  private int staged;

  ExportFixture() {
    this(ExportGranularity.BATCH);
  }

  /** With granularity RUN the target has no places: objects are known by their external id. */
  ExportFixture(ExportGranularity granularity) {
    target = new MemoryTarget(granularity);
    factory = target;
    places = granularity == ExportGranularity.BATCH;
    TestDatabase.clear();
    database.update(
        "insert into horarium.connector_definition (connector_type, name) values ('memory', 'Memory')");
    database.update(
        "insert into horarium.connected_system (name, connector_definition_id) values ('Directory', 1)");
    database.update(
        "insert into horarium.object_type (connected_system_id, name, selected) values (1, 'person', true)");
    for (String name : List.of("id", "dn", "displayName", "mail", "manager")) {
      database.update(
          """
          insert into horarium.object_attribute (object_type_id, name, data_type, external_id, secondary_external_id)
          values (1, ?, ?, ?, ?)""",
          name,
          name.equals("manager") ? "Reference" : "Text",
          name.equals("id"),
          name.equals("dn") && places);
    }
  }

  ExportFixture unresolved(String handling) {
    unresolved = handling;
    return this;
  }

  /** An object to be created; its name is its place or external id. */
  UUID create(String name, String... changes) {
    UUID cso = Ids.next();
    UUID mvo = mvo(name);
    database.update(
        """
        insert into horarium.cso (id, system_id, object_type_id, secondary_id, status, join_type, mvo_id, sync_pending)
        values (?, 1, 1, ?, 'PendingProvisioning', 'Provisioned', ?, false)""",
        cso,
        places ? name : null,
        mvo);
    List<String> all = new ArrayList<>(List.of(set(places ? DN : ID, name)));
    all.addAll(List.of(changes));
    return stage(cso, mvo, "Create", all);
  }

  /** An object that is there already, on both sides. */
  UUID existing(String name) {
    UUID cso = Ids.next();
    target.objects.put(name, new TreeMap<>());
    database.update(
        """
        insert into horarium.cso (id, system_id, object_type_id, anchor, secondary_id, status, join_type, mvo_id, sync_pending)
        values (?, 1, 1, ?, ?, 'Normal', 'Provisioned', ?, false)""",
        cso,
        places ? "id of " + name : name,
        places ? name : null,
        mvo(name));
    return cso;
  }

  /** The export of a change of an existing object. */
  UUID update(UUID cso, String... changes) {
    return stage(cso, mvoOf(cso), "Update", List.of(changes));
  }

  /** The object of a name. */
  UUID object(String anchor) {
    return database
        .first(
            "select id from horarium.cso where anchor = ?", r -> r.getObject(1, UUID.class), anchor)
        .orElseThrow();
  }

  /** Exports to another connector from now on. */
  ExportFixture over(ConnectorFactory newFactory, Map<String, Object> newSettings) {
    factory = newFactory;
    settings = newSettings;
    return this;
  }

  /** A full import of the same system to its end; its counters that are not 0. */
  Map<String, Long> runImport() {
    begin();
    StepWork work = ImportsOfTests.work(database, clock, context(), plan(RunType.FullImport));
    new ChunkDriver(transactions, BATCH).run(work);
    return counters();
  }

  UUID delete(UUID cso) {
    return stage(cso, mvoOf(cso), "Delete", List.of());
  }

  private UUID stage(UUID cso, UUID mvo, String type, List<String> changes) {
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.pending_export (id, system_id, object_type_id, cso_id, mvo_id, change_type, changes, created_at)
        values (?, 1, 1, ?, ?, ?, ?::jsonb, ?::timestamptz)""",
        id,
        cso,
        mvo,
        type,
        "[" + String.join(",", changes) + "]",
        "2026-02-01T00:00:%02dZ".formatted(staged++ % 60));
    return id;
  }

  /** The export also says who the manager is. */
  void refers(UUID export, String op, String targetName) {
    database.update(
        "insert into horarium.pending_reference (pe_id, attribute_id, op, target_mvo_id) values (?, ?, ?, ?)",
        export,
        MANAGER,
        op,
        mvo(targetName));
    database.update(
        "update horarium.pending_export set has_unresolved_refs = true where id = ?", export);
  }

  UUID mvo(String name) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    database.update(
        "insert into horarium.mvo (id, mv_type_id) values (?, 1) on conflict do nothing", id);
    return id;
  }

  private UUID mvoOf(UUID cso) {
    return database
        .first("select mvo_id from horarium.cso where id = ?", r -> r.getObject(1, UUID.class), cso)
        .orElseThrow();
  }

  static String set(int attribute, String value) {
    return change(attribute, "Set", value);
  }

  static String change(int attribute, String op, String value) {
    return "{\"a\":%d,\"o\":\"%s\",%s\"s\":\"Pending\",\"n\":0}"
        .formatted(attribute, op, value == null ? "" : "\"v\":\"" + value + "\",");
  }

  /** A new run to its end. */
  StepOutcome runExport() {
    begin();
    return new ChunkDriver(transactions, BATCH).run(work());
  }

  void begin() {
    run = Ids.next();
    database.update(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type)
        values (?, 'InProgress', 'ConnectedSystemRunProfile', 'Execute')""",
        run);
  }

  StepWork work() {
    return bean().work(context(), plan(RunType.Export));
  }

  /** Ends the run as the engine does when it cannot go on or is cancelled. */
  void discard() {
    transactions.run(() -> bean().discard(context()));
  }

  private ExportWork bean() {
    return new ExportWork(
            new ActivityStore(database),
            new ExportClaimStore(CLAIMS.database()),
            new ExportSettleStore(database),
            answers,
            clock)
        .pausing((attempt, run) -> {});
  }

  private StepContext context() {
    return new StepContext(
        Ids.next(),
        run,
        "RunProfile",
        1,
        1,
        null,
        false,
        BATCH,
        null,
        StepSettings.NONE,
        () -> stop);
  }

  private RunPlan plan(RunType type) {
    return new RunPlan(
        1,
        "Directory",
        1,
        "Export",
        type,
        factory,
        new SettingValues(settings),
        new ImportScope(
            null,
            List.of(
                new ObjectTypeScope(
                    1,
                    "person",
                    "id",
                    places ? "dn" : null,
                    List.of(
                        new AttributeScope(ID, "id", DataType.Text, false),
                        new AttributeScope(DN, "dn", DataType.Text, false),
                        new AttributeScope(NAME, "displayName", DataType.Text, false),
                        new AttributeScope(MAIL, "mail", DataType.Text, true),
                        new AttributeScope(MANAGER, "manager", DataType.Reference, false))))),
        Set.of(),
        BATCH,
        null,
        false,
        new DeleteGuard(DeleteGuardAction.Withhold, 20, null, null),
        UnresolvedReferenceHandling.valueOf(unresolved));
  }

  /** Counters of the run that are not 0. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (String column :
        List.of(
            "objects_read",
            "added",
            "updated",
            "unchanged",
            "exported",
            "deprovisioned",
            "pending_exports_confirmed",
            "pending_exports_failed",
            "errors")) {
      long value =
          database.number("select " + column + " from horarium.activity where id = ?", run);
      if (value != 0) {
        counters.put(column, value);
      }
    }
    return counters;
  }

  /** Items of the run as "change id error", by id. */
  List<String> items() {
    return database.list(
        """
        select concat_ws(' ', change_type, external_id, error_type) from horarium.activity_item
        where activity_id = ? order by external_id, seq""",
        row -> row.getString(1),
        run);
  }

  /** What waits, as "type status object attempts [attribute op value status] (reference)". */
  List<String> waiting() {
    return database.list(
        """
        select concat_ws(' ', p.change_type, p.status, coalesce(c.secondary_id, c.anchor), p.attempts,
          case when p.has_unresolved_refs then 'waits' end, case when p.in_doubt then 'in doubt' end,
          (select '[' || string_agg(concat_ws(' ', x->>'a', x->>'o', x->>'v', x->>'s'), ', ' order by i) || ']'
           from jsonb_array_elements(p.changes) with ordinality as e(x, i)),
          (select '(' || string_agg(concat_ws(' ', r.op, r.value, r.status), ', ' order by r.value) || ')'
           from horarium.pending_reference r where r.pe_id = p.id))
        from horarium.pending_export p join horarium.cso c on c.id = p.cso_id order by p.created_at, p.id""",
        row -> row.getString(1));
  }

  /** The connector space as "anchor place status document", by name. */
  List<String> space() {
    return database.list(
        """
        select concat_ws(' ', c.anchor, c.secondary_id, c.status, c.attrs, c.sync_pending,
          (select string_agg(r.raw_value || '>' || coalesce(t.anchor, '?'), ',' order by r.raw_value)
           from horarium.cso_ref r left join horarium.cso t on t.id = r.target_cso_id where r.cso_id = c.id))
        from horarium.cso c order by coalesce(c.secondary_id, c.anchor), c.id""",
        row -> row.getString(1));
  }

  String error(UUID export) {
    return database
        .first(
            "select last_error from horarium.pending_export where id = ?",
            row -> row.getString(1),
            export)
        .orElse(null);
  }
}
