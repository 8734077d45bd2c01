package io.horarium.schedule.definition;

import io.horarium.access.Initiator;
import io.horarium.access.Roles;
import io.horarium.platform.DatabaseFailure;
import io.horarium.platform.Settings;
import io.horarium.problem.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the schedules that lie as files {@code HORARIUM_HOME/conf/schedule-NAME.json} (seed 001,
 * contract/openidm-scheduler.md 9): read at start and within two seconds of a change. The
 * schedule's key and name are NAME. A file whose text has not changed leaves its schedule alone,
 * trigger and all; one with a mistake leaves it as it was and is told in the log. When the file
 * goes, the schedule goes.
 */
@Singleton
@Startup
@RunAs(Roles.ADMINISTRATOR)
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StaticDefinitions {

  private static final Logger LOG = Logger.getLogger(StaticDefinitions.class);
  private static final int SECONDS = 2;
  private static final String PREFIX = "schedule-";
  private static final String SUFFIX = ".json";

  private record Stamp(Object key, long modified, long size) {}

  private final Path folder = Settings.home().resolve("conf");
  private final Map<String, Stamp> seen = new HashMap<>();
  private boolean begun;
  private ScheduledFuture<?> timer;

  @Inject private StaticSchedules schedules;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/horarium")
  private ManagedScheduledExecutorService timers;

  @PostConstruct
  void start() {
    timer = timers.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    timer.cancel(false);
  }

  private void look() {
    try {
      Set<String> there = new HashSet<>();
      for (Path file : files()) {
        String name = name(file);
        there.add(name);
        Stamp stamp = stamp(file);
        if (stamp != null && !stamp.equals(seen.get(name))) {
          apply(name, file);
          seen.put(name, stamp);
        }
      }
      removeWithout(there);
    } catch (IOException e) {
      LOG.debug("The folder with definitions cannot be read now", e);
    } catch (RuntimeException e) {
      if (DatabaseFailure.databaseGone(e)) {
        LOG.debug("The database cannot be reached; definitions are read later", e);
      } else {
        LOG.error("Reading the definitions of schedules failed", e);
      }
    }
  }

  private void removeWithout(Set<String> there) {
    Set<String> gone = new HashSet<>(begun ? seen.keySet() : schedules.keysOfThisNode());
    gone.removeAll(there);
    for (String name : gone) {
      schedules.remove(name, Initiator.SCHEDULER);
      seen.remove(name);
      LOG.infof("Schedule '%s' is gone with its file.", name);
    }
    begun = true;
  }

  private Set<Path> files() throws IOException {
    Set<Path> found = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      files.forEach(found::add);
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    return found;
  }

  private static String name(Path file) {
    String text = file.getFileName().toString();
    return text.substring(PREFIX.length(), text.length() - SUFFIX.length());
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(found.fileKey(), found.lastModifiedTime().toMillis(), found.size());
    } catch (IOException e) {
      return null;
    }
  }

  private void apply(String name, Path file) {
    try {
      String text = Files.readString(file);
      if (schedules.apply(name, text, Initiator.SCHEDULER)) {
        LOG.infof("Schedule '%s' was read from %s.", name, file.getFileName());
      }
    } catch (IOException e) {
      LOG.warnf("The file %s cannot be read as UTF-8; the schedule stays as it was.", file);
    } catch (Problem e) {
      LOG.warnf(
          "The file %s has a mistake: %s The schedule stays as it was.", file, e.getMessage());
    }
  }
}
