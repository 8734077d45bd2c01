package io.horarium.step.sql;

import io.horarium.platform.Settings;
import io.horarium.problem.RunFailure;
import io.horarium.step.ConfigFile;
import io.horarium.step.ConfigObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The databases that SqlScript steps may use: {@code HORARIUM_HOME/conf/datasources.json}, looked
 * at whenever it is used (design.md 10.5). A step names one; it cannot bring a connection of its
 * own.
 */
@ApplicationScoped
public class DataSourceCatalogue {

  private final ConfigFile<List<SourceEntry>> file;

  /** The catalogue of this server. */
  public DataSourceCatalogue() {
    this(Settings.home().resolve("conf").resolve("datasources.json"));
  }

  /** The catalogue in a file. */
  public DataSourceCatalogue(Path file) {
    this.file = new ConfigFile<>(file, DataSourceCatalogue::read, List.of());
  }

  /** Reads the file when the server starts, so that a mistake is in its log from the beginning. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    file.check();
  }

  private static List<SourceEntry> read(ConfigObject root) {
    List<ConfigObject> entries = root.objects("dataSources");
    if (entries == null) {
      throw root.mistake("dataSources", "is missing; give the list of data sources");
    }
    List<SourceEntry> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigObject entry : entries) {
      SourceEntry source = SourceEntry.read(entry);
      if (!names.add(source.name())) {
        throw entry.mistake("name", "is used by an earlier data source; choose another");
      }
      sources.add(source);
    }
    return List.copyOf(sources);
  }

  /**
   * The data source of this name.
   *
   * @throws RunFailure the file has a mistake
   */
  Optional<SourceEntry> find(String name) {
    return file.get().stream().filter(source -> source.name().equals(name)).findFirst();
  }

  /** Where the file lies. */
  public Path path() {
    return file.path();
  }

  /** What may be shown of a data source. */
  public record Entry(String name, String url, String user, Integer statementTimeoutSeconds) {}

  /**
   * The data sources in the order of the file.
   *
   * @throws RunFailure the file has a mistake
   */
  public List<Entry> entries() {
    return file.get().stream()
        .map(
            source ->
                new Entry(
                    source.name(),
                    source.shownUrl(),
                    source.user(),
                    source.statementTimeoutSeconds()))
        .toList();
  }
}
