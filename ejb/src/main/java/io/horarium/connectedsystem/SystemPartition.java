package io.horarium.connectedsystem;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A separate part of a connected system, such as a naming context of a directory. */
@Entity
@Table(name = "system_partition")
public class SystemPartition {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(name = "connected_system_id", nullable = false, updatable = false)
  private int systemId;

  @Column(nullable = false, length = 500)
  private String name;

  @Column(name = "external_id", nullable = false, length = 1000)
  private String externalId;

  @Column(nullable = false)
  private boolean selected;

  protected SystemPartition() {}

  SystemPartition(int systemId, String name, String externalId) {
    this.systemId = systemId;
    this.name = name;
    this.externalId = externalId;
  }

  void select(boolean select) {
    selected = select;
  }

  public int id() {
    return id;
  }

  public int systemId() {
    return systemId;
  }

  public String name() {
    return name;
  }

  /** What the system calls it, for example the DN of the naming context. */
  public String externalId() {
    return externalId;
  }

  public boolean selected() {
    return selected;
  }
}
