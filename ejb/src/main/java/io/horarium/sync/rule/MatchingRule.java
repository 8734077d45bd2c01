package io.horarium.sync.rule;

import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.connectedsystem.ObjectType;
import io.horarium.metaverse.MvAttribute;
import io.horarium.metaverse.MvObjectType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * By which value an object of a system and one of the metaverse are found to be the same
 * (contract/jim-sync.md 7). It hangs on an object type or on an import rule, never on both.
 */
@Entity
@Table(name = "matching_rule")
public class MatchingRule {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "object_type_id", updatable = false)
  private ObjectType objectType;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "sync_rule_id", updatable = false)
  private SyncRule syncRule;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "mv_object_type_id")
  private MvObjectType mvObjectType;

  @Column(name = "rule_order", nullable = false)
  private int order;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "source_object_attribute_id")
  private ObjectAttribute source;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "target_mv_attribute_id")
  private MvAttribute target;

  @Column(name = "case_sensitive", nullable = false)
  private boolean caseSensitive;

  @Column(nullable = false, updatable = false)
  private Instant created;

  protected MatchingRule() {}

  /**
   * A rule of an object type or of an import rule.
   *
   * @param objectType null when it is an import rule's
   * @param syncRule null when it is an object type's
   */
  MatchingRule(ObjectType objectType, SyncRule syncRule, MatchBy by, int order, Instant created) {
    this.objectType = objectType;
    this.syncRule = syncRule;
    this.order = order;
    this.created = created;
    match(by);
  }

  /** What is compared with what. */
  record MatchBy(
      MvObjectType mvObjectType,
      ObjectAttribute source,
      MvAttribute target,
      boolean caseSensitive) {}

  void match(MatchBy by) {
    mvObjectType = by.mvObjectType();
    source = by.source();
    target = by.target();
    caseSensitive = by.caseSensitive();
  }

  MatchBy by() {
    return new MatchBy(mvObjectType, source, target, caseSensitive);
  }

  void moveTo(int newOrder) {
    order = newOrder;
  }

  public int id() {
    return id;
  }

  /** The object type it hangs on, or null. */
  public ObjectType objectType() {
    return objectType;
  }

  /** The import rule it hangs on, or null. */
  public SyncRule syncRule() {
    return syncRule;
  }

  public MvObjectType mvObjectType() {
    return mvObjectType;
  }

  /** Rules are tried in this order, then by id. */
  public int order() {
    return order;
  }

  public ObjectAttribute source() {
    return source;
  }

  public MvAttribute target() {
    return target;
  }

  public boolean caseSensitive() {
    return caseSensitive;
  }

  public Instant created() {
    return created;
  }
}
