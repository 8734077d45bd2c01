package io.horarium.sync.rule;

import io.horarium.connectedsystem.ChangeClass;
import io.horarium.connectedsystem.ConnectedSystemDeleting;
import io.horarium.connectedsystem.SyncConfigurationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Takes a system that is being deleted out of synchronisation: its rules go, the objects of the
 * metaverse that lose their joins are looked at by the next synchronisation, and the systems that
 * have to do with the same types need a full one (contract/sync-engine.md 8.10).
 */
@ApplicationScoped
public class DeletedSystems {

  private SyncRuleStore rules;
  private SyncConfigurationStore configuration;

  protected DeletedSystems() {}

  @Inject
  public DeletedSystems(SyncRuleStore rules, SyncConfigurationStore configuration) {
    this.rules = rules;
    this.configuration = configuration;
  }

  /** Called in the transaction that deletes the system. */
  public void deleting(@Observes ConnectedSystemDeleting event) {
    List<Integer> others = rules.systemsBeside(event.systemId());
    rules.checkObjectsOfSystem(event.systemId());
    rules.removeRulesOf(event.systemId());
    rules.renumberPriorities();
    configuration.changed(others, ChangeClass.Destructive);
  }
}
