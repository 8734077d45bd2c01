package io.horarium.retention;

import io.horarium.platform.DatabaseFailure;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Deletes old history in the background: every five minutes, portion by portion, each in a short
 * transaction.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int MINUTES = 5;
  private static final int PORTIONS_LIMIT = 1000;

  private final RetentionSettings settings = RetentionSettings.configured();
  private ScheduledFuture<?> timer;
  private volatile boolean stopping;
  private boolean indexed;

  @Inject private ExpiredHistoryStore history;
  @Inject private BatchRecordStore batch;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/horarium")
  private ManagedScheduledExecutorService scheduler;

  @PostConstruct
  void start() {
    timer = scheduler.scheduleWithFixedDelay(this::run, 1, MINUTES, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    timer.cancel(false);
  }

  private void run() {
    try {
      if (!indexed) {
        batch.createIndexes();
        indexed = true;
      }
      portions(() -> batch.delete(settings.batchDays()));
      portions(() -> history.deleteExecutions(settings.days(), settings.executions()));
      portions(this::deleteActivities);
    } catch (RuntimeException e) {
      if (DatabaseFailure.databaseGone(e)) {
        LOG.debug("The database cannot be reached; old history is deleted later.", e);
      } else {
        LOG.error("Deleting old history failed", e);
      }
    }
  }

  private boolean deleteActivities() {
    var expired = history.expiredActivities(settings.days(), settings.activities());
    for (UUID activity : expired) {
      while (!stopping && history.deleteItems(activity)) {
        // portion by portion
      }
      if (!stopping) {
        history.deleteActivity(activity);
      }
    }
    return !expired.isEmpty();
  }

  private interface Portion {
    boolean delete();
  }

  private void portions(Portion portion) {
    for (int i = 0; i < PORTIONS_LIMIT && !stopping && portion.delete(); i++) {
      // until nothing is left
    }
  }
}
