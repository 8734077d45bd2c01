package io.horarium.it.testkit;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connected system over a CSV file with one Full Import profile, set up by REST as a client of
 * the JIM dialect does it: connector and settings by name, everything selected.
 */
public final class ImportSystem {

  /** Fresh systems at each start, and names that nobody else has. */
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final JimClient client;
  private final String name;
  private final int id;
  private final int objectTypeId;
  private final int profileId;
  private final Map<String, Integer> attributeIds;

  private ImportSystem(Builder plan) {
    client = plan.client;
    name = plan.name + " " + Long.toString(System.nanoTime(), 36) + "-" + NUMBER.incrementAndGet();
    JsonObject definition =
        client.get("synchronisation/connector-definitions/by-name/JIM%20File%20Connector");
    id =
        client
            .post(
                "synchronisation/connected-systems",
                Map.of("name", name, "connectorDefinitionId", definition.getInt("id")))
            .getInt("id");
    Map<String, Object> settings = new HashMap<>();
    for (JsonObject setting : definition.getJsonArray("settings").getValuesAs(JsonObject.class)) {
      if (plan.settings.containsKey(setting.getString("name"))) {
        settings.put(
            Integer.toString(setting.getInt("id")),
            Map.of("stringValue", plan.settings.get(setting.getString("name"))));
      }
    }
    client.put(path(), Map.of("settingValues", settings));
    client.post(path("import-schema"));
    JsonObject type = client.list(path("object-types")).getJsonObject(0);
    objectTypeId = type.getInt("id");
    client.put(path("object-types/" + objectTypeId), Map.of("selected", true));
    attributeIds = new LinkedHashMap<>();
    for (JsonObject attribute : type.getJsonArray("attributes").getValuesAs(JsonObject.class)) {
      attributeIds.put(attribute.getString("name"), attribute.getInt("id"));
    }
    select(plan);
    Map<String, Object> profile = new HashMap<>(plan.profile);
    profile.put("name", "Full Import");
    profile.put("runType", "FullImport");
    profileId = client.post(path("run-profiles"), profile).getInt("id");
  }

  private void select(Builder plan) {
    Map<String, Object> all = new HashMap<>();
    attributeIds
        .values()
        .forEach(attribute -> all.put(attribute.toString(), Map.of("selected", true)));
    client.put(path("object-types/" + objectTypeId + "/attributes"), Map.of("attributes", all));
    attribute(plan.anchor, Map.of("isExternalId", true));
    plan.references.forEach(column -> attribute(column, Map.of("type", "Reference")));
  }

  /** Begins the description of a system over this file. */
  public static Builder over(Path file) {
    return new Builder(file);
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public int profileId() {
    return profileId;
  }

  public int objectTypeId() {
    return objectTypeId;
  }

  /** Address of the system. */
  public String path() {
    return "synchronisation/connected-systems/" + id;
  }

  /** Address below the system. */
  public String path(String below) {
    return path() + "/" + below;
  }

  public void change(Map<String, ?> body) {
    client.put(path(), body);
  }

  public void changeProfile(Map<String, ?> body) {
    client.put(path("run-profiles/" + profileId), body);
  }

  /** Changes one attribute of the schema. */
  public void attribute(String column, Map<String, ?> body) {
    client.put(
        path("object-types/" + objectTypeId + "/attributes/" + attributeIds.get(column)), body);
  }

  /** Starts the import; the id of its activity. */
  public String start() {
    return start(Map.of());
  }

  public String start(Map<String, ?> body) {
    return client
        .post(path("run-profiles/" + profileId + "/execute"), body)
        .getString("activityId");
  }

  /** Runs the import to its end. */
  public ImportResult run() {
    return result(start());
  }

  public ImportResult run(Map<String, ?> body) {
    return result(start(body));
  }

  /** What became of a run that was started; waits for its end. */
  public ImportResult result(String activityId) {
    return ImportResult.of(client, client.awaitEnd(activityId));
  }

  /** How many objects the connector space holds with this status. */
  public int count(String status) {
    return client.get(path("connector-space?pageSize=1&status=" + status)).getInt("totalCount");
  }

  /** As the body of a schedule's step, without its place. */
  public Map<String, Object> step() {
    Map<String, Object> step = new HashMap<>();
    step.put("stepType", "RunProfile");
    step.put("connectedSystemId", id);
    step.put("runProfileId", profileId);
    return step;
  }

  /** Describes a system; {@link #in} makes it. */
  public static final class Builder {

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Object> profile = new HashMap<>();
    private final List<String> references = new ArrayList<>();
    private JimClient client;
    private String name = "People";
    private String anchor = CsvFiles.ANCHOR;

    private Builder(Path file) {
      settings.put("File Path", file.toString());
      settings.put("Mode", "Import Only");
      settings.put("Object Type", "person");
      profile.put("pageSize", 100);
    }

    public Builder named(String text) {
      name = text;
      return this;
    }

    public Builder anchoredBy(String column) {
      anchor = column;
      return this;
    }

    public Builder referringBy(String column) {
      references.add(column);
      return this;
    }

    public Builder with(String setting, String value) {
      settings.put(setting, value);
      return this;
    }

    public Builder inPagesOf(int objects) {
      profile.put("pageSize", objects);
      return this;
    }

    public Builder verifyingHashes() {
      profile.put("verifyImportContentHashes", true);
      return this;
    }

    /** Makes it on that server. */
    public ImportSystem in(JimClient server) {
      client = server;
      return new ImportSystem(this);
    }
  }
}
