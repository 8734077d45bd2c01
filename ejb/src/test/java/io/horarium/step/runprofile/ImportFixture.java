package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore;
import io.horarium.connectedsystem.DeleteGuard;
import io.horarium.connectedsystem.DeleteGuardAction;
import io.horarium.connectedsystem.ImportMarks;
import io.horarium.connectedsystem.RunPlan;
import io.horarium.connectedsystem.RunType;
import io.horarium.connectedsystem.UnresolvedReferenceHandling;
import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.DataType;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.SystemFact;
import io.horarium.connectorspace.ImportApplyStore;
import io.horarium.connectorspace.ImportStageStore;
import io.horarium.connectorspace.ImportTokenStore;
import io.horarium.connectorspace.ReferenceStore;
import io.horarium.platform.Clock;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import io.horarium.step.ChunkDriver;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepSettings;
import io.horarium.step.StepWork;
import io.horarium.sync.pendingexport.ConfirmStore;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A connected system on a real PostgreSQL, and imports into it whose records the test dictates. */
final class ImportFixture {

  static final int BATCH = 3;

  // one session for all fixtures of the test run
  static final TestTransactions TRANSACTIONS = new TestTransactions();

  final TestTransactions transactions = TRANSACTIONS;
  final Database database = transactions.database();
  private List<ImportRecord> records = List.of();
  private DeleteGuard guard = new DeleteGuard(DeleteGuardAction.Withhold, 20, null, null);
  private String unresolved = "Error";
  private int failAfter = Integer.MAX_VALUE;
  private boolean overrideGuard;
  private boolean multiValuedDept;
  UUID run;

  ImportFixture() {
    TestDatabase.clear();
    database.update(
        "insert into horarium.connector_definition (connector_type, name) values ('test', 'Test')");
    database.update(
        "insert into horarium.connected_system (name, connector_definition_id) values ('HR', 1)");
    database.update(
        "insert into horarium.object_type (connected_system_id, name, selected) values (1, 'person', true)");
    for (String name : List.of("employeeId", "displayName", "dept", "manager")) {
      database.update(
          "insert into horarium.object_attribute (object_type_id, name, data_type) values (1, ?, ?)",
          name,
          name.equals("manager") ? "Reference" : "Text");
    }
  }

  static ImportRecord person(String id, String name, String dept, String manager) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("employeeId", List.of(id));
    values.put("displayName", List.of(name));
    values.put("dept", List.of(dept));
    values.put("manager", List.of(manager));
    return new ImportRecord("person", values, null);
  }

  ImportFixture source(List<ImportRecord> newRecords) {
    records = newRecords;
    return this;
  }

  ImportFixture guard(DeleteGuard newGuard) {
    guard = newGuard;
    return this;
  }

  ImportFixture overridingGuard() {
    overrideGuard = true;
    return this;
  }

  ImportFixture unresolved(String handling) {
    unresolved = handling;
    return this;
  }

  ImportFixture breakingOffAfter(int count) {
    failAfter = count;
    return this;
  }

  ImportFixture withMultiValuedDept() {
    multiValuedDept = true;
    return this;
  }

  /** A new run over the present source, to its end. */
  StepOutcome runImport() {
    begin();
    return new ChunkDriver(transactions, BATCH).run(work());
  }

  /** Begins a run; {@link #work} makes attempts at it. */
  void begin() {
    run = Ids.next();
    database.update(
        """
        insert into horarium.activity (id, status, target_type, target_operation_type)
        values (?, 'InProgress', 'ConnectedSystemRunProfile', 'Execute')""",
        run);
  }

  StepWork work() {
    RunPlan plan =
        new RunPlan(
            1,
            "HR",
            1,
            "Full Import",
            RunType.FullImport,
            new Records(),
            new SettingValues(Map.of()),
            scope(),
            Set.of("badge"),
            BATCH,
            null,
            false,
            guard,
            UnresolvedReferenceHandling.valueOf(unresolved));
    StepContext context =
        new StepContext(
            Ids.next(),
            run,
            "RunProfile",
            1,
            1,
            null,
            overrideGuard,
            BATCH,
            null,
            StepSettings.NONE,
            () -> false);
    return new ImportWork(new ImportMarks(database), stores(database, new Clock()))
        .work(context, plan);
  }

  /** The stores of imports on a database. */
  static ImportStores stores(Database database, Clock clock) {
    return new ImportStores(
        new ActivityStore(database),
        new ImportStageStore(database),
        new ImportApplyStore(database),
        new ReferenceStore(database),
        new ImportTokenStore(database),
        new ConfirmStore(database),
        clock);
  }

  private ImportScope scope() {
    return new ImportScope(
        null,
        List.of(
            new ObjectTypeScope(
                1,
                "person",
                "employeeId",
                null,
                List.of(
                    new AttributeScope(1, "employeeId", DataType.Text, false),
                    new AttributeScope(2, "displayName", DataType.Text, false),
                    new AttributeScope(3, "dept", DataType.Text, multiValuedDept),
                    new AttributeScope(4, "manager", DataType.Reference, false)))));
  }

  /** Counters of the run by column, those that are not 0. */
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
            "errors")) {
      long value =
          database.number("select " + column + " from horarium.activity where id = ?", run);
      if (value != 0) {
        counters.put(column, value);
      }
    }
    return counters;
  }

  /** Items of the run as "change anchor error", in order. */
  List<String> items() {
    return database.list(
        """
        select concat_ws(' ', change_type, external_id, error_type) from horarium.activity_item
        where activity_id = ? order by external_id, seq""",
        row -> row.getString(1),
        run);
  }

  /** The connector space as text, without what differs between equal histories. */
  List<String> space() {
    return database.list(
        """
        select concat_ws(' ', c.anchor, c.status, c.attrs, c.sync_pending,
          (select string_agg(r.raw_value || '>' || coalesce(t.anchor, '?'), ',' order by r.raw_value)
           from horarium.cso_ref r left join horarium.cso t on t.id = r.target_cso_id where r.cso_id = c.id))
        from horarium.cso c order by c.anchor""",
        row -> row.getString(1));
  }

  /** Physical versions of all rows: changes whenever a row is written. */
  List<String> versions() {
    return database.list(
        "select id || ' ' || xmin from horarium.cso order by id", row -> row.getString(1));
  }

  private final class Records implements ConnectorFactory {
    @Override
    public ConnectorDescriptor descriptor() {
      return new ConnectorDescriptor(
          "test",
          "Test",
          "For tests.",
          null,
          List.of(),
          new Capabilities(
              true, false, false, false, false, false, true, true, false, false, true, true));
    }

    @Override
    public List<SystemFact> validate(SettingValues settings) {
      return List.of(); // nothing to check
    }

    @Override
    public Connector create(SettingValues settings) {
      return new RecordsConnector(records, failAfter);
    }
  }
}
