package io.horarium.connectedsystem;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * What changed in the configuration since the last full synchronisation of a system. Written by
 * {@link SyncConfigurationStore} and cleared by the end of a full synchronisation; only read here.
 */
@Embeddable
public class ConfigurationDrift {

  @Column(name = "full_sync_required", insertable = false, updatable = false)
  private boolean fullSyncRequired;

  @Column(name = "sync_config_changed_at", insertable = false, updatable = false)
  private Instant changedAt;

  @Column(name = "sync_config_change_count", insertable = false, updatable = false)
  private int changeCount;

  @Enumerated(EnumType.STRING)
  @Column(name = "sync_config_change_class", length = 20, insertable = false, updatable = false)
  private ChangeClass changeClass;

  @Column(name = "last_full_sync_at", insertable = false, updatable = false)
  private Instant lastFullSyncAt;

  protected ConfigurationDrift() {}

  /** Whether only a full synchronisation brings everything in line with the configuration. */
  public boolean fullSyncRequired() {
    return fullSyncRequired;
  }

  /** The newest change, or null. */
  public Instant changedAt() {
    return changedAt;
  }

  public int changeCount() {
    return changeCount;
  }

  /** The class of the greatest change. */
  public ChangeClass changeClass() {
    return changeClass;
  }

  /** When a full synchronisation last ended well, or null. */
  public Instant lastFullSyncAt() {
    return lastFullSyncAt;
  }
}
