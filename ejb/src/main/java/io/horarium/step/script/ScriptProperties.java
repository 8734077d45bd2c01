package io.horarium.step.script;

import io.horarium.platform.Node;
import io.horarium.platform.Settings;
import io.horarium.problem.RunFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What {@code identityServer.getProperty} may answer: {@code openidm.node.id}, and what the file
 * {@code HORARIUM_HOME/conf/script.properties} names. Nothing of the environment or of the server
 * is ever added: a script can send what it reads to wherever its output goes.
 */
@ApplicationScoped
public class ScriptProperties {

  private Path file;
  private String nodeId;

  protected ScriptProperties() {}

  @Inject
  public ScriptProperties(Node node) {
    this(Settings.home().resolve("conf").resolve("script.properties"), node.id());
  }

  ScriptProperties(Path file, String nodeId) {
    this.file = file;
    this.nodeId = nodeId;
  }

  /** The properties as they are now; the file need not exist. */
  public Map<String, String> read() {
    Map<String, String> allowed = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new RunFailure(
            "The properties for scripts in " + file + " cannot be read; correct the file.", e);
      }
      properties.stringPropertyNames().stream()
          .sorted()
          .forEach(name -> allowed.put(name, properties.getProperty(name)));
    }
    allowed.put("openidm.node.id", nodeId);
    return allowed;
  }
}
