package io.horarium.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a key or user may do. */
@Entity
@Table(name = "role")
public class Role {

  @Id private Integer id;

  @Column(nullable = false, length = 100)
  private String name;

  protected Role() {}

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }
}
