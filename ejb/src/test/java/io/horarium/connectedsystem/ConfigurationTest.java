package io.horarium.connectedsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityDetail;
import io.horarium.activity.ActivityFilter;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityOrder;
import io.horarium.activity.ActivityPhaseQueries;
import io.horarium.activity.ActivityQueries;
import io.horarium.activity.ActivityStatus;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivitySummary;
import io.horarium.activity.ActivityTarget;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ProgressRates;
import io.horarium.connectedsystem.ConnectedSystemChange.GuardChange;
import io.horarium.connector.DataType;
import io.horarium.connector.FileRoots;
import io.horarium.connectorspace.ConnectorSpaceStore;
import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.DeletedSystems;
import io.horarium.sync.rule.SyncRuleStore;
import io.horarium.testdb.RecordedEvents;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services of the configuration on a real PostgreSQL, outside the server. */
class ConfigurationTest {

  private static final ChangeCause ADA =
      new ChangeCause(new Initiator(Initiator.Type.ApiKey, Ids.next(), "Ada"), " Audit ");

  private static final GuardChange NO_GUARD_CHANGE =
      new GuardChange(null, null, null, false, null, false);

  @TempDir static Path root;

  private static final FakeConnector CONNECTOR = new FakeConnector();

  private String name;

  /** The services on one entity manager. */
  private record Services(EntityManager entities) {

    private ConnectedSystemRepository repository() {
      return new ConnectedSystemRepository(entities);
    }

    private ConnectorRegistry registry() {
      return new ConnectorRegistry(List.of(CONNECTOR));
    }

    private PartitionStore partitions() {
      return new PartitionStore(entities, repository(), activities(), new Clock());
    }

    private ConnectorDefinitionStore definitions() {
      return new ConnectorDefinitionStore(entities);
    }

    private ConnectorSpaceStore space() {
      return new ConnectorSpaceStore(entities);
    }

    ConnectedSystemService systems() {
      var sql = ConfigurationDatabase.sql(entities);
      return new ConnectedSystemService(
          repository(),
          definitions(),
          registry(),
          space(),
          new DeletionPreviewQueries(sql),
          configuration(),
          new RecordedEvents<>(
              new DeletedSystems(new SyncRuleStore(sql), configuration())::deleting),
          activities(),
          new Clock());
    }

    private SyncConfigurationStore configuration() {
      return new SyncConfigurationStore(ConfigurationDatabase.sql(entities));
    }

    SchemaService schemas() {
      return new SchemaService(
          new SchemaStore(repository(), registry(), configuration(), activities(), new Clock()),
          systems());
    }

    ObjectTypeService types() {
      return new ObjectTypeService(
          repository(), registry(), space(), configuration(), activities(), new Clock());
    }

    RunProfileService profiles() {
      return new RunProfileService(
          repository(), registry(), new FileRoots(List.of(root)), activities(), new Clock());
    }

    private ActivityStore activities() {
      return new ActivityStore(ConfigurationDatabase.sql(entities));
    }

    /** Recorded changes of this target with this name or context, the oldest first. */
    List<ActivitySummary> changes(ActivityTarget target, String name) {
      var filter =
          new ActivityFilter(
              name,
              Set.of(target),
              Set.of(),
              Set.of(),
              Set.of(),
              Set.of(ActivityStatus.Complete),
              null,
              null,
              null,
              null,
              null,
              List.of(),
              List.of(),
              null,
              List.of());
      return queries()
          .list(filter, new ActivityOrder(ActivityOrder.Sort.CREATED, false), 0, 100)
          .items();
    }

    ActivityDetail activity(UUID id) {
      return queries().get(id);
    }

    private ActivityQueries queries() {
      var sql = ConfigurationDatabase.sql(entities);
      var clock = new Clock();
      return new ActivityQueries(
          sql, new ActivityPhaseQueries(sql), new ProgressRates(clock), clock);
    }

    RunPlans plans() {
      return new RunPlans(repository(), partitions(), registry());
    }

    ConnectorDefinitionService connectors() {
      return new ConnectorDefinitionService(definitions(), registry());
    }

    void insertObject(int systemId, int typeId, String anchor, String attrs) {
      entities
          .createNativeQuery(
              "insert into horarium.cso (id, system_id, object_type_id, anchor, status, attrs)"
                  + " values (:id, :system, :type, :anchor, 'Normal', cast(:attrs as jsonb))")
          .setParameter("id", Ids.next())
          .setParameter("system", systemId)
          .setParameter("type", typeId)
          .setParameter("anchor", anchor)
          .setParameter("attrs", attrs)
          .executeUpdate();
    }
  }

  private static <T> T with(Function<Services, T> work) {
    return ConfigurationDatabase.inTransaction(entities -> work.apply(new Services(entities)));
  }

  @BeforeAll
  static void registerConnector() {
    with(
        services -> {
          services.definitions().put(CONNECTOR.descriptor());
          services.definitions().put(CONNECTOR.descriptor());
          return null;
        });
  }

  @BeforeEach
  void nameSystem() {
    name = "System " + Ids.next();
    CONNECTOR.discovering(FakeConnector.schema("id", "name"));
  }

  private static Map<String, Integer> settingIds(Services services) {
    var ids = new LinkedHashMap<String, Integer>();
    int definition = services.connectors().list().get(0).id();
    services
        .connectors()
        .byId(definition)
        .settings()
        .forEach(setting -> ids.put(setting.name(), setting.id()));
    return ids;
  }

  private int newSystem() {
    return with(
        services ->
            services
                .systems()
                .create(name, null, services.connectors().list().get(0).id(), ADA)
                .id());
  }

  private static ConnectedSystemView set(int system, Map<String, String> settings) {
    return with(
        services -> {
          var ids = settingIds(services);
          var values = new LinkedHashMap<String, SettingValue>();
          settings.forEach(
              (setting, text) ->
                  values.put(
                      ids.containsKey(setting) ? ids.get(setting).toString() : setting,
                      new SettingValue(text, null, null)));
          return services
              .systems()
              .update(
                  system,
                  new ConnectedSystemChange(null, null, values, null, null, NO_GUARD_CHANGE),
                  ADA);
        });
  }

  /** A system that can run: settings, schema, anchor "id", both attributes selected. */
  private int readySystem() {
    int system = newSystem();
    set(system, Map.of("File Path", "people.csv", "Object Type", "person"));
    with(services -> services.schemas().importSchema(system, ADA));
    with(
        services -> {
          var type = services.types().list(system).get(0);
          var changes = new LinkedHashMap<Integer, AttributeChange>();
          type.attributes()
              .forEach(
                  a ->
                      changes.put(
                          a.id(),
                          new AttributeChange(true, a.name().equals("id"), null, null, null)));
          return services.types().updateAttributes(system, type.id(), changes, ADA);
        });
    return system;
  }

  @Test
  void aNewSystemHasTheDefaultsOfItsConnector() {
    int system = newSystem();

    var view = with(services -> services.systems().get(system));

    assertThat(view.settingValuesValid()).isFalse();
    assertThat(view.status()).isEqualTo(SystemStatus.Active);
    assertThat(view.deleteGuardMaxPercent()).isEqualTo(20);
    assertThat(view.settingValues()).hasSize(2);
    assertThatThrownBy(
            () ->
                with(
                    s ->
                        s.systems()
                            .create(
                                name.toUpperCase(Locale.ROOT), null, view.connector().id(), ADA)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> with(s -> s.systems().create("x" + name, null, 999_999, ADA)))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void settingsAreStoredTogetherOrNotAtAll() {
    int system = newSystem();

    assertThatThrownBy(() -> set(system, Map.of("File Path", "a.csv")))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys("settings"));
    assertThatThrownBy(() -> set(system, Map.of("999999", "x")))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys("999999"));
    assertThatThrownBy(
            () -> set(system, Map.of("File Path", "missing.csv", "Object Type", "person")))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys("File Path"));
    assertThat(with(s -> s.systems().get(system)).settingValues()).hasSize(2);

    var view = set(system, Map.of("File Path", "a.csv", "Object Type", "person"));

    assertThat(view.settingValuesValid()).isTrue();
    assertThat(with(s -> s.systems().get(system)).settingValues()).hasSize(4);
  }

  @Test
  void importingTheSchemaAgainKeepsIdsAndChoices() {
    int system = readySystem();
    var before = with(s -> s.types().list(system)).get(0);
    var nameAttribute = before.attributes().get(1);
    with(
        s ->
            s.types()
                .updateAttribute(
                    system,
                    before.id(),
                    nameAttribute.id(),
                    new AttributeChange(null, null, null, null, Plurality.MultiValued),
                    ADA));
    CONNECTOR.discovering(FakeConnector.schema("name", "phone", "userPassword"));

    var preview = with(s -> s.schemas().preview(system));
    var after = with(s -> s.schemas().importSchema(system, ADA)).objectTypes().get(0);

    assertThat(preview.addedAttributes()).containsEntry("person", List.of("phone"));
    assertThat(preview.removedAttributes()).containsEntry("person", List.of("id"));
    assertThat(preview.blockedCredentialAttributes())
        .containsEntry("person", List.of("userPassword"));
    assertThat(preview.hasRemovalsOrDefinitionChanges()).isTrue();
    assertThat(after.selected()).isTrue();
    assertThat(after.attributes())
        .extracting(AttributeView::name)
        .containsExactly("id", "name", "phone");
    assertThat(after.attributes().get(0).isExternalId()).isTrue();
    assertThat(after.attributes().get(1).id()).isEqualTo(nameAttribute.id());
    assertThat(after.attributes().get(1).attributePlurality()).isEqualTo(Plurality.MultiValued);
    assertThat(after.attributes().get(2).selected()).isFalse();
  }

  @Test
  void anAnchorStaysSelectedAndCannotChangeWhileThereAreObjects() {
    int system = readySystem();
    var type = with(s -> s.types().list(system)).get(0);
    int id = type.attributes().get(0).id();
    int other = type.attributes().get(1).id();

    assertThatThrownBy(
            () -> change(system, type, id, new AttributeChange(false, null, null, null, null)))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () ->
                change(
                    system, type, id, new AttributeChange(null, null, null, DataType.NotSet, null)))
        .isInstanceOf(InvalidInput.class);
    with(
        s -> {
          s.insertObject(system, type.id(), "1", "{\"name\":[\"Ada\"]}");
          return null;
        });
    assertThatThrownBy(
            () -> change(system, type, other, new AttributeChange(null, true, null, null, null)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                change(
                    system,
                    type,
                    other,
                    new AttributeChange(null, null, null, DataType.Number, null)))
        .isInstanceOf(InvalidInput.class);
    with(
        s -> {
          s.systems().clear(system, ADA);
          return null;
        });
    assertThat(
            change(system, type, other, new AttributeChange(null, true, null, null, null))
                .isExternalId())
        .isTrue();
    assertThat(with(s -> s.types().list(system)).get(0).attributes().get(0).isExternalId())
        .isFalse();
  }

  private static AttributeView change(
      int system, ObjectTypeView type, int attribute, AttributeChange change) {
    return with(s -> s.types().updateAttribute(system, type.id(), attribute, change, ADA));
  }

  @Test
  void aChangeOfTheSelectedSchemaAsksForAFullSynchronisation() {
    int system = readySystem();
    var type = with(s -> s.types().list(system)).get(0);
    int other = type.attributes().get(1).id();

    var first = drift(system);
    assertThat(first.hasPendingChanges()).isTrue();
    assertThat(first.neverFullySynchronised()).isTrue();
    assertThat(first.highestChangeClass()).isEqualTo(ChangeClass.SyncAffecting);
    assertThat(first.mostRecentChange()).isNotNull();

    change(system, type, other, new AttributeChange(true, null, null, null, null));
    assertThat(drift(system).changeCount()).as("nothing changed").isEqualTo(first.changeCount());

    change(system, type, other, new AttributeChange(false, null, null, null, null));
    assertThat(drift(system).changeCount()).isEqualTo(first.changeCount() + 1);
    assertThat(drift(system).highestChangeClass()).isEqualTo(ChangeClass.Destructive);
    change(system, type, other, new AttributeChange(true, null, null, null, null));
    assertThat(drift(system).highestChangeClass())
        .as("the greatest stays")
        .isEqualTo(ChangeClass.Destructive);
  }

  private static ConfigurationDriftView drift(int system) {
    return with(s -> s.systems().get(system)).configurationDrift();
  }

  @Test
  void anAttributeThatARuleUsesKeepsItsType() {
    int system = readySystem();
    var type = with(s -> s.types().list(system)).get(0);
    int other = type.attributes().get(1).id();
    sql(
        "insert into horarium.sync_rule (name, connected_system_id, object_type_id, mv_object_type_id, direction)"
            + " select ?, ?, ?, min(id), 'Import' from horarium.mv_object_type",
        name,
        system,
        type.id());
    sql(
        "insert into horarium.sync_mapping (sync_rule_id, target_mv_attribute_id, source_object_attribute_id)"
            + " select r.id, (select min(id) from horarium.mv_attribute), ? from horarium.sync_rule r"
            + " where r.connected_system_id = ?",
        other,
        system);

    assertThatThrownBy(
            () ->
                change(
                    system,
                    type,
                    other,
                    new AttributeChange(null, null, null, DataType.Number, null)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("mapping");
    assertThat(with(s -> s.systems().deletionPreview(system)).syncRuleCount()).isEqualTo(1);
  }

  @Test
  void whatHangsOnASystemIsCountedAndClearedWithoutTouchingTheMetaverse() {
    int system = readySystem();
    int type = with(s -> s.types().list(system)).get(0).id();
    UUID mvo = Ids.next();
    UUID cso = Ids.next();
    UUID export = Ids.next();
    sql(
        "insert into horarium.mvo (id, mv_type_id) select ?, id from horarium.mv_object_type"
            + " where name = 'User'",
        mvo);
    sql(
        "insert into horarium.cso (id, system_id, object_type_id, status, join_type, mvo_id)"
            + " values (?, ?, ?, 'Normal', 'Joined', ?)",
        cso,
        system,
        type,
        mvo);
    sql(
        "insert into horarium.contribution (mvo_id, rule_id, cso_id, system_id) values (?, 1, ?, ?)",
        mvo,
        cso,
        system);
    sql(
        "insert into horarium.pending_export (id, system_id, object_type_id, cso_id, change_type)"
            + " values (?, ?, ?, ?, 'Update')",
        export,
        system,
        type,
        cso);
    sql(
        "insert into horarium.pending_reference (pe_id, attribute_id, op, target_mvo_id)"
            + " values (?, 1, 'Set', ?)",
        export,
        mvo);
    sql("insert into horarium.import_token (system_id, token) values (?, 't')", system);

    var preview = with(s -> s.systems().deletionPreview(system));
    assertThat(preview.pendingExportCount()).isEqualTo(1);
    assertThat(preview.joinedMvoCount()).isEqualTo(1);
    assertThat(preview.mvosWithOtherConnectorsCount()).isZero();
    assertThat(preview.mvosWithDeletionRuleCount()).isEqualTo(1);
    assertThat(preview.warnings()).hasSize(2);
    assertThat(with(s -> s.systems().get(system)).pendingExportCount()).isEqualTo(1);

    with(
        s -> {
          s.systems().clear(system, ADA);
          return null;
        });

    assertThat(
            count(
                "select (select count(*) from horarium.cso where system_id = ?)"
                    + " + (select count(*) from horarium.pending_export where system_id = ?)"
                    + " + (select count(*) from horarium.pending_reference where pe_id = ?)"
                    + " + (select count(*) from horarium.import_token where system_id = ?)",
                system,
                system,
                export,
                system))
        .isZero();
    assertThat(
            count(
                "select count(*) from horarium.contribution c join horarium.mvo m on m.id = c.mvo_id"
                    + " where m.id = ? and c.cso_id is null and not m.deletion_check",
                mvo))
        .as("kept without an object, and no deletion rule is asked")
        .isEqualTo(1);
  }

  private static void sql(String statement, Object... parameters) {
    ConfigurationDatabase.inTransaction(
        entities -> ConfigurationDatabase.sql(entities).update(statement, parameters));
  }

  private static long count(String query, Object... parameters) {
    return ConfigurationDatabase.inTransaction(
        entities -> ConfigurationDatabase.sql(entities).number(query, parameters));
  }

  @Test
  void bulkReportsWhatIsRefusedAndDoesTheRest() {
    int system = readySystem();
    var type = with(s -> s.types().list(system)).get(0);
    var changes = new LinkedHashMap<Integer, AttributeChange>();
    changes.put(999_999, new AttributeChange(true, null, null, null, null));
    changes.put(type.attributes().get(1).id(), new AttributeChange(false, null, null, null, null));

    var result = with(s -> s.types().updateAttributes(system, type.id(), changes, ADA));

    assertThat(result.updatedCount()).isEqualTo(1);
    assertThat(result.errors()).extracting("attributeId").containsExactly(999_999);
    assertThat(with(s -> s.types().get(system, type.id())).attributes().get(1).selected())
        .isFalse();
  }

  @Test
  void aPlanHoldsWhatAnImportNeeds() {
    int system = readySystem();
    int profile =
        with(
            s ->
                s.profiles()
                    .create(
                        system,
                        RunType.FullImport,
                        new RunProfileChange(
                            "Full Import", 50, null, "/connector-files/p.csv", null),
                        ADA)
                    .id());

    var plan = with(s -> s.plans().load(system, profile));

    assertThat(plan.batchSize()).isEqualTo(50);
    assertThat(plan.scope().filePath()).isEqualTo("/connector-files/p.csv");
    assertThat(plan.scope().objectTypes().get(0).anchor()).isEqualTo("id");
    assertThat(plan.scope().objectTypes().get(0).attributes()).hasSize(2);
    assertThat(plan.settings().text("Mode")).contains("Import Only");
    assertThat(plan.toString()).doesNotContain("people.csv");
  }

  @Test
  void blockersNameEveryReason() {
    int system = newSystem();
    int profile =
        with(
            s ->
                s.profiles()
                    .create(
                        system,
                        RunType.FullImport,
                        new RunProfileChange("Full Import", null, null, null, null),
                        ADA)
                    .id());

    List<String> blockers = with(s -> s.plans().blockers(system, profile));
    assertThat(blockers)
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("settings"))
        .anySatisfy(text -> assertThat(text).contains("no selected object type"));
  }

  @Test
  void runProfilesAreCheckedAtSave() {
    int system = newSystem();
    var values = new RunProfileChange("Full Import", null, null, null, null);
    var profile = with(s -> s.profiles().create(system, RunType.FullImport, values, ADA));
    assertThat(profile.pageSize()).isEqualTo(100);

    assertThatThrownBy(
            () -> with(s -> s.profiles().create(system, RunType.FullImport, values, ADA)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                with(
                    s ->
                        s.profiles()
                            .create(
                                system,
                                RunType.DeltaImport,
                                new RunProfileChange("x", null, null, null, null),
                                ADA)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("runType");
    assertThatThrownBy(
            () ->
                with(
                    s ->
                        s.profiles()
                            .update(
                                system,
                                profile.id(),
                                new RunProfileChange(null, null, null, "/etc/passwd", null),
                                ADA)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys("filePath"));
    with(
        s -> {
          s.profiles().delete(system, profile.id(), ADA);
          return null;
        });
    assertThatThrownBy(() -> with(s -> s.profiles().get(system, profile.id())))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void deletingASystemTakesItsObjectsAndRefusesWhileARunIsOpen() {
    int system = readySystem();
    int type = with(s -> s.types().list(system)).get(0).id();
    with(
        s -> {
          s.insertObject(system, type, "1", "{}");
          return openRun(s, system);
        });

    assertThatThrownBy(() -> with(s -> s.systems().delete(system, ADA)))
        .isInstanceOf(Conflict.class);
    with(
        s ->
            s.entities()
                .createNativeQuery(
                    "update horarium.step_execution set completed_at = now()"
                        + " where connected_system_id = :id")
                .setParameter("id", system)
                .executeUpdate());
    assertThat(with(s -> s.systems().deletionPreview(system)).connectedSystemObjectCount())
        .isEqualTo(1);
    var deletion = with(s -> s.systems().delete(system, ADA));

    assertThat(deletion.outcome()).isEqualTo("CompletedImmediately");
    assertThatThrownBy(() -> with(s -> s.systems().get(system))).isInstanceOf(NotFound.class);
    assertThat(with(s -> s.space().counts(system)).objects()).isZero();
  }

  @Test
  void aRunProfileStaysWhileARunOfItIsOpen() {
    int system = newSystem();
    var values = new RunProfileChange("Full Import", null, null, null, null);
    int profile = with(s -> s.profiles().create(system, RunType.FullImport, values, ADA)).id();
    with(
        s -> {
          openRun(s, system);
          return s.entities()
              .createNativeQuery(
                  "update horarium.step_execution set run_profile_id = :profile"
                      + " where connected_system_id = :system")
              .setParameter("profile", profile)
              .setParameter("system", system)
              .executeUpdate();
        });

    assertThatThrownBy(
            () ->
                with(
                    s -> {
                      s.profiles().delete(system, profile, ADA);
                      return null;
                    }))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("running");
  }

  private static int openRun(Services services, int system) {
    services
        .entities()
        .createNativeQuery(
            "with e as (insert into horarium.execution (id, kind, status, total_groups,"
                + " initiated_by_type) values (gen_random_uuid(), 'RunProfile', 'InProgress', 1,"
                + " 'System') returning id)"
                + " insert into horarium.step_execution (id, execution_id, step_index,"
                + " group_position, member, step_type, execution_mode, continue_on_failure,"
                + " connected_system_id, batch_size, status, activity_id)"
                + " select gen_random_uuid(), id, 0, 0, 0, 'RunProfile', 'Sequential', false,"
                + " :system, 100, 'Processing', gen_random_uuid() from e")
        .setParameter("system", system)
        .executeUpdate();
    return system;
  }

  @Test
  void guardLimitsCanBeSetAndCleared() {
    int system = newSystem();
    var set = new GuardChange(DeleteGuardAction.Refuse, 5, 10, false, 3, false);
    with(
        s ->
            s.systems()
                .update(system, new ConnectedSystemChange(null, "d", null, 4, null, set), ADA));

    var cleared = new GuardChange(null, null, null, true, null, true);
    var view =
        with(
            s ->
                s.systems()
                    .update(
                        system,
                        new ConnectedSystemChange(null, "", null, null, null, cleared),
                        ADA));

    assertThat(view.deleteGuardAction()).isEqualTo(DeleteGuardAction.Refuse);
    assertThat(view.deleteGuardMaxCount()).isNull();
    assertThat(view.deleteGuardMinExpected()).isNull();
    assertThat(view.description()).isNull();
    assertThat(view.maxExportParallelism()).isEqualTo(4);
  }

  @Test
  void changesOfASystemAreRecordedWithIt() {
    int system = readySystem();
    int type = with(s -> s.types().list(system)).get(0).id();
    with(s -> s.types().update(system, type, false, null, ADA));
    with(
        s -> {
          s.systems().clear(system, ADA);
          return null;
        });
    UUID deletion = with(s -> s.systems().delete(system, ADA)).activityId();

    var changes = with(s -> s.changes(ActivityTarget.ConnectedSystem, name));
    assertThat(changes)
        .extracting(ActivitySummary::operation)
        .containsExactly("Create", "Update", "ImportSchema", "Update", "Update", "Clear", "Delete");
    assertThat(changes)
        .allSatisfy(
            change -> {
              assertThat(change.targetName()).isEqualTo(name);
              assertThat(change.targetContext()).isNull();
              assertThat(change.by()).isEqualTo(ADA.by());
              assertThat(change.runType()).isEqualTo("NotSet");
              assertThat(change.executionTime()).isNotNull();
              assertThat(change.isRun()).isFalse();
            });
    ActivityDetail last = with(s -> s.activity(deletion));
    assertThat(last.summary().operation()).isEqualTo(ActivityOperation.Delete.name());
    assertThat(last.changeReason()).isEqualTo("Audit");
    assertThat(last.connectedSystemId()).isEqualTo(system);
    assertThat(last.stats()).isNull();
  }

  @Test
  void changesOfARunProfileAreRecordedWithItsSystem() {
    int system = newSystem();
    var values = new RunProfileChange("Full Import", null, null, null, null);
    int profile = with(s -> s.profiles().create(system, RunType.FullImport, values, ADA)).id();
    UUID creation =
        with(s -> s.changes(ActivityTarget.ConnectedSystemRunProfile, name)).get(0).id();
    assertThat(with(s -> s.activity(creation)).runProfileId()).isEqualTo(profile);
    with(
        s ->
            s.profiles()
                .update(
                    system, profile, new RunProfileChange("Nightly", null, null, null, null), ADA));
    with(
        s -> {
          s.profiles().delete(system, profile, ADA);
          return null;
        });

    var changes = with(s -> s.changes(ActivityTarget.ConnectedSystemRunProfile, name));
    assertThat(changes)
        .extracting(ActivitySummary::operation, ActivitySummary::targetName)
        .containsExactly(
            tuple("Create", "Full Import"), tuple("Update", "Nightly"), tuple("Delete", "Nightly"));
    assertThat(changes).extracting(ActivitySummary::targetContext).containsOnly(name);
    assertThat(changes).noneMatch(ActivitySummary::isRun);
    assertThat(changes)
        .allSatisfy(
            change -> {
              ActivityDetail detail = with(s -> s.activity(change.id()));
              assertThat(detail.connectedSystemId()).isEqualTo(system);
              assertThat(detail.runProfileId()).isNull();
            });
  }

  @Test
  void refusedChangesAreNotRecorded() {
    int system = newSystem();
    var values = new RunProfileChange("Full Import", null, null, null, null);
    with(s -> s.profiles().create(system, RunType.FullImport, values, ADA));
    var sameInCapitals = new RunProfileChange("FULL IMPORT", null, null, null, null);
    int recorded = recorded();

    assertThatThrownBy(() -> set(system, Map.of("File Path", "a.csv")))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> with(s -> s.schemas().importSchema(system, ADA)))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () -> with(s -> s.profiles().create(system, RunType.FullImport, sameInCapitals, ADA)))
        .isInstanceOf(Conflict.class);
    assertThat(recorded()).isEqualTo(recorded);
  }

  @Test
  void aBulkIsRecordedOnceHoweverMuchOfItWasRefused() {
    int system = readySystem();
    var type = with(s -> s.types().list(system)).get(0);
    int recorded = recorded();
    var unknown = Map.of(999_999, new AttributeChange(true, null, null, null, null));
    var known =
        Map.of(type.attributes().get(1).id(), new AttributeChange(true, null, null, null, null));

    var refused = with(s -> s.types().updateAttributes(system, type.id(), unknown, ADA));
    var done = with(s -> s.types().updateAttributes(system, type.id(), known, ADA));

    assertThat(refused.updatedCount()).isZero();
    assertThat(refused.activityId()).isNotNull();
    assertThat(with(s -> s.activity(done.activityId())).summary().targetName()).isEqualTo(name);
    assertThat(recorded()).isEqualTo(recorded + 2);
  }

  private int recorded() {
    return with(
        s ->
            s.changes(ActivityTarget.ConnectedSystem, name).size()
                + s.changes(ActivityTarget.ConnectedSystemRunProfile, name).size());
  }
}
