package io.horarium.idm;

import java.time.Instant;
import java.util.UUID;

/**
 * A schedule as the IDM dialect shows it, with its trigger (contract/openidm-scheduler.md 3 and 4).
 *
 * @param id of the schedule; a job goes by {@code key}
 * @param simple whether the trigger is a simple one
 * @param schedule cron text, or null
 * @param repeatInterval milliseconds; 0 for cron
 * @param repeatCount 0 for cron
 * @param startTime as written by a client, or null
 * @param invokeContext JSON text, or null
 * @param timeZone as written by a client, or null
 * @param zone in which the cron text counts
 * @param trigger null when there is none: disabled, or started on request only
 */
public record JobRow(
    UUID id,
    String key,
    boolean enabled,
    boolean persisted,
    boolean recoverable,
    String misfirePolicy,
    boolean simple,
    String schedule,
    long repeatInterval,
    long repeatCount,
    String startTime,
    String endTime,
    String invokeService,
    String invokeContext,
    String invokeLogLevel,
    boolean concurrentExecution,
    String timeZone,
    String zone,
    Trigger trigger) {

  /**
   * The trigger of a job.
   *
   * @param revision another one after every change
   * @param state a name of Quartz
   * @param previousState the one before, or null
   * @param nodeId node that has acquired it, or null
   * @param fireInstanceId of its latest firing, or null
   * @param startAt since when it counts
   * @param endAt or null
   * @param previousFireAt or null
   * @param nextFireAt or null
   * @param misfireInstruction a number of Quartz
   * @param timesTriggered how often it has fired
   */
  public record Trigger(
      String revision,
      String state,
      String previousState,
      String nodeId,
      String fireInstanceId,
      Instant startAt,
      Instant endAt,
      Instant previousFireAt,
      Instant nextFireAt,
      int misfireInstruction,
      long timesTriggered) {}
}
