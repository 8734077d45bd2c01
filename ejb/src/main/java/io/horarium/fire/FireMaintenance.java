package io.horarium.fire;

import io.horarium.schedule.PlacedTrigger;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** What the auditor does in transactions of their own. */
@Stateless
@PermitAll
public class FireMaintenance {

  @Inject private FireStore store;
  @Inject private QuartzFiring firing;

  /** Places the trigger of a persisted schedule that has lost it. */
  public void repair(UUID scheduleId) {
    store
        .lock(scheduleId)
        .filter(subject -> subject.enabled() && subject.persisted() && subject.knownUntil() != null)
        .ifPresent(
            subject ->
                subject
                    .trigger()
                    .times()
                    .after(subject.knownUntil())
                    .ifPresent(
                        next ->
                            firing.repair(
                                new PlacedTrigger(
                                    scheduleId, subject.trigger(), next, true, subject.paused()))));
  }

  /** Deletes a portion of the ledger that is older than so many days; false when none is left. */
  public boolean deleteOld(int days, int limit) {
    return store.deleteOld(days, limit);
  }
}
