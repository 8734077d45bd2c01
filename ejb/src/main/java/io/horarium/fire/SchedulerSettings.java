package io.horarium.fire;

import io.horarium.platform.Settings;
import io.horarium.problem.RunFailure;
import io.horarium.step.ConfigFile;
import io.horarium.step.ConfigObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * {@code HORARIUM_HOME/conf/scheduler.json} (contract/openidm-scheduler.md 10), read again when it
 * changes; only the number of threads counts from the next start on. While the file has a mistake
 * the last values without one are used.
 */
@ApplicationScoped
public class SchedulerSettings {

  /**
   * The values.
   *
   * @param threads for firing persisted schedules
   * @param fires whether this node fires persisted schedules; false: it manages them only
   * @param misfireThreshold how late a firing may be without counting as missed
   */
  record Values(int threads, boolean fires, Duration misfireThreshold) {}

  private static final Logger LOG = Logger.getLogger(SchedulerSettings.class);
  private static final String MISFIRE_THRESHOLD = "org.quartz.jobStore.misfireThreshold";
  private static final Values DEFAULTS = new Values(10, true, Duration.ofSeconds(10));
  private static final int MOST_THREADS = 50;
  private static final int LONGEST_MILLIS = 86_400_000;

  private final ConfigFile<Values> file;
  private volatile Values last = DEFAULTS;

  /** The settings of this server. */
  public SchedulerSettings() {
    this(Settings.home().resolve("conf").resolve("scheduler.json"));
  }

  /** The settings in a file. */
  public SchedulerSettings(Path path) {
    file = new ConfigFile<>(path, SchedulerSettings::read, DEFAULTS);
  }

  /** Looks at the file. */
  Values look() {
    try {
      last = file.get();
    } catch (RunFailure mistake) {
      LOG.debug("Going on with the settings so far", mistake);
    }
    return last;
  }

  /** How late a firing may be without counting as missed, as last looked at. */
  Duration misfireThreshold() {
    return last.misfireThreshold();
  }

  private static Values read(ConfigObject root) {
    int threads = DEFAULTS.threads();
    ConfigObject pool = root.object("threadPool");
    if (pool != null) {
      Integer count = pool.numberOrText("threadCount", 1, MOST_THREADS);
      threads = count == null ? threads : count;
      pool.end();
    }
    boolean fires = DEFAULTS.fires();
    ConfigObject scheduler = root.object("scheduler");
    if (scheduler != null) {
      Boolean execute = scheduler.flagOrText("executePersistentSchedules");
      fires = execute == null ? fires : execute;
      scheduler.end();
    }
    Duration threshold = DEFAULTS.misfireThreshold();
    ConfigObject advanced = root.object("advancedProperties");
    if (advanced != null) {
      Integer millis = advanced.numberOrText(MISFIRE_THRESHOLD, 1, LONGEST_MILLIS);
      threshold = millis == null ? threshold : Duration.ofMillis(millis);
      // The others are properties of a Quartz that is not ours to configure.
    }
    return new Values(threads, fires, threshold);
  }
}
