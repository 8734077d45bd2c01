package io.horarium.schedule;

import java.util.UUID;

/**
 * A schedule is about to be deleted, in the transaction that does it: whoever works for it stops
 * now. Throwing keeps the schedule.
 */
public record ScheduleDeleting(UUID scheduleId) {}
