package io.horarium.connectedsystem;

import io.horarium.connector.SystemFact;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system whose objects are imported (contract/sync-engine.md 2.1). It is made with a name and a
 * connector and cannot run yet; then its settings are filled and found valid, its schema is
 * imported, types and attributes are selected and an anchor is chosen; from then on its run
 * profiles can run. Its objects lie in the connector space and are no part of this.
 */
@Entity
@Table(name = "connected_system")
public class ConnectedSystem {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(nullable = false, length = 200)
  private String name;

  @Column(length = 1000)
  private String description;

  @ManyToOne(optional = false, fetch = FetchType.EAGER)
  @JoinColumn(name = "connector_definition_id")
  private ConnectorDefinition connector;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 20)
  private SystemStatus status = SystemStatus.Active;

  @Column(name = "setting_values_valid", nullable = false)
  private boolean settingValuesValid;

  @Enumerated(EnumType.STRING)
  @Column(name = "unresolved_reference_handling", nullable = false, length = 10)
  private UnresolvedReferenceHandling unresolvedReferenceHandling =
      UnresolvedReferenceHandling.Error;

  @Column(name = "max_export_parallelism")
  private Integer maxExportParallelism;

  @Enumerated(EnumType.STRING)
  @Column(name = "delete_guard_action", nullable = false, length = 10)
  private DeleteGuardAction deleteGuardAction = DeleteGuardAction.Withhold;

  @Column(name = "delete_guard_max_percent", nullable = false)
  private int deleteGuardMaxPercent = 20;

  @Column(name = "delete_guard_max_count")
  private Integer deleteGuardMaxCount;

  @Column(name = "delete_guard_min_expected")
  private Integer deleteGuardMinExpected;

  @Enumerated(EnumType.STRING)
  @Column(name = "matching_mode", nullable = false, length = 20)
  private MatchingMode matchingMode = MatchingMode.ConnectedSystem;

  @Embedded private ConfigurationDrift drift;

  @Column(name = "last_full_import_at", insertable = false, updatable = false)
  private Instant lastFullImportAt;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  @ElementCollection
  @CollectionTable(
      name = "connected_system_setting",
      joinColumns = @JoinColumn(name = "connected_system_id"))
  @MapKeyColumn(name = "setting_id")
  private Map<Integer, SettingValue> settings = new HashMap<>();

  @ElementCollection
  @CollectionTable(
      name = "connected_system_fact",
      joinColumns = @JoinColumn(name = "connected_system_id"))
  @OrderColumn(name = "ord")
  private List<SeenFact> facts = new ArrayList<>();

  @OneToMany(mappedBy = "system", cascade = CascadeType.ALL)
  private List<ObjectType> objectTypes = new ArrayList<>();

  protected ConnectedSystem() {}

  /** A new system without settings and schema. */
  public ConnectedSystem(
      String name, String description, ConnectorDefinition connector, Instant created) {
    this.name = name;
    this.description = description;
    this.connector = connector;
    this.created = created;
  }

  void rename(String newName) {
    name = newName;
  }

  void describe(String newDescription) {
    description = newDescription;
  }

  void handleUnresolvedReferences(UnresolvedReferenceHandling handling) {
    unresolvedReferenceHandling = handling;
  }

  void limitExportParallelism(int limit) {
    maxExportParallelism = limit;
  }

  void guardBy(DeleteGuard guard) {
    deleteGuardAction = guard.action();
    deleteGuardMaxPercent = guard.maxPercent();
    deleteGuardMaxCount = guard.maxCount();
    deleteGuardMinExpected = guard.minExpected();
  }

  void set(int settingId, SettingValue value) {
    settings.put(settingId, value);
  }

  /** Something the connector saw at the last connection. */
  @Embeddable
  static class SeenFact {

    @Column(nullable = false, length = 100)
    private String name;

    @Column(name = "value", nullable = false, length = 1000)
    private String value;

    protected SeenFact() {}

    SeenFact(SystemFact fact) {
      name = Texts.shortened(fact.name(), 100);
      value = Texts.shortened(fact.value(), 1000);
    }
  }

  /** The facts of a new connection replace those of the one before. */
  void sawFacts(List<SystemFact> seen) {
    facts.clear();
    seen.forEach(fact -> facts.add(new SeenFact(fact)));
  }

  void markSettingsValid() {
    settingValuesValid = true;
  }

  ObjectType addObjectType(String typeName, Instant now) {
    var type = new ObjectType(this, typeName, now);
    objectTypes.add(type);
    return type;
  }

  /** Says where rules by which objects are matched hang from now on. */
  public void matchBy(MatchingMode mode) {
    matchingMode = mode;
  }

  void touch(Instant now) {
    lastUpdated = now;
  }

  /** The type of this id, if it belongs to this system. */
  public Optional<ObjectType> objectType(int typeId) {
    return objectTypes.stream().filter(type -> type.id() == typeId).findFirst();
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public ConnectorDefinition connector() {
    return connector;
  }

  public SystemStatus status() {
    return status;
  }

  /** Whether all required settings are filled. */
  public boolean settingValuesValid() {
    return settingValuesValid;
  }

  public UnresolvedReferenceHandling unresolvedReferenceHandling() {
    return unresolvedReferenceHandling;
  }

  public Integer maxExportParallelism() {
    return maxExportParallelism;
  }

  public DeleteGuard deleteGuard() {
    return new DeleteGuard(
        deleteGuardAction, deleteGuardMaxPercent, deleteGuardMaxCount, deleteGuardMinExpected);
  }

  public MatchingMode matchingMode() {
    return matchingMode;
  }

  /** What changed since the last full synchronisation; null before the system was read again. */
  public ConfigurationDrift drift() {
    return drift;
  }

  public Instant created() {
    return created;
  }

  public Instant lastUpdated() {
    return lastUpdated;
  }

  /** Setting id to its stored value; settings without a row have their default. */
  public Map<Integer, SettingValue> settings() {
    return Collections.unmodifiableMap(settings);
  }

  /** What was seen at the last connection, in the connector's order. */
  public List<SystemFact> facts() {
    return facts.stream().map(fact -> new SystemFact(fact.name, fact.value)).toList();
  }

  /** In no order. */
  public List<ObjectType> objectTypes() {
    return Collections.unmodifiableList(objectTypes);
  }
}
