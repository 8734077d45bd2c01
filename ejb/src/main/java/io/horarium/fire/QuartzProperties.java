package io.horarium.fire;

import java.util.Properties;

/** How the two Quartz schedulers of a node are configured. */
final class QuartzProperties {

  private static final String CHECK_IN_MILLIS = "5000";
  private static final String IDLE_WAIT_MILLIS = "5000";
  private static final String DATABASE_RETRY_MILLIS = "2000";
  private static final String BATCH = "10";
  private static final String THREADS_IN_MEMORY = "10";

  private QuartzProperties() {}

  /** The clustered scheduler for persisted schedules. */
  static Properties cluster(String node, int threads) {
    Properties p = common("horarium", node, String.valueOf(threads));
    // Other nodes are told of new triggers by a signal of the database; this is for when one is
    // lost.
    p.setProperty("org.quartz.scheduler.idleWaitTime", IDLE_WAIT_MILLIS);
    p.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", BATCH);
    p.setProperty("org.quartz.scheduler.dbFailureRetryInterval", DATABASE_RETRY_MILLIS);
    String store = "org.quartz.jobStore.";
    p.setProperty(store + "dbRetryInterval", DATABASE_RETRY_MILLIS);
    p.setProperty(store + "class", ClusterJobStore.class.getName());
    p.setProperty(store + "driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    p.setProperty(
        store + "driverDelegateInitString",
        "triggerPersistenceDelegateClasses=" + ScheduleTriggerStore.class.getName());
    p.setProperty(store + "dataSource", "managed");
    p.setProperty(store + "nonManagedTXDataSource", "own");
    p.setProperty(store + "tablePrefix", "horarium.QRTZ_");
    p.setProperty(store + "useProperties", "true");
    p.setProperty(store + "isClustered", "true");
    p.setProperty(store + "clusterCheckinInterval", CHECK_IN_MILLIS);
    p.setProperty(store + "acquireTriggersWithinLock", "true");
    p.setProperty("org.quartz.dataSource.managed.jndiURL", "java:jboss/datasources/HorariumDS");
    p.setProperty("org.quartz.dataSource.own.jndiURL", "java:jboss/datasources/HorariumQuartzDS");
    return p;
  }

  /** The scheduler for schedules that live in the memory of this node. */
  static Properties memory(String node) {
    Properties p = common("horarium-memory", node, THREADS_IN_MEMORY);
    p.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return p;
  }

  private static Properties common(String name, String node, String threads) {
    Properties p = new Properties();
    p.setProperty("org.quartz.scheduler.instanceName", name);
    p.setProperty("org.quartz.scheduler.instanceId", node);
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    p.setProperty("org.quartz.scheduler.threadsInheritContextClassLoaderOfInitializer", "true");
    p.setProperty("org.quartz.threadPool.class", ExecutorThreadPool.class.getName());
    p.setProperty("org.quartz.threadPool.threadCount", threads);
    return p;
  }
}
