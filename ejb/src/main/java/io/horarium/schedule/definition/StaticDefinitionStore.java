package io.horarium.schedule.definition;

import io.horarium.platform.Database;
import io.horarium.platform.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Which schedules come from the files of this node. */
@ApplicationScoped
public class StaticDefinitionStore {

  private Database database;
  private Node node;

  protected StaticDefinitionStore() {}

  @Inject
  public StaticDefinitionStore(Database database, Node node) {
    this.database = database;
    this.node = node;
  }

  Set<String> keysOfThisNode() {
    return Set.copyOf(
        database.list(
            "select key from horarium.schedule where origin = 'File' and owner_node = ?",
            row -> row.getString(1),
            node.id()));
  }
}
