package io.horarium.sync.rule;

import jakarta.persistence.CascadeType;
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
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Criteria and groups of which all or any have to hold (contract/jim-sync.md 6). The root groups of
 * a rule are alternatives; an empty group holds.
 */
@Entity
@Table(name = "scope_group")
public class ScopeGroup {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "sync_rule_id", updatable = false)
  private SyncRule rule;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "parent_id", updatable = false)
  private ScopeGroup parent;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 3)
  private GroupType type;

  @Column(nullable = false)
  private int position;

  @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
  private List<ScopeGroup> children = new ArrayList<>();

  @OneToMany(mappedBy = "group", cascade = CascadeType.ALL, orphanRemoval = true)
  private List<ScopeCriterion> criteria = new ArrayList<>();

  protected ScopeGroup() {}

  /**
   * An empty group.
   *
   * @param parent null for a root group
   */
  ScopeGroup(SyncRule rule, ScopeGroup parent, GroupType type, int position) {
    this.rule = rule;
    this.parent = parent;
    this.type = type;
    this.position = position;
    if (parent != null) {
      parent.add(this);
    }
  }

  void change(GroupType newType, Integer newPosition) {
    type = newType == null ? type : newType;
    position = newPosition == null ? position : newPosition;
  }

  void add(ScopeCriterion criterion) {
    criteria.add(criterion);
  }

  void remove(ScopeCriterion criterion) {
    criteria.remove(criterion);
  }

  void add(ScopeGroup child) {
    children.add(child);
  }

  void remove(ScopeGroup child) {
    children.remove(child);
  }

  /** How many groups lie around this one. */
  int depth() {
    return parent == null ? 0 : 1 + parent.depth();
  }

  Optional<ScopeCriterion> criterion(int criterionId) {
    return criteria.stream().filter(criterion -> criterion.id() == criterionId).findFirst();
  }

  public int id() {
    return id;
  }

  public SyncRule rule() {
    return rule;
  }

  /** The group it stands in, or null. */
  public ScopeGroup parent() {
    return parent;
  }

  public GroupType type() {
    return type;
  }

  public int position() {
    return position;
  }

  /** By position, then id. */
  public List<ScopeGroup> children() {
    return children.stream()
        .sorted(Comparator.comparing(ScopeGroup::position).thenComparing(ScopeGroup::id))
        .toList();
  }

  /** By id. */
  public List<ScopeCriterion> criteria() {
    return Collections.unmodifiableList(
        criteria.stream().sorted(Comparator.comparing(ScopeCriterion::id)).toList());
  }
}
