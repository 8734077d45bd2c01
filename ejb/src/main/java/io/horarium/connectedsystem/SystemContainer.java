package io.horarium.connectedsystem;

import io.horarium.connector.DiscoveredPartition.DiscoveredContainer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A container of a partition, such as an organizational unit, and what was chosen: what lies in it
 * is imported and may be written (selected), is left out (excluded), or follows the container
 * above.
 */
@Entity
@Table(name = "system_container")
public class SystemContainer {

  /** How much of a selected container is meant. */
  public enum Scope {
    /** Everything below it. */
    Subtree,
    /** Only what lies directly in it. */
    OneLevel
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(name = "connected_system_id", nullable = false, updatable = false)
  private int systemId;

  @Column(name = "partition_id", nullable = false)
  private int partitionId;

  @Column(name = "parent_id")
  private Integer parentId;

  @Column(nullable = false, length = 500)
  private String name;

  @Column(name = "external_id", nullable = false, length = 2000)
  private String externalId;

  @Column(name = "stable_id", length = 200)
  private String stableId;

  @Column(length = 1000)
  private String description;

  @Column(nullable = false)
  private boolean hidden;

  @Column(nullable = false)
  private boolean selected;

  @Column(nullable = false)
  private boolean excluded;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 10)
  private Scope scope = Scope.Subtree;

  protected SystemContainer() {}

  SystemContainer(int systemId) {
    this.systemId = systemId;
  }

  /** Takes over what was found; what was chosen stays. */
  void describeAs(DiscoveredContainer found, int partition, Integer parent) {
    partitionId = partition;
    parentId = parent;
    name = Texts.shortened(found.name(), 500);
    externalId = found.externalId();
    stableId = found.stableId();
    description = Texts.shortened(found.description(), 1000);
    hidden = found.hidden();
  }

  void choose(boolean select, boolean exclude, Scope newScope) {
    selected = select;
    excluded = exclude;
    scope = newScope;
  }

  public int id() {
    return id;
  }

  public int systemId() {
    return systemId;
  }

  public int partitionId() {
    return partitionId;
  }

  /** The container it lies in, or null at the top of its partition. */
  public Integer parentId() {
    return parentId;
  }

  public String name() {
    return name;
  }

  /** Where it is: its DN. */
  public String externalId() {
    return externalId;
  }

  /** What stays when it is renamed or moved, or null. */
  public String stableId() {
    return stableId;
  }

  public String description() {
    return description;
  }

  public boolean hidden() {
    return hidden;
  }

  public boolean selected() {
    return selected;
  }

  public boolean excluded() {
    return excluded;
  }

  public Scope scope() {
    return scope;
  }
}
