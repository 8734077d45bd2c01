package io.horarium.connectedsystem;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The lasting ids of a connector and its settings. What they mean is in the connector's descriptor;
 * clients store the ids, so they are kept in the database. Rows are written by {@link
 * ConnectorDefinitionStore} only.
 */
@Entity
@Table(name = "connector_definition")
public class ConnectorDefinition {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(name = "connector_type", nullable = false, length = 50, updatable = false)
  private String type;

  @Column(nullable = false, length = 200)
  private String name;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(
      name = "connector_setting",
      joinColumns = @JoinColumn(name = "connector_definition_id"))
  private Set<StoredSetting> settings = new LinkedHashSet<>();

  protected ConnectorDefinition() {}

  /** Setting name to its id; also settings that the connector no longer has. */
  public Map<String, Integer> settingIds() {
    var ids = new HashMap<String, Integer>();
    settings.forEach(setting -> ids.put(setting.name, setting.id));
    return ids;
  }

  public int id() {
    return id;
  }

  /** Short name of the connector, for example {@code csv}. */
  public String type() {
    return type;
  }

  public String name() {
    return name;
  }

  public Instant created() {
    return created;
  }

  public Instant lastUpdated() {
    return lastUpdated;
  }

  /** Id and name of one setting. */
  @Embeddable
  static class StoredSetting {

    @Column(name = "id", insertable = false, updatable = false)
    private Integer id;

    @Column(nullable = false, length = 200)
    private String name;

    protected StoredSetting() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof StoredSetting setting && setting.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }
}
