package io.horarium.connectedsystem;

import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.Writability;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** One attribute of an object type. An anchor or secondary id is always selected. */
@Entity
@Table(name = "object_attribute")
public class ObjectAttribute {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "object_type_id")
  private ObjectType objectType;

  @Column(nullable = false, length = 200, updatable = false)
  private String name;

  @Column(length = 1000)
  private String description;

  @Column(name = "class_name", length = 200)
  private String className;

  @Enumerated(EnumType.STRING)
  @Column(name = "data_type", nullable = false, length = 20)
  private DataType type = DataType.Text;

  @Column(name = "type_set_by_administrator", nullable = false)
  private boolean typeSetByAdministrator;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 20)
  private Plurality plurality = Plurality.SingleValued;

  @Column(nullable = false)
  private boolean selected;

  @Column(name = "external_id", nullable = false)
  private boolean externalId;

  @Column(name = "secondary_external_id", nullable = false)
  private boolean secondaryExternalId;

  @Column(name = "selection_locked", nullable = false)
  private boolean selectionLocked;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 20)
  private Writability writability = Writability.Writable;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "referenced_object_type_id")
  private ObjectType referencedType;

  @Column(nullable = false, updatable = false)
  private Instant created;

  protected ObjectAttribute() {}

  ObjectAttribute(ObjectType objectType, String name, Instant created) {
    this.objectType = objectType;
    this.name = name;
    this.created = created;
  }

  /** Takes over what the source says, except a type that an administrator has set. */
  void describeAs(DiscoveredAttribute found) {
    description = found.description();
    className = found.className();
    writability = found.writability();
    if (!typeSetByAdministrator) {
      type = found.type();
      plurality = found.multiValued() ? Plurality.MultiValued : Plurality.SingleValued;
    }
  }

  void setType(DataType newType) {
    type = newType;
    typeSetByAdministrator = true;
  }

  void setPlurality(Plurality newPlurality) {
    plurality = newPlurality;
    typeSetByAdministrator = true;
  }

  /** Selects it because something is configured that reads or writes it. */
  public void selectForUse() {
    selected = true;
  }

  /** Whether it holds passwords, so that it is never imported, selected or mapped. */
  public boolean credential() {
    return CredentialAttributes.contains(name);
  }

  void select(boolean select) {
    selected = select;
  }

  void markExternalId(boolean anchor) {
    externalId = anchor;
    selected = selected || anchor;
  }

  void markSecondaryExternalId(boolean secondary) {
    secondaryExternalId = secondary;
    selected = selected || secondary;
  }

  void lockSelection() {
    selectionLocked = true;
  }

  public int id() {
    return id;
  }

  public ObjectType objectType() {
    return objectType;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public String className() {
    return className;
  }

  public DataType type() {
    return type;
  }

  public boolean typeSetByAdministrator() {
    return typeSetByAdministrator;
  }

  public Plurality plurality() {
    return plurality;
  }

  public boolean selected() {
    return selected;
  }

  public boolean externalId() {
    return externalId;
  }

  public boolean secondaryExternalId() {
    return secondaryExternalId;
  }

  /** Whether selection and id flags are fixed by the connector. */
  public boolean selectionLocked() {
    return selectionLocked;
  }

  public Writability writability() {
    return writability;
  }

  /** The type that values of a reference must have, or null: any. */
  public ObjectType referencedType() {
    return referencedType;
  }

  public Instant created() {
    return created;
  }
}
