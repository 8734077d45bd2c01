package io.horarium.connectedsystem;

import static io.horarium.connector.ldap.DirectoryFixture.BASE;
import static io.horarium.connector.ldap.DirectoryFixture.PASSWORD;
import static io.horarium.connector.ldap.DirectoryFixture.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.connectedsystem.ConnectedSystemChange.GuardChange;
import io.horarium.connectedsystem.ConnectedSystemView.SecretView;
import io.horarium.connectedsystem.HierarchyImportView.ItemView;
import io.horarium.connector.FileRoots;
import io.horarium.connector.ImportScope.ContainerScope;
import io.horarium.connector.SystemFact;
import io.horarium.connector.ldap.DirectoryFixture;
import io.horarium.connectorspace.ConnectorSpaceStore;
import io.horarium.platform.Clock;
import io.horarium.platform.Ids;
import io.horarium.platform.SecretKey;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.problem.RunFailure;
import io.horarium.sync.rule.DeletedSystems;
import io.horarium.sync.rule.SyncRuleStore;
import io.horarium.testdb.RecordedEvents;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connected system that is a directory, from its password to the plan of a run. */
class DirectoryConfigurationTest {

  private static final ChangeCause CAUSE = new ChangeCause(Initiator.SCHEDULER, null);
  private static final GuardChange SAME_GUARD =
      new GuardChange(null, null, null, false, null, false);
  private static final SettingCipher CIPHER =
      new SettingCipher(new SecretKey("0123456789abcdef0123456789abcdef"));

  @TempDir static Path root;

  private DirectoryFixture directory;
  private int system;

  /** The services on one entity manager. */
  private record Services(EntityManager entities, ConnectorRegistry registry) {

    ConnectedSystemRepository repository() {
      return new ConnectedSystemRepository(entities);
    }

    ActivityStore activities() {
      return new ActivityStore(ConfigurationDatabase.sql(entities));
    }

    ConnectedSystemService systems() {
      return new ConnectedSystemService(
          repository(),
          new ConnectorDefinitionStore(entities),
          registry,
          new ConnectorSpaceStore(entities),
          new DeletionPreviewQueries(ConfigurationDatabase.sql(entities)),
          configuration(),
          new RecordedEvents<>(
              new DeletedSystems(
                      new SyncRuleStore(ConfigurationDatabase.sql(entities)), configuration())
                  ::deleting),
          activities(),
          new Clock());
    }

    private SyncConfigurationStore configuration() {
      return new SyncConfigurationStore(ConfigurationDatabase.sql(entities));
    }

    SchemaStore sources() {
      return new SchemaStore(repository(), registry, configuration(), activities(), new Clock());
    }

    PartitionStore store() {
      return new PartitionStore(entities, repository(), activities(), new Clock());
    }

    PartitionService partitions() {
      return new PartitionService(repository(), store(), sources(), activities(), new Clock());
    }

    RunPlans plans() {
      return new RunPlans(repository(), store(), registry);
    }

    RunProfileService profiles() {
      return new RunProfileService(
          repository(), registry, new FileRoots(List.of(root)), activities(), new Clock());
    }

    ConnectorDefinitionView definition() {
      return new ConnectorDefinitionService(new ConnectorDefinitionStore(entities), registry)
          .byName("JIM LDAP Connector");
    }
  }

  private <T> T with(Function<Services, T> work) {
    var registry = new ConnectorRegistry(List.of(directory.factory()), CIPHER);
    return ConfigurationDatabase.inTransaction(
        entities -> work.apply(new Services(entities, registry)));
  }

  @BeforeEach
  void start() throws LDAPException {
    directory = new DirectoryFixture();
    directory.add("dn: ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: a");
    directory.add("dn: ou=deep,ou=a," + PEOPLE, "objectClass: organizationalUnit", "ou: deep");
    system =
        with(
            services -> {
              new ConnectorDefinitionStore(services.entities())
                  .put(directory.factory().descriptor());
              return services
                  .systems()
                  .create("Directory " + Ids.next(), null, services.definition().id(), CAUSE)
                  .id();
            });
  }

  @AfterEach
  void stop() {
    directory.close();
  }

  private ConnectedSystemView save(Map<String, Object> settings) {
    return with(
        services -> {
          var values = new HashMap<String, SettingValue>();
          for (var setting : services.definition().settings()) {
            Object value = settings.get(setting.name());
            if (value != null) {
              values.put(
                  String.valueOf(setting.id()),
                  new SettingValue(
                      value instanceof String text ? text : null,
                      value instanceof Integer number ? number : null,
                      value instanceof Boolean checked ? checked : null));
            }
          }
          return services
              .systems()
              .update(
                  system,
                  new ConnectedSystemChange(null, null, values, null, null, SAME_GUARD),
                  CAUSE);
        });
  }

  private List<String> storedTexts() {
    return with(
        services ->
            ConfigurationDatabase.sql(services.entities())
                .list(
                    "select string_value from horarium.connected_system_setting"
                        + " where connected_system_id = ? and string_value is not null",
                    row -> row.getString(1),
                    system));
  }

  private List<SystemFact> facts() {
    return with(services -> services.partitions().facts(system));
  }

  private HierarchyImportView importHierarchy() {
    return with(services -> services.partitions().importHierarchy(system, CAUSE));
  }

  private ContainerView container(String name) {
    var found =
        with(services -> services.partitions().list(system)).stream()
            .flatMap(partition -> partition.containers().stream())
            .toList();
    return find(found, name);
  }

  private static ContainerView find(List<ContainerView> containers, String name) {
    for (ContainerView container : containers) {
      if (container.name().equals(name)) {
        return container;
      }
      ContainerView below = find(container.childContainers(), name);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private ContainerView choose(int id, Boolean selected, Boolean excluded) {
    return with(
        services ->
            services.partitions().updateContainer(system, id, selected, excluded, null, CAUSE));
  }

  @Test
  void passwordIsStoredSealedAndOnlyShownToBeSet() {
    ConnectedSystemView view = save(directory.settings);

    assertThat(view.settingValuesValid()).isTrue();
    assertThat(view.settingValues().values()).contains(new SecretView(true));
    assertThat(view.toString()).doesNotContain(PASSWORD);
    assertThat(storedTexts())
        .doesNotContain(PASSWORD)
        .anySatisfy(text -> assertThat(text).startsWith("v1:"));
  }

  @Test
  void laterChangeKeepsThePasswordAndLogsInWithIt() {
    save(directory.settings);

    save(Map.of("Connection Timeout", 5));

    assertThat(importHierarchy().success()).isTrue();
  }

  @Test
  void whatWasSeenAtTheConnectionIsShown() {
    assertThat(facts()).isEmpty();

    save(directory.settings);

    assertThat(facts())
        .contains(new SystemFact("Paging", "Yes"), new SystemFact("Delta Import", "Changelog"));
  }

  @Test
  void wrongPasswordIsRefusedAndNothingIsStored() {
    directory.settings.put("Password", "wrong");

    assertThatThrownBy(() -> save(directory.settings))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.fieldMessages()).containsOnlyKeys("settings"))
        .hasMessageContaining("refused the login");
    assertThat(storedTexts()).doesNotContain("127.0.0.1");
  }

  @Test
  void missingDirectoryIsRefused() {
    directory.server.shutDown(true);

    assertThatThrownBy(() -> save(directory.settings))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void settingsThatCannotBeAreNamed() {
    directory.settings.put("Modify Batch Size", 5);
    directory.settings.put("Authentication Type", "NTLM");
    directory.settings.put("Group Placeholder Member DN", "no dn");

    assertThatThrownBy(() -> save(directory.settings))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal ->
                assertThat(refusal.fieldMessages())
                    .containsOnlyKeys(
                        "Modify Batch Size", "Authentication Type", "Group Placeholder Member DN"));
  }

  @Test
  void passwordOfAnotherKeyCannotBeOpened() {
    var other = new SettingCipher(new SecretKey("another key, which is long enough, too"));

    String sealed = CIPHER.seal("ldap/Password", PASSWORD);

    assertThat(CIPHER.open("ldap/Password", sealed)).isEqualTo(PASSWORD);
    assertThat(CIPHER.seal("ldap/Password", PASSWORD)).isNotEqualTo(sealed);
    assertThatThrownBy(() -> other.open("ldap/Password", sealed))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("enter it again");
    assertThatThrownBy(() -> CIPHER.open("ldap/Other", sealed)).isInstanceOf(RunFailure.class);
  }

  @Test
  void hierarchyIsTakenOverOnceAndShownAsATree() {
    save(directory.settings);

    HierarchyImportView first = importHierarchy();
    HierarchyImportView second = importHierarchy();

    assertThat(first.totalPartitions()).isEqualTo(1);
    assertThat(first.totalContainers()).isEqualTo(3);
    assertThat(first.addedContainers()).hasSize(3);
    assertThat(first.hasChanges()).isTrue();
    assertThat(second.hasChanges()).isFalse();
    assertThat(container("people").childContainers())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.externalId()).isEqualTo("ou=a," + PEOPLE);
              assertThat(a.childContainers()).extracting(ContainerView::name).contains("deep");
            });
  }

  @Test
  void renamedAndMovedContainersKeepWhatWasChosen() throws LDAPException {
    save(directory.settings);
    importHierarchy();
    int a = container("a").id();
    int deep = container("deep").id();
    choose(a, true, null);

    try (var connection = directory.server.getConnection()) {
      connection.modifyDN(new ModifyDNRequest("ou=deep,ou=a," + PEOPLE, "ou=deep", true, PEOPLE));
      connection.modifyDN(new ModifyDNRequest("ou=a," + PEOPLE, "ou=b", true));
    }
    HierarchyImportView changed = importHierarchy();

    assertThat(changed.renamedContainers())
        .singleElement()
        .satisfies(renamed -> assertThat(renamed.oldName()).isEqualTo("a"));
    assertThat(changed.movedContainers())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.oldParentExternalId()).isEqualTo("ou=a," + PEOPLE);
              assertThat(moved.newParentExternalId()).isEqualTo(PEOPLE);
            });
    assertThat(changed.addedContainers()).isEmpty();
    assertThat(changed.removedContainers()).isEmpty();
    assertThat(container("b").id()).isEqualTo(a);
    assertThat(container("b").selected()).isTrue();
    assertThat(container("b").externalId()).isEqualTo("ou=b," + PEOPLE);
    assertThat(container("deep").id()).isEqualTo(deep);
  }

  @Test
  void removedContainerThatWasSelectedIsSaid() throws LDAPException {
    save(directory.settings);
    importHierarchy();
    choose(container("deep").id(), true, null);

    directory.server.delete("ou=deep,ou=a," + PEOPLE);
    HierarchyImportView changed = importHierarchy();

    assertThat(changed.hasSelectedItemsRemoved()).isTrue();
    assertThat(changed.removedContainers())
        .containsExactly(new ItemView("ou=deep,ou=a," + PEOPLE, "deep", true, "Container"));
    assertThat(container("deep")).isNull();
  }

  @Test
  void containerIsEitherSelectedOrExcluded() {
    save(directory.settings);
    importHierarchy();
    int a = container("a").id();

    assertThat(choose(a, true, null).selected()).isTrue();
    assertThat(choose(a, null, true))
        .satisfies(
            view -> {
              assertThat(view.selected()).isFalse();
              assertThat(view.excluded()).isTrue();
            });
    assertThatThrownBy(() -> choose(a, true, true)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> choose(-1, true, null)).isInstanceOf(NotFound.class);
  }

  @Test
  void planOfARunHasTheSelectedPartitionWithItsChoices() {
    save(directory.settings);
    importHierarchy();
    with(services -> services.sources().source(system));
    with(
        services -> {
          services.sources().merge(system, connectorSchema(services), CAUSE);
          services.repository().get(system).objectTypes().stream()
              .filter(type -> type.name().equals("inetOrgPerson"))
              .forEach(type -> type.select(true));
          return null;
        });
    int profile =
        with(
            services ->
                services
                    .profiles()
                    .create(
                        system,
                        RunType.FullImport,
                        new RunProfileChange("Import", null, null, null, null),
                        CAUSE)
                    .id());
    List<String> blockers = with(services -> services.plans().blockers(system, profile));
    assertThat(blockers).singleElement().asString().contains("no selected partition");

    int partition = with(services -> services.partitions().list(system)).get(0).id();
    with(services -> services.partitions().update(system, partition, true, CAUSE));
    choose(container("people").id(), true, null);
    choose(container("deep").id(), null, true);

    RunPlan plan = with(services -> services.plans().load(system, profile));

    assertThat(plan.settings().values().values()).doesNotContain(PASSWORD);
    assertThat(plan.scope().objectTypes())
        .singleElement()
        .satisfies(
            type -> {
              assertThat(type.anchor()).isEqualTo("entryUUID");
              assertThat(type.secondaryId()).isEqualTo("distinguishedName");
            });
    assertThat(plan.scope().partitions())
        .singleElement()
        .satisfies(
            scope -> {
              assertThat(scope.id()).isEqualTo(partition);
              assertThat(scope.externalId()).isEqualTo(BASE);
              assertThat(scope.containers())
                  .containsExactlyInAnyOrder(
                      new ContainerScope(PEOPLE, true, true),
                      new ContainerScope("ou=deep,ou=a," + PEOPLE, false, true));
            });
    try (var connector = plan.openConnector();
        var cursor = connector.openFull(plan.scope(), 100, () -> false)) {
      assertThat(cursor.next()).isNull();
    }
  }

  private io.horarium.connector.DiscoveredSchema connectorSchema(Services services) {
    var source = services.sources().source(system);
    try (var connector = source.factory().create(source.settings())) {
      return connector.discoverSchema();
    }
  }

  @Test
  void schemaKeepsTagsAndTheInternalMark() {
    save(directory.settings);

    with(
        services -> {
          services.sources().merge(system, connectorSchema(services), CAUSE);
          return null;
        });

    List<ObjectTypeView> types = with(services -> services.systems().get(system)).objectTypes();
    assertThat(types)
        .filteredOn(type -> type.name().equals("inetOrgPerson"))
        .singleElement()
        .satisfies(
            type -> {
              assertThat(type.isInternal()).isFalse();
              assertThat(type.tags())
                  .contains(new ObjectTypeView.TagView("class-kind", "structural"));
              assertThat(type.attributes())
                  .extracting(AttributeView::name)
                  .doesNotContain("userPassword");
            });
    assertThat(types)
        .filteredOn(type -> type.name().equals("referral"))
        .allSatisfy(type -> assertThat(type.isInternal()).isTrue());
  }
}
