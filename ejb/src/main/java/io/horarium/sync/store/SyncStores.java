package io.horarium.sync.store;

import io.horarium.activity.ActivityStore;
import io.horarium.connectorspace.ImportApplyStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The stores a synchronisation works with. */
@ApplicationScoped
public class SyncStores {

  private CandidateQueries candidates;
  private SyncLoadQueries load;
  private TargetLookupStore targets;
  private MvKeyStore keys;
  private MetaverseWriteStore metaverse;
  private SpaceWriteStore spaces;
  private ActivityStore activities;
  private ImportApplyStore transactions;

  protected SyncStores() {}

  @Inject
  public SyncStores(
      CandidateQueries candidates,
      SyncLoadQueries load,
      TargetLookupStore targets,
      MvKeyStore keys,
      MetaverseWriteStore metaverse,
      SpaceWriteStore spaces,
      ActivityStore activities,
      ImportApplyStore transactions) {
    this.candidates = candidates;
    this.load = load;
    this.targets = targets;
    this.keys = keys;
    this.metaverse = metaverse;
    this.spaces = spaces;
    this.activities = activities;
    this.transactions = transactions;
  }

  public CandidateQueries candidates() {
    return candidates;
  }

  public SyncLoadQueries load() {
    return load;
  }

  public TargetLookupStore targets() {
    return targets;
  }

  public MvKeyStore keys() {
    return keys;
  }

  public MetaverseWriteStore metaverse() {
    return metaverse;
  }

  public SpaceWriteStore spaces() {
    return spaces;
  }

  public ActivityStore activities() {
    return activities;
  }

  /** Undoes parts of a transaction. */
  public ImportApplyStore transactions() {
    return transactions;
  }
}
