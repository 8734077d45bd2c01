package io.horarium.web.idm;

import io.horarium.idm.ConfigService;
import io.horarium.platform.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of the service itself: as the files in {@code conf} say, else what is the case
 * without them (contract/openidm-scheduler.md 10 and 12).
 */
@ApplicationScoped
public class ServiceConfig {

  private ConfigService configs;
  private Node node;

  protected ServiceConfig() {}

  @Inject
  public ServiceConfig(ConfigService configs, Node node) {
    this.configs = configs;
    this.node = node;
  }

  /** Names of the documents that are there. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("cluster", "scheduler"));
    if (configs.other("sync").isPresent()) {
      names.add("sync");
    }
    return names;
  }

  /** A document, if there is one. */
  Optional<Map<String, Object>> read(String name) {
    return switch (name) {
      case "scheduler" -> written(name).or(() -> Optional.of(scheduler()));
      case "cluster" -> Optional.of(cluster());
      case "sync" -> written(name);
      default -> Optional.empty();
    };
  }

  private Optional<Map<String, Object>> written(String name) {
    return configs.other(name).map(ConfigHandler::parsed);
  }

  private static Map<String, Object> scheduler() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("threadPool", Map.of("threadCount", 10));
    document.put("scheduler", Map.of("executePersistentSchedules", true));
    document.put("advancedProperties", Map.of("org.quartz.jobStore.misfireThreshold", "10000"));
    return document;
  }

  private Map<String, Object> cluster() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("instanceId", node.id());
    document.put("instanceTimeout", 30_000);
    document.put("instanceRecoveryTimeout", 30_000);
    document.put("instanceCheckInInterval", 5_000);
    document.put("instanceCheckInOffset", 0);
    document.put("enabled", true);
    return document;
  }
}
