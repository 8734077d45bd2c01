package io.horarium.metaverse;

import io.horarium.connectedsystem.Plurality;
import io.horarium.connector.DataType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An attribute of the metaverse; any number of object types may have it. Its type and plurality
 * change only while no object has a value of it. Built-in ones never change.
 */
@Entity
@Table(name = "mv_attribute")
public class MvAttribute {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(nullable = false, length = 200)
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "data_type", nullable = false, length = 20)
  private DataType type;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 20)
  private Plurality plurality;

  @Column(name = "built_in", nullable = false, updatable = false)
  private boolean builtIn;

  @Enumerated(EnumType.STRING)
  @Column(name = "rendering_hint", nullable = false, length = 20)
  private RenderingHint renderingHint = RenderingHint.Default;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  @ElementCollection
  @CollectionTable(
      name = "mv_attribute_standard",
      joinColumns = @JoinColumn(name = "mv_attribute_id"))
  @OrderColumn(name = "position")
  private List<StandardMapping> standardMappings = new ArrayList<>();

  @ManyToMany(mappedBy = "attributes")
  private Set<MvObjectType> objectTypes = new HashSet<>();

  protected MvAttribute() {}

  /** A new attribute that no type has yet. */
  public MvAttribute(String name, DataType type, Plurality plurality, Instant created) {
    this.name = name;
    this.type = type;
    this.plurality = plurality;
    this.created = created;
  }

  void rename(String newName) {
    name = newName;
  }

  void redefine(DataType newType, Plurality newPlurality) {
    type = newType;
    plurality = newPlurality;
  }

  void show(RenderingHint hint) {
    renderingHint = hint;
  }

  void correspondTo(List<StandardMapping> mappings) {
    standardMappings.clear();
    standardMappings.addAll(mappings);
  }

  void touch(Instant now) {
    lastUpdated = now;
  }

  /** Keeps both sides of the relation the same; the type's side is the stored one. */
  void belongTo(MvObjectType objectType) {
    objectTypes.add(objectType);
  }

  void leave(MvObjectType objectType) {
    objectTypes.remove(objectType);
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public DataType type() {
    return type;
  }

  public Plurality plurality() {
    return plurality;
  }

  public boolean builtIn() {
    return builtIn;
  }

  public RenderingHint renderingHint() {
    return renderingHint;
  }

  public Instant created() {
    return created;
  }

  public Instant lastUpdated() {
    return lastUpdated;
  }

  public List<StandardMapping> standardMappings() {
    return Collections.unmodifiableList(standardMappings);
  }

  /** In no order. */
  public Set<MvObjectType> objectTypes() {
    return Collections.unmodifiableSet(objectTypes);
  }
}
