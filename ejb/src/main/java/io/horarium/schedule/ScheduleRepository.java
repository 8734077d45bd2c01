package io.horarium.schedule;

import io.horarium.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Schedules by their id, for changing them. */
@ApplicationScoped
public class ScheduleRepository {

  private EntityManager entities;

  protected ScheduleRepository() {}

  @Inject
  public ScheduleRepository(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * The schedule, held until the transaction ends.
   *
   * @throws NotFound no such schedule
   */
  Schedule locked(UUID id) {
    return lockedIfThere(id).orElseThrow(() -> new NotFound("Schedule", id));
  }

  /** As {@link #locked}, empty when there is none. */
  Optional<Schedule> lockedIfThere(UUID id) {
    return Optional.ofNullable(entities.find(Schedule.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  void remove(Schedule schedule) {
    entities.remove(schedule);
    entities.flush();
  }

  /** Writes what was changed. */
  void flush() {
    entities.flush();
  }
}
