package io.horarium.connectedsystem;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One type of objects of a connected system. Has at most one anchor and one secondary id. */
@Entity
@Table(name = "object_type")
public class ObjectType {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "connected_system_id")
  private ConnectedSystem system;

  @Column(nullable = false, length = 200, updatable = false)
  private String name;

  @Column(nullable = false)
  private boolean selected;

  @Column(name = "remove_contributed_on_obsoletion", nullable = false)
  private boolean removeContributedOnObsoletion = true;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(nullable = false)
  private boolean internal;

  @ElementCollection
  @CollectionTable(name = "object_type_tag", joinColumns = @JoinColumn(name = "object_type_id"))
  @MapKeyColumn(name = "tag_key")
  @Column(name = "tag_value", nullable = false)
  private Map<String, String> tags = new HashMap<>();

  @OneToMany(mappedBy = "objectType", cascade = CascadeType.ALL)
  private List<ObjectAttribute> attributes = new ArrayList<>();

  protected ObjectType() {}

  ObjectType(ConnectedSystem system, String name, Instant created) {
    this.system = system;
    this.name = name;
    this.created = created;
  }

  /** Takes over what the connector remarks. */
  void describeAs(Map<String, String> remarks, boolean isInternal) {
    internal = isInternal;
    tags.keySet().retainAll(remarks.keySet());
    tags.putAll(remarks);
  }

  void select(boolean select) {
    selected = select;
  }

  void removeContributedOnObsoletion(boolean remove) {
    removeContributedOnObsoletion = remove;
  }

  ObjectAttribute addAttribute(String attributeName, Instant now) {
    var attribute = new ObjectAttribute(this, attributeName, now);
    attributes.add(attribute);
    return attribute;
  }

  /** Makes the attribute the only anchor. It gets selected. */
  void anchorBy(ObjectAttribute anchor) {
    attributes.forEach(attribute -> attribute.markExternalId(attribute == anchor));
  }

  /** Makes the attribute the only secondary id. It gets selected. */
  void addressBy(ObjectAttribute secondary) {
    attributes.forEach(attribute -> attribute.markSecondaryExternalId(attribute == secondary));
  }

  /** The attribute that identifies an object for ever, if one was chosen. */
  public Optional<ObjectAttribute> anchor() {
    return attributes.stream().filter(ObjectAttribute::externalId).findFirst();
  }

  /** The attribute that addresses an object now, if there is one. */
  public Optional<ObjectAttribute> secondaryId() {
    return attributes.stream().filter(ObjectAttribute::secondaryExternalId).findFirst();
  }

  /** The attribute of exactly this name. */
  public Optional<ObjectAttribute> attribute(String attributeName) {
    return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
  }

  /** The attribute of this id, if it belongs to this type. */
  public Optional<ObjectAttribute> attribute(int attributeId) {
    return attributes.stream().filter(a -> a.id() == attributeId).findFirst();
  }

  public int id() {
    return id;
  }

  public ConnectedSystem system() {
    return system;
  }

  public String name() {
    return name;
  }

  public boolean selected() {
    return selected;
  }

  public boolean removeContributedOnObsoletion() {
    return removeContributedOnObsoletion;
  }

  /** Whether people hardly ever want it: obsolete, or the source's own. */
  public boolean internal() {
    return internal;
  }

  /** Remarks of the connector, such as {@code class-kind} to {@code structural}. */
  public Map<String, String> tags() {
    return Collections.unmodifiableMap(tags);
  }

  public Instant created() {
    return created;
  }

  /** In no order. */
  public List<ObjectAttribute> attributes() {
    return Collections.unmodifiableList(attributes);
  }
}
