package io.horarium.sync.rule;

import io.horarium.connectedsystem.ObjectAttribute;
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
import java.time.Instant;

/**
 * One attribute or expression that flows into one attribute (contract/jim-sync.md 5). Target and
 * kind of source never change. A rule has at most one mapping to each target.
 */
@Entity
@Table(name = "sync_mapping")
public class Mapping {

  /** Priority of the only contributor of an attribute. */
  public static final int SOLE = Integer.MAX_VALUE;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "sync_rule_id", updatable = false)
  private SyncRule rule;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "target_mv_attribute_id", updatable = false)
  private MvAttribute mvTarget;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "target_object_attribute_id", updatable = false)
  private ObjectAttribute target;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "source_mv_attribute_id", updatable = false)
  private MvAttribute mvSource;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "source_object_attribute_id", updatable = false)
  private ObjectAttribute source;

  @Column(length = 10000)
  private String expression;

  @Enumerated(EnumType.STRING)
  @Column(name = "missing_input_behaviour", nullable = false, length = 20)
  private MissingInputBehaviour missingInputBehaviour = MissingInputBehaviour.EvaluateAnyway;

  @Column(name = "trim_whitespace", nullable = false)
  private boolean trimWhitespace;

  @Column(name = "collapse_whitespace", nullable = false)
  private boolean collapseWhitespace;

  @Column(name = "whitespace_as_no_value", nullable = false)
  private boolean whitespaceAsNoValue = true;

  @Enumerated(EnumType.STRING)
  @Column(name = "case_normalisation", nullable = false, length = 10)
  private CaseNormalisation caseNormalisation = CaseNormalisation.None;

  // Written by SyncRuleStore for all contributors of an attribute at once.
  @Column(nullable = false, insertable = false, updatable = false)
  private int priority = SOLE;

  @Column(name = "null_is_value", nullable = false)
  private boolean nullIsValue;

  @Column(name = "initial_export_only", nullable = false)
  private boolean initialExportOnly;

  @Column(nullable = false)
  private boolean enabled = true;

  @Column(name = "disabled_reason", length = 1000)
  private String disabledReason;

  @Column(nullable = false, updatable = false)
  private Instant created;

  protected Mapping() {}

  private Mapping(SyncRule rule, Instant created) {
    this.rule = rule;
    this.created = created;
  }

  /**
   * A flow into the metaverse.
   *
   * @param source the attribute to read, or null with an expression
   */
  static Mapping into(
      MvAttribute target,
      SyncRule rule,
      ObjectAttribute source,
      String expression,
      Instant created) {
    var mapping = new Mapping(rule, created);
    mapping.mvTarget = target;
    mapping.source = source;
    mapping.expression = expression;
    return mapping;
  }

  /**
   * A flow out of the metaverse.
   *
   * @param source the attribute to read, or null with an expression
   */
  static Mapping outOf(
      MvAttribute source,
      SyncRule rule,
      ObjectAttribute target,
      String expression,
      Instant created) {
    var mapping = new Mapping(rule, created);
    mapping.target = target;
    mapping.mvSource = source;
    mapping.expression = expression;
    return mapping;
  }

  void evaluate(String newExpression) {
    expression = newExpression;
  }

  void processBy(ValueProcessing processing) {
    trimWhitespace = processing.trim();
    collapseWhitespace = processing.collapse();
    whitespaceAsNoValue = processing.whitespaceAsNoValue();
  }

  void normaliseCaseBy(CaseNormalisation normalisation) {
    caseNormalisation = normalisation;
  }

  void enable(boolean enable) {
    enabled = enable;
    disabledReason = enable ? null : disabledReason;
  }

  public int id() {
    return id;
  }

  public SyncRule rule() {
    return rule;
  }

  /** The attribute of the metaverse it writes, or null: it flows out. */
  public MvAttribute mvTarget() {
    return mvTarget;
  }

  /** The attribute of the system it writes, or null: it flows in. */
  public ObjectAttribute target() {
    return target;
  }

  /** The attribute of the metaverse it reads, or null. */
  public MvAttribute mvSource() {
    return mvSource;
  }

  /** The attribute of the system it reads, or null. */
  public ObjectAttribute source() {
    return source;
  }

  /** The expression it evaluates, or null when it reads an attribute. */
  public String expression() {
    return expression;
  }

  public MissingInputBehaviour missingInputBehaviour() {
    return missingInputBehaviour;
  }

  /** What happens to texts on their way into the metaverse. */
  public ValueProcessing processing() {
    return new ValueProcessing(trimWhitespace, collapseWhitespace, whitespaceAsNoValue);
  }

  public CaseNormalisation caseNormalisation() {
    return caseNormalisation;
  }

  /** 1 is the strongest; {@link #SOLE} for the only contributor and for every export mapping. */
  public int priority() {
    return priority;
  }

  public boolean nullIsValue() {
    return nullIsValue;
  }

  public boolean initialExportOnly() {
    return initialExportOnly;
  }

  public boolean enabled() {
    return enabled;
  }

  public String disabledReason() {
    return disabledReason;
  }

  public Instant created() {
    return created;
  }
}
