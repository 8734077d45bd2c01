package io.horarium.execution;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells the cluster every five seconds that this node is here, and when it stops. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NodeHeartbeat {

  private static final Logger LOG = Logger.getLogger(NodeHeartbeat.class);
  private static final int SECONDS = 5;

  @Inject private NodeStore nodes;
  @Inject private NodeDuties duties;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/horarium")
  private ManagedScheduledExecutorService timers;

  private ScheduledFuture<?> timer;

  @PostConstruct
  void start() {
    timer = timers.scheduleWithFixedDelay(this::beat, 0, SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    timer.cancel(false);
    safely(nodes::stopped);
  }

  private void beat() {
    safely(() -> nodes.seen(duties.runsPersisted()));
  }

  private static void safely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      if (DatabaseFailure.databaseGone(e)) {
        LOG.debug("The database cannot be reached; the cluster is told later", e);
      } else {
        LOG.error("The cluster could not be told about this node", e);
      }
    }
  }
}
