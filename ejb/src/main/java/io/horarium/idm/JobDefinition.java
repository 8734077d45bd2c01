package io.horarium.idm;

import java.util.Locale;

/**
 * What a client of IDM wants a job to be (contract/openidm-scheduler.md 3.1): the static
 * properties, defaults filled in.
 *
 * @param persisted null: as it is, and false for a new job
 * @param simple whether the trigger is a simple one, else a cron one
 * @param schedule cron text in Quartz syntax; null for a simple trigger, and for a job that has no
 *     trigger in the other dialect either
 * @param repeatInterval milliseconds; of a simple trigger only
 * @param repeatCount firings after the first, -1 without end; of a simple trigger only
 * @param startTime as sent, or null
 * @param endTime as sent, or null
 * @param misfirePolicy as sent; any text for a simple trigger
 * @param invokeService with its prefix
 * @param invokeContext JSON text of an object, or null
 * @param timeZone as sent, or null
 */
public record JobDefinition(
    boolean enabled,
    Boolean persisted,
    boolean recoverable,
    boolean concurrentExecution,
    boolean simple,
    String schedule,
    long repeatInterval,
    long repeatCount,
    String startTime,
    String endTime,
    String misfirePolicy,
    String invokeService,
    String invokeContext,
    String invokeLogLevel,
    String timeZone) {

  /** What services are called by when they are named without a dot. */
  public static final String SERVICE_PREFIX = "org.forgerock.openidm.";

  /** The name of a service with its prefix (contract/openidm-scheduler.md 3.2). */
  public static String serviceName(String sent) {
    return sent.indexOf('.') >= 0 ? sent : SERVICE_PREFIX + sent;
  }

  /** The last part of a service's name, in lower case: by it a service is found. */
  static String kind(String service) {
    return service.substring(service.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
