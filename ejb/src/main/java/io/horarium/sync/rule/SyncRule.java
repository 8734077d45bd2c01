package io.horarium.sync.rule;

import io.horarium.connectedsystem.ConnectedSystem;
import io.horarium.connectedsystem.ObjectType;
import io.horarium.metaverse.MvObjectType;
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
 * How objects of one type of a connected system and objects of one type of the metaverse keep in
 * step, in one direction (contract/jim-sync.md 4). What it is about never changes; its mappings,
 * its scope and, in advanced mode, its matching rules hang on it.
 */
@Entity
@Table(name = "sync_rule")
public class SyncRule {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  @Column(nullable = false, length = 200)
  private String name;

  @Column(length = 1000)
  private String description;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "connected_system_id", updatable = false)
  private ConnectedSystem system;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "object_type_id", updatable = false)
  private ObjectType objectType;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "mv_object_type_id", updatable = false)
  private MvObjectType mvObjectType;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 10, updatable = false)
  private Direction direction;

  @Column(name = "project_to_metaverse", nullable = false)
  private boolean projectToMetaverse;

  @Column(name = "provision_to_system", nullable = false)
  private boolean provisionToSystem;

  @Column(nullable = false)
  private boolean enabled = true;

  @Column(name = "enforce_state", nullable = false)
  private boolean enforceState = true;

  @Enumerated(EnumType.STRING)
  @Column(name = "inbound_out_of_scope_action", nullable = false, length = 20)
  private OutOfScopeAction outOfScopeAction = OutOfScopeAction.Disconnect;

  @Enumerated(EnumType.STRING)
  @Column(name = "outbound_deprovision_action", nullable = false, length = 20)
  private DeprovisionAction deprovisionAction = DeprovisionAction.Disconnect;

  @Column(name = "disabled_reason", length = 1000)
  private String disabledReason;

  @Column(nullable = false, updatable = false)
  private Instant created;

  @Column(name = "last_updated")
  private Instant lastUpdated;

  protected SyncRule() {}

  SyncRule(
      String name,
      Direction direction,
      ObjectType objectType,
      MvObjectType mvObjectType,
      Instant created) {
    this.name = name;
    this.direction = direction;
    this.system = objectType.system();
    this.objectType = objectType;
    this.mvObjectType = mvObjectType;
    this.created = created;
  }

  /** Takes over what is given; the setting of the other direction has no place here. */
  void apply(SyncRuleChange change) {
    if (change.name() != null) {
      name = change.name();
    }
    if (change.description() != null) {
      description = change.description().isBlank() ? null : change.description().strip();
    }
    if (change.projectToMetaverse() != null) {
      projectToMetaverse = change.projectToMetaverse() && imports();
    }
    if (change.provisionToConnectedSystem() != null) {
      provisionToSystem = change.provisionToConnectedSystem() && !imports();
    }
    if (change.enabled() != null) {
      enabled = change.enabled();
      disabledReason = enabled ? null : disabledReason;
    }
    if (change.enforceState() != null) {
      enforceState = change.enforceState();
    }
    if (change.outboundDeprovisionAction() != null) {
      deprovisionAction = change.outboundDeprovisionAction();
    }
    if (change.inboundOutOfScopeAction() != null) {
      outOfScopeAction = change.inboundOutOfScopeAction();
    }
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

  public String description() {
    return description;
  }

  public ConnectedSystem system() {
    return system;
  }

  public ObjectType objectType() {
    return objectType;
  }

  public MvObjectType mvObjectType() {
    return mvObjectType;
  }

  public Direction direction() {
    return direction;
  }

  /** Whether values flow into the metaverse. */
  public boolean imports() {
    return direction == Direction.Import;
  }

  /** Whether an object that matches nothing makes a metaverse object; false for an export rule. */
  public boolean projectToMetaverse() {
    return projectToMetaverse;
  }

  /** Whether a metaverse object gets an object in the system; false for an import rule. */
  public boolean provisionToSystem() {
    return provisionToSystem;
  }

  public boolean enabled() {
    return enabled;
  }

  /** Kept for clients; without effect in this version. */
  public boolean enforceState() {
    return enforceState;
  }

  public OutOfScopeAction outOfScopeAction() {
    return outOfScopeAction;
  }

  public DeprovisionAction deprovisionAction() {
    return deprovisionAction;
  }

  public String disabledReason() {
    return disabledReason;
  }

  public Instant created() {
    return created;
  }

  public Instant lastUpdated() {
    return lastUpdated;
  }
}
