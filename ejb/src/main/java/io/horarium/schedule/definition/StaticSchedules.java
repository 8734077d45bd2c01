package io.horarium.schedule.definition;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.schedule.FinishedSchedules;
import io.horarium.schedule.Firing;
import io.horarium.schedule.ScheduleDetail;
import io.horarium.schedule.ScheduleOrigin;
import io.horarium.schedule.ScheduleService;
import io.horarium.schedule.ScheduleSummary;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;

/** Makes schedules what the documents in files say; one transaction per document. */
@Stateless
@RunAs(Roles.ADMINISTRATOR)
@PermitAll
public class StaticSchedules {

  @Inject private ScheduleService schedules;
  @Inject private JobDocuments documents;
  @Inject private FinishedSchedules finished;
  @Inject private StaticDefinitionStore store;
  @Inject private Firing firing;

  /**
   * Makes the schedule what the document says; false when it is so already.
   *
   * @param text of the document, as it stands in the file
   * @throws io.horarium.problem.Problem the document cannot be followed; nothing has changed
   */
  public boolean apply(String name, String text, Initiator by) {
    ScheduleOrigin origin = new ScheduleOrigin(ScheduleOrigin.Kind.File, text, false);
    UUID id = schedules.findByKey(name).orElse(null);
    ScheduleDetail present = id == null ? null : schedules.get(id);
    if (present != null && present.summary().origin().equals(origin)) {
      ScheduleSummary summary = present.summary();
      if (!summary.rules().persisted()) {
        // Whatever lives in memory begins anew with every process.
        firing.changed(summary.placed());
      }
      return false;
    }
    documents.follow(name, text, by);
    return true;
  }

  /** The definition is gone; its executions stay. */
  public void remove(String name, Initiator by) {
    schedules
        .findByKey(name)
        .filter(id -> schedules.get(id).summary().origin().kind() == ScheduleOrigin.Kind.File)
        .ifPresent(id -> finished.remove(id, "Its file was removed", by));
  }

  /** Keys of the schedules that this node has read from its files, as far as is known. */
  public Set<String> keysOfThisNode() {
    return store.keysOfThisNode();
  }
}
