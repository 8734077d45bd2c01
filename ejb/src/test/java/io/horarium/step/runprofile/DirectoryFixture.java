package io.horarium.step.runprofile;

import io.horarium.connectedsystem.DeleteGuard;
import io.horarium.connectedsystem.DeleteGuardAction;
import io.horarium.connectedsystem.ImportMarks;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connectedsystem.UnresolvedReferenceHandling;
import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.SchemaStandard;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportRecord.Change;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.StopSignal;
import io.horarium.connector.SystemFact;
import io.horarium.connector.TokenExpired;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import io.horarium.step.StepWork;
import io.horarium.testdb.SettableClock;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A directory on a real PostgreSQL, and full and delta imports of it whose records the test
 * dictates. Attributes: 1 id (external id), 2 dn (secondary id), 3 displayName, 4 mail
 * (multi-valued), 5 manager (reference), 6 since (a date).
 */
final class DirectoryFixture {

  static final int BATCH = 3;

  final TestTransactions transactions = ImportFixture.TRANSACTIONS;
  final Database database = transactions.database();
  final SettableClock clock = new SettableClock();

  /** What a full import reads. */
  final List<ImportRecord> directory = new ArrayList<>();

  /** What a delta import reads. */
  final List<ImportRecord> log = new ArrayList<>();

  /** The token every cursor gives; null: none. */
  String token;

  /** The token the last delta was asked for. */
  String since;

  boolean expired;
  UUID run;
  private int staged;

  DirectoryFixture() {
    TestDatabase.clear();
    database.update(
        "insert into horarium.connector_definition (connector_type, name) values ('test', 'Test')");
    database.update(
        "insert into horarium.connected_system (name, connector_definition_id) values ('Directory', 1)");
    database.update(
        "insert into horarium.object_type (connected_system_id, name, selected) values (1, 'person', true)");
    for (AttributeScope attribute : type().attributes()) {
      database.update(
          """
          insert into horarium.object_attribute (object_type_id, name, data_type, external_id, secondary_external_id)
          values (1, ?, ?, ?, ?)""",
          attribute.name(),
          attribute.type(),
          attribute.name().equals("id"),
          attribute.name().equals("dn"));
    }
  }

  private static ObjectTypeScope type() {
    return new ObjectTypeScope(
        1,
        "person",
        "id",
        "dn",
        List.of(
            new AttributeScope(1, "id", DataType.Text, false),
            new AttributeScope(2, "dn", DataType.Text, false),
            new AttributeScope(3, "displayName", DataType.Text, false),
            new AttributeScope(4, "mail", DataType.Text, true),
            new AttributeScope(5, "manager", DataType.Reference, false),
            new AttributeScope(6, "since", DataType.DateTime, false)));
  }

  /** An entry; values as name, value, name, value. */
  static ImportRecord entry(String id, String dn, String... values) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("id", List.of(id));
    all.put("dn", List.of(dn));
    for (int i = 0; i < values.length; i += 2) {
      all.computeIfAbsent(values[i], name -> new ArrayList<>()).add(values[i + 1]);
    }
    return new ImportRecord("person", all, null);
  }

  /** The deletion of what is at a place. */
  static ImportRecord deletedAt(String dn) {
    return new ImportRecord(Change.DELETE, null, null, Map.of("dn", List.of(dn)), null);
  }

  /** The deletion of what has an external id. */
  static ImportRecord deleted(String id) {
    return new ImportRecord(Change.DELETE, "person", null, Map.of("id", List.of(id)), null);
  }

  /** An object that we made and that no import has seen; its export was sent. */
  UUID provisioned(String anchor, String dn, String... changes) {
    UUID cso = Ids.next();
    database.update(
        """
        insert into horarium.cso (id, system_id, object_type_id, anchor, secondary_id, status, join_type, mvo_id, sync_pending)
        values (?, 1, 1, ?, ?, 'PendingProvisioning', 'Provisioned', ?, false)""",
        cso,
        anchor,
        dn,
        mvo(dn));
    List<String> all = new ArrayList<>(List.of(sent(2, "Set", dn)));
    all.addAll(List.of(changes));
    export(cso, "Create", "Exported", all);
    return cso;
  }

  /** An export of an object of the connector space. */
  UUID export(UUID cso, String type, String status, List<String> changes) {
    UUID id = Ids.next();
    database.update(
        """
        insert into horarium.pending_export (id, system_id, object_type_id, cso_id, mvo_id, change_type, status, changes, created_at)
        values (?, 1, 1, ?, ?, ?, ?, ?::jsonb, ?::timestamptz)""",
        id,
        cso,
        Ids.next(),
        type,
        status,
        "[" + String.join(",", changes) + "]",
        "2026-02-01T00:00:%02dZ".formatted(staged++ % 60));
    return id;
  }

  /** An update that was sent to the object with an external id. */
  UUID sentUpdate(String anchor, String... changes) {
    return export(object(anchor), "Update", "Exported", List.of(changes));
  }

  /** The reference that an export of the object sent. */
  void refers(UUID export, String op, String targetDn, String status) {
    database.update(
        """
        insert into horarium.pending_reference (pe_id, attribute_id, op, target_mvo_id, target_cso_id, value, status)
        values (?, 5, ?, ?, (select id from horarium.cso where secondary_id = ?), ?, ?)""",
        export,
        op,
        mvo(targetDn),
        targetDn,
        targetDn,
        status);
  }

  static UUID mvo(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  UUID object(String anchor) {
    return database
        .first(
            "select id from horarium.cso where anchor = ?",
            row -> row.getObject(1, UUID.class),
            anchor)
        .orElseThrow();
  }

  UUID exportOf(UUID cso) {
    return database
        .first(
            "select id from horarium.pending_export where cso_id = ?",
            row -> row.getObject(1, UUID.class),
            cso)
        .orElseThrow();
  }

  static String sent(int attribute, String op, String value) {
    return change(attribute, op, value, "AwaitingConfirmation", 0);
  }

  static String change(int attribute, String op, String value, String status, int attempts) {
    return "{\"a\":%d,\"o\":\"%s\",%s\"s\":\"%s\",\"n\":%d}"
        .formatted(
            attribute, op, value == null ? "" : "\"v\":\"" + value + "\",", status, attempts);
  }

  StepOutcome fullImport() {
    return run(RunType.FullImport);
  }

  StepOutcome deltaImport() {
    return run(RunType.DeltaImport);
  }

  private StepOutcome run(RunType type) {
    begin();
    return new ChunkDriver(transactions, BATCH).run(work(type));
  }

  /** Everything is synchronised. */
  void synchronised() {
    database.update("update horarium.cso set sync_pending = false");
  }

  void begin() {
    run = Ids.next();
    database.update(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type)
        values (?, 'InProgress', 'ConnectedSystemRunProfile', 'Execute')""",
        run);
  }

  StepWork work(RunType type) {
    RunPlan plan =
        new RunPlan(
            1,
            "Directory",
            1,
            type.name(),
            type,
            new Directory(),
            new SettingValues(Map.of()),
            new ImportScope(null, List.of(type())),
            Set.of(),
            BATCH,
            null,
            false,
            new DeleteGuard(DeleteGuardAction.Withhold, 20, null, null),
            UnresolvedReferenceHandling.Ignore);
    StepContext context =
        new StepContext(
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
            () -> false);
    return new ImportWork(new ImportMarks(database), ImportFixture.stores(database, clock))
        .work(context, plan);
  }

  /** Counters of the run that are not 0. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new TreeMap<>();
    for (String column :
        List.of(
            "objects_read",
            "added",
            "updated",
            "deleted",
            "unchanged",
            "deletes_withheld",
            "pending_exports_confirmed",
            "pending_exports_retrying",
            "pending_exports_failed",
            "errors")) {
      long value =
          database.number("select " + column + " from horarium.activity where id = ?", run);
      if (value != 0) {
        counters.put(column.replace("pending_exports_", ""), value);
      }
    }
    return counters;
  }

  /** Items of the run as "change id error (outcome)". */
  List<String> items() {
    return database.list(
        """
        select concat_ws(' ', change_type, external_id, error_type, '(' || outcome_summary || ')') from horarium.activity_item
        where activity_id = ? order by external_id, seq""",
        row -> row.getString(1),
        run);
  }

  /** The connector space as "id dn status name mails pending (managers)". */
  List<String> space() {
    return database.list(
        """
        select concat_ws(' ', c.anchor, c.secondary_id, c.status, c.attrs->'displayName'->>0, c.attrs->'mail',
          case when c.sync_pending then 'pending' end,
          (select '(' || string_agg(r.raw_value || '>' || coalesce(t.anchor, '?'), ',' order by r.raw_value) || ')'
           from horarium.cso_ref r left join horarium.cso t on t.id = r.target_cso_id where r.cso_id = c.id))
        from horarium.cso c order by c.anchor, c.secondary_id""",
        row -> row.getString(1));
  }

  /** What waits, as "type status dn [attribute op value status attempts seen] (reference)". */
  List<String> waiting() {
    return database.list(
        """
        select concat_ws(' ', p.change_type, p.status, c.secondary_id, case when p.next_attempt_at is not null then 'rests' end,
          (select '[' || string_agg(concat_ws(' ', x->>'a', x->>'o', x->>'v', x->>'s', x->>'n', x->>'l'), ', ' order by i) || ']'
           from jsonb_array_elements(p.changes) with ordinality as e(x, i)),
          (select '(' || string_agg(concat_ws(' ', r.op, r.value, r.status, r.attempts, r.last_seen), ', ' order by r.value) || ')'
           from horarium.pending_reference r where r.pe_id = p.id))
        from horarium.pending_export p join horarium.cso c on c.id = p.cso_id order by p.created_at, p.id""",
        row -> row.getString(1));
  }

  List<String> tokens() {
    return database.list(
        "select partition_id || ' ' || object_type_id || ' ' || token from horarium.import_token order by 1",
        row -> row.getString(1));
  }

  private final class Directory implements ConnectorFactory {
    @Override
    public ConnectorDescriptor descriptor() {
      return new ConnectorDescriptor(
          "test",
          "Test",
          "For tests.",
          null,
          List.of(),
          new Capabilities(
              true,
              true,
              true,
              false,
              false,
              true,
              true,
              true,
              false,
              false,
              true,
              false,
              true,
              ExportGranularity.BATCH),
          SchemaStandard.Ldap);
    }

    @Override
    public List<SystemFact> validate(SettingValues settings) {
      return List.of();
    }

    @Override
    public Connector create(SettingValues settings) {
      return new Connector() {
        @Override
        public DiscoveredSchema discoverSchema() {
          throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop) {
          return cursor(directory);
        }

        @Override
        public ImportCursor openDelta(ImportScope scope, String from, int pageSize, StopSignal stop)
            throws TokenExpired {
          if (expired) {
            throw new TokenExpired("The log was trimmed; run a Full Import.");
          }
          since = from;
          return cursor(log);
        }

        @Override
        public void close() {
          // nothing is open
        }
      };
    }
  }

  private ImportCursor cursor(List<ImportRecord> records) {
    Iterator<ImportRecord> rest = List.copyOf(records).iterator();
    String taken = token;
    return new ImportCursor() {
      @Override
      public Optional<String> tokenAtStart() {
        return Optional.ofNullable(taken);
      }

      @Override
      public OptionalLong expected() {
        return OptionalLong.of(records.size());
      }

      @Override
      public ImportRecord next() {
        return rest.hasNext() ? rest.next() : null;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
