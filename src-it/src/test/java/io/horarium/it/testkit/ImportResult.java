package io.horarium.it.testkit;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An import that has ended.
 *
 * @param activity its detail
 * @param stats its numbers
 * @param items one for each object that changed or failed
 */
public record ImportResult(JsonObject activity, JsonObject stats, List<JsonObject> items) {

  /** Asks for the numbers and items of an import that has ended. */
  public static ImportResult of(JimClient client, JsonObject activity) {
    String path = "activities/" + activity.getString("id");
    return new ImportResult(activity, client.get(path + "/stats"), client.all(path + "/items"));
  }

  public String id() {
    return activity.getString("id");
  }

  public String status() {
    return activity.getString("status");
  }

  public Counts counts() {
    return new Counts(
        stats.getInt("totalObjectsProcessed"),
        stats.getInt("totalCsoAdds"),
        stats.getInt("totalCsoUpdates"),
        stats.getInt("totalCsoDeletes"),
        stats.getInt("totalUnchanged"),
        stats.getInt("totalObjectErrors"));
  }

  public int deletesWithheld() {
    return stats.getInt("deletesWithheld");
  }

  /** What the run says about itself: warning, error, in that order. */
  public String sentences() {
    return Stream.of("warningMessage", "errorMessage")
        .filter(name -> !activity.isNull(name))
        .map(activity::getString)
        .reduce("", (a, b) -> a + " " + b)
        .strip();
  }

  /** External ids of the items with this change type. */
  public List<String> changed(String changeType) {
    return items.stream()
        .filter(item -> item.getString("objectChangeType").equals(changeType))
        .filter(item -> item.getString("errorType").equals("NotSet"))
        .map(item -> item.getString("externalIdValue"))
        .sorted()
        .toList();
  }

  /** Error type and external id of every item that failed. */
  public List<String> errors() {
    return items.stream()
        .filter(item -> !item.getString("errorType").equals("NotSet"))
        .map(
            item ->
                item.getString("errorType")
                    + " "
                    + Objects.requireNonNullElse(item.getString("externalIdValue", null), "-"))
        .sorted()
        .toList();
  }

  /** The numbers that matter for an import. */
  public record Counts(int read, int added, int updated, int deleted, int unchanged, int errors) {}
}
