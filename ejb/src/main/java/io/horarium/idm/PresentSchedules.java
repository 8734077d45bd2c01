package io.horarium.idm;

import io.horarium.access.Roles;
import io.horarium.schedule.ScheduleDetail;
import io.horarium.schedule.ScheduleService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Looks at a schedule in a transaction of its own. Loaded in the one that replaces it, it would
 * stay as it was before what is due was accounted for, and be written back so.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PresentSchedules {

  private ScheduleService schedules;

  protected PresentSchedules() {}

  @Inject
  public PresentSchedules(ScheduleService schedules) {
    this.schedules = schedules;
  }

  /**
   * As committed last; the caller holds its row.
   *
   * @throws io.horarium.problem.NotFound no such schedule
   */
  public ScheduleDetail get(UUID id) {
    return schedules.get(id);
  }
}
