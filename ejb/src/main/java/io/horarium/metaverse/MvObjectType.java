package io.horarium.metaverse;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** A type of objects of the metaverse: its attributes, and when its objects are deleted. */
@Entity
@Table(name = "mv_object_type")
public class MvObjectType {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(nullable = false, length = 200)
  private String name;

  @Column(name = "plural_name", nullable = false, length = 200)
  private String pluralName;

  @Column(length = 200)
  private String icon;

  @Column(name = "built_in", nullable = false, updatable = false)
  private boolean builtIn;

  @Enumerated(EnumType.STRING)
  @Column(name = "deletion_rule", nullable = false, length = 40)
  private DeletionRule deletionRule = DeletionRule.Manual;

  @Enumerated(EnumType.STRING)
  @Column(name = "deletion_trigger_mode", nullable = false, length = 30)
  private DeletionTriggerMode deletionTriggerMode = DeletionTriggerMode.AllSourcesDisconnect;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  @ManyToMany
  @JoinTable(
      name = "mv_object_type_attribute",
      joinColumns = @JoinColumn(name = "mv_object_type_id"),
      inverseJoinColumns = @JoinColumn(name = "mv_attribute_id"))
  private Set<MvAttribute> attributes = new HashSet<>();

  protected MvObjectType() {}

  /** A new type without attributes, whose objects are never deleted by themselves. */
  public MvObjectType(String name, String pluralName, String icon, Instant created) {
    this.name = name;
    this.pluralName = pluralName;
    this.icon = icon;
    this.created = created;
  }

  void rename(String newName, String newPluralName) {
    name = newName;
    pluralName = newPluralName;
  }

  void show(String newIcon) {
    icon = newIcon;
  }

  void deleteBy(DeletionRule rule) {
    deletionRule = rule;
  }

  void assign(MvAttribute attribute) {
    attributes.add(attribute);
    attribute.belongTo(this);
  }

  void unassign(MvAttribute attribute) {
    attributes.remove(attribute);
    attribute.leave(this);
  }

  void touch(Instant now) {
    lastUpdated = now;
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String pluralName() {
    return pluralName;
  }

  /** Name of a picture, or null. */
  public String icon() {
    return icon;
  }

  public boolean builtIn() {
    return builtIn;
  }

  public DeletionRule deletionRule() {
    return deletionRule;
  }

  public DeletionTriggerMode deletionTriggerMode() {
    return deletionTriggerMode;
  }

  public Instant created() {
    return created;
  }

  public Instant lastUpdated() {
    return lastUpdated;
  }

  /** In no order. */
  public Set<MvAttribute> attributes() {
    return Collections.unmodifiableSet(attributes);
  }
}
