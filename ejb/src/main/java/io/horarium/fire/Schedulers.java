package io.horarium.fire;

import io.horarium.execution.NodeDuties;
import io.horarium.platform.DatabaseFailure;
import io.horarium.platform.DatabaseSignals;
import io.horarium.platform.Node;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Starts and ends the Quartz schedulers of this node: a clustered one for persisted schedules and
 * one in memory. A node that is told not to fire persisted schedules keeps its clustered scheduler
 * on standby: it places triggers for the others (contract/openidm-scheduler.md 10).
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Schedulers {

  private static final Logger LOG = Logger.getLogger(Schedulers.class);

  @Inject private QuartzFiring firing;
  @Inject private SchedulerSettings settings;
  @Inject private DatabaseSignals signals;
  @Inject private Auditor auditor;
  @Inject private NodeDuties duties;
  @Inject private Node node;
  @Resource private UserTransaction transaction;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/horarium")
  private ManagedScheduledExecutorService timers;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/horarium")
  private ManagedExecutorService threads;

  private Scheduler cluster;
  private Scheduler memory;
  private ScheduledFuture<?> timer;
  private volatile boolean stopped;
  private boolean jobStored;

  @PostConstruct
  void start() {
    SchedulerSettings.Values values = settings.look();
    duties.runsPersisted(values.fires());
    try {
      cluster =
          new StdSchedulerFactory(QuartzProperties.cluster(node.id(), values.threads()))
              .getScheduler();
      memory = new StdSchedulerFactory(QuartzProperties.memory(node.id())).getScheduler();
      memory.addJob(QuartzFiring.job(), true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz could not be made ready", e);
    }
    firing.use(cluster, memory);
    threads.execute(() -> signals.listen(QuartzFiring.SIGNAL, this::lookAgain, () -> stopped));
    timer = timers.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
    shutdown(memory);
    shutdown(cluster);
  }

  private static void shutdown(Scheduler scheduler) {
    try {
      if (scheduler != null) {
        scheduler.shutdown(false);
      }
    } catch (SchedulerException e) {
      LOG.debug("Quartz did not end in order", e);
    }
  }

  private void lookAgain() {
    if (!stopped) {
      ClusterJobStore.lookAgain();
    }
  }

  private void tick() {
    if (stopped) {
      return;
    }
    try {
      boolean fires = settings.look().fires();
      duties.runsPersisted(fires);
      if (!jobStored) {
        storeJob();
        auditor.begin();
        jobStored = true;
      }
      if (!memory.isStarted()) {
        memory.start();
      }
      if (fires && (!cluster.isStarted() || cluster.isInStandbyMode())) {
        cluster.start();
      } else if (!fires && cluster.isStarted() && !cluster.isInStandbyMode()) {
        LOG.info("This node no longer fires persisted schedules (conf/scheduler.json).");
        cluster.standby();
      }
      auditor.tick(fires);
    } catch (RuntimeException | SchedulerException e) {
      if (DatabaseFailure.databaseGone(e)) {
        LOG.debug("The database cannot be reached; schedules fire when it is back.", e);
      } else {
        LOG.error("Looking after the schedules of this node failed", e);
      }
    }
  }

  /** The one job of all triggers, in a transaction, for its row is locked meanwhile. */
  private void storeJob() throws SchedulerException {
    try {
      transaction.begin();
      try {
        cluster.addJob(QuartzFiring.job(), true);
        transaction.commit();
      } catch (SchedulerException | RuntimeException e) {
        transaction.rollback();
        throw e;
      }
    } catch (jakarta.transaction.NotSupportedException
        | jakarta.transaction.SystemException
        | jakarta.transaction.RollbackException
        | jakarta.transaction.HeuristicMixedException
        | jakarta.transaction.HeuristicRollbackException e) {
      throw new SchedulerException("The job of all triggers could not be stored", e);
    }
  }
}
