package io.horarium.sync.rule;

import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.connector.DataType;
import io.horarium.metaverse.MvAttribute;
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

/** One comparison of an attribute with a value (contract/jim-sync.md 6). */
@Entity
@Table(name = "scope_criterion")
public class ScopeCriterion {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "scope_group_id", updatable = false)
  private ScopeGroup group;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "mv_attribute_id")
  private MvAttribute mvAttribute;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "object_attribute_id")
  private ObjectAttribute attribute;

  @Enumerated(EnumType.STRING)
  @Column(name = "comparison_type", nullable = false, length = 30)
  private ComparisonType comparison;

  @Column(columnDefinition = "text")
  private String value;

  @Column(name = "case_sensitive", nullable = false)
  private boolean caseSensitive;

  @Enumerated(EnumType.STRING)
  @Column(name = "value_mode", nullable = false, length = 10)
  private ValueMode valueMode = ValueMode.Absolute;

  protected ScopeCriterion() {}

  ScopeCriterion(ScopeGroup group, Comparand comparand) {
    this.group = group;
    compare(comparand);
  }

  /**
   * What a criterion compares.
   *
   * @param mvAttribute the attribute of the metaverse, or null
   * @param attribute the attribute of the system, or null; one of the two is there
   * @param value in the canonical text of the attribute's type, or null
   */
  record Comparand(
      MvAttribute mvAttribute,
      ObjectAttribute attribute,
      ComparisonType comparison,
      String value,
      boolean caseSensitive) {

    DataType type() {
      return mvAttribute != null ? mvAttribute.type() : attribute.type();
    }
  }

  void compare(Comparand comparand) {
    mvAttribute = comparand.mvAttribute();
    attribute = comparand.attribute();
    comparison = comparand.comparison();
    value = comparand.value();
    caseSensitive = comparand.caseSensitive();
  }

  public int id() {
    return id;
  }

  /** The group it stands in. */
  public ScopeGroup group() {
    return group;
  }

  /** The attribute of the metaverse it looks at, or null: the rule imports. */
  public MvAttribute mvAttribute() {
    return mvAttribute;
  }

  /** The attribute of the system it looks at, or null: the rule exports. */
  public ObjectAttribute attribute() {
    return attribute;
  }

  /** Type of the attribute it looks at. */
  public DataType type() {
    return mvAttribute != null ? mvAttribute.type() : attribute.type();
  }

  public ComparisonType comparison() {
    return comparison;
  }

  /** In the canonical text of the type; null: the comparison asks for absence or presence. */
  public String value() {
    return value;
  }

  public boolean caseSensitive() {
    return caseSensitive;
  }

  public ValueMode valueMode() {
    return valueMode;
  }
}
