package io.horarium.it.testkit;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A personnel file, the metaverse and a directory, configured by REST as a client of the JIM
 * dialect does it (contract/jim-sync.md 11), and the schedules that drive the whole way round.
 */
public final class IdentityCycle {

  /** Attributes of the target and the metaverse's they come from. */
  private static final Map<String, String> EXPORTED =
      Map.of(
          "uid", "Account Name",
          "cn", "Display Name",
          "sn", "Last Name",
          "givenName", "First Name",
          "mail", "Email",
          "employeeNumber", "Employee ID",
          "departmentNumber", "Department",
          "title", "Job Title",
          "manager", "Manager");

  private static final String DN = "distinguishedName";

  private final JimClient client;
  private final int batch;
  private final String tag = Long.toString(System.nanoTime(), 36);
  private final Map<String, Integer> metaverse = new HashMap<>();
  private final int userType;
  private final Connected hr;
  private final Connected directory;
  private final Map<String, Integer> profiles = new HashMap<>();

  /** A connected system with its one selected object type. */
  private record Connected(int id, int objectTypeId, Map<String, Integer> attributes) {
    String path(String below) {
      return "synchronisation/connected-systems/" + id + "/" + below;
    }
  }

  private IdentityCycle(
      JimClient client, HrFile file, int batch, Function<IdentityCycle, Connected> target) {
    this.client = client;
    this.batch = batch;
    userType =
        client.all("metaverse/object-types").stream()
            .filter(type -> type.getString("name").equals("User"))
            .findFirst()
            .orElseThrow()
            .getInt("id");
    client
        .all("metaverse/attributes")
        .forEach(attribute -> metaverse.put(attribute.getString("name"), attribute.getInt("id")));
    hr = personnel(file.path());
    directory = target.apply(this);
    importRule();
    exportRule(file.mailDomain());
    profile("HR", hr, "FullImport");
    profile("HR", hr, "FullSynchronisation");
    profile("HR", hr, "DeltaSynchronisation");
    profile("Directory", directory, "Export");
    profile("Directory", directory, "FullImport");
    profile("Directory", directory, "FullSynchronisation");
    profile("Directory", directory, "DeltaSynchronisation");
  }

  /** From the file to an LDAP server; configures everything, nothing has run yet. */
  public static IdentityCycle toDirectory(JimClient client, HrFile file, Directory target) {
    return new IdentityCycle(client, file, 500, cycle -> cycle.directory(target));
  }

  /**
   * From the file to another file, which is made; configures everything, nothing has run yet.
   *
   * @param batch objects per batch of every run
   */
  public static IdentityCycle toFile(JimClient client, HrFile file, Path target, int batch) {
    return new IdentityCycle(client, file, batch, cycle -> cycle.targetFile(target));
  }

  private Connected personnel(Path file) {
    int id =
        system(
            "HR",
            "JIM File Connector",
            Map.of(
                "File Path", Map.of("stringValue", file.toString()),
                "Mode", Map.of("stringValue", "Import Only"),
                "Object Type", Map.of("stringValue", "person")));
    Connected system = selected(id, "person", null);
    attribute(system, "employeeId", Map.of("isExternalId", true));
    attribute(system, "managerId", Map.of("type", "Reference"));
    return system;
  }

  private Connected targetFile(Path target) {
    CsvFiles.ofLines(target, String.join(",", EXPORTED.keySet()));
    int id =
        system(
            "Target",
            "JIM File Connector",
            Map.of(
                "File Path", Map.of("stringValue", target.toString()),
                "Mode", Map.of("stringValue", "Bidirectional"),
                "Object Type", Map.of("stringValue", "person")));
    Connected system = selected(id, "person", null);
    attribute(system, "employeeNumber", Map.of("isExternalId", true));
    attribute(system, "manager", Map.of("type", "Reference"));
    return system;
  }

  private Connected directory(Directory target) {
    int id =
        system(
            "Directory",
            "JIM LDAP Connector",
            Map.of(
                "Host", Map.of("stringValue", "127.0.0.1"),
                "Port", Map.of("intValue", target.port()),
                "Username", Map.of("stringValue", Directory.USER),
                "Password", Map.of("stringValue", Directory.PASSWORD),
                "Authentication Type", Map.of("stringValue", "Simple")));
    client.post("synchronisation/connected-systems/" + id + "/import-hierarchy");
    for (JsonObject partition :
        client
            .list("synchronisation/connected-systems/" + id + "/partitions")
            .getValuesAs(JsonObject.class)) {
      if (partition.getString("externalId").equalsIgnoreCase(Directory.SUFFIX)) {
        selectPeople(id, partition);
      }
    }
    return selected(id, "inetOrgPerson", EXPORTED.keySet());
  }

  private void selectPeople(int id, JsonObject partition) {
    String path = "synchronisation/connected-systems/" + id + "/";
    client.put(path + "partitions/" + partition.getInt("id"), Map.of("selected", true));
    for (JsonObject container :
        partition.getJsonArray("containers").getValuesAs(JsonObject.class)) {
      if (container.getString("name").equals("People")) {
        client.put(path + "containers/" + container.getInt("id"), Map.of("selected", true));
      }
    }
  }

  private int system(String name, String connector, Map<String, ?> values) {
    JsonObject definition =
        client.get(
            "synchronisation/connector-definitions/by-name/" + connector.replace(" ", "%20"));
    int id =
        client
            .post(
                "synchronisation/connected-systems",
                Map.of("name", name + " " + tag, "connectorDefinitionId", definition.getInt("id")))
            .getInt("id");
    Map<String, Object> settings = new HashMap<>();
    for (JsonObject setting : definition.getJsonArray("settings").getValuesAs(JsonObject.class)) {
      if (values.containsKey(setting.getString("name"))) {
        settings.put(Integer.toString(setting.getInt("id")), values.get(setting.getString("name")));
      }
    }
    client.put("synchronisation/connected-systems/" + id, Map.of("settingValues", settings));
    client.post("synchronisation/connected-systems/" + id + "/import-schema");
    return id;
  }

  /** {@code columns} null: all. */
  private Connected selected(int id, String typeName, Collection<String> columns) {
    String path = "synchronisation/connected-systems/" + id + "/object-types";
    JsonObject type =
        client.list(path).getValuesAs(JsonObject.class).stream()
            .filter(each -> each.getString("name").equals(typeName))
            .findFirst()
            .orElseThrow();
    client.put(path + "/" + type.getInt("id"), Map.of("selected", true));
    Map<String, Integer> ids = new LinkedHashMap<>();
    Map<String, Object> selection = new HashMap<>();
    for (JsonObject attribute : type.getJsonArray("attributes").getValuesAs(JsonObject.class)) {
      ids.put(attribute.getString("name"), attribute.getInt("id"));
      if (columns == null || columns.contains(attribute.getString("name"))) {
        selection.put(Integer.toString(attribute.getInt("id")), Map.of("selected", true));
      }
    }
    client.put(path + "/" + type.getInt("id") + "/attributes", Map.of("attributes", selection));
    return new Connected(id, type.getInt("id"), ids);
  }

  private void attribute(Connected system, String name, Map<String, ?> body) {
    client.put(
        system.path(
            "object-types/" + system.objectTypeId + "/attributes/" + system.attributes.get(name)),
        body);
  }

  private void importRule() {
    int rule = rule("HR in", hr, Map.of("direction", "Import", "projectToMetaverse", true));
    Map.of(
            "employeeId", "Employee ID",
            "login", "Account Name",
            "firstName", "First Name",
            "lastName", "Last Name",
            "email", "Email",
            "department", "Department",
            "title", "Job Title",
            "managerId", "Manager")
        .forEach(
            (column, attribute) ->
                importMapping(
                    rule, attribute, "connectedSystemAttributeId", hr.attributes.get(column)));
    importMapping(
        rule, "Display Name", "expression", "cs[\"firstName\"] + \" \" + cs[\"lastName\"]");
    matching(hr, "employeeId");
  }

  /** Only for the people of the file: the metaverse may hold those of others. */
  private void exportRule(String mailDomain) {
    int rule =
        rule(
            "Directory out",
            directory,
            Map.of(
                "direction",
                "Export",
                "provisionToConnectedSystem",
                true,
                "outboundDeprovisionAction",
                "Delete"));
    EXPORTED.forEach(
        (column, attribute) ->
            exportMapping(rule, column, "metaverseAttributeId", metaverse.get(attribute)));
    if (directory.attributes.containsKey(DN)) {
      exportMapping(
          rule,
          DN,
          "expression",
          "\"uid=\" + EscapeDN(mv[\"Account Name\"]) + \"," + Directory.PEOPLE + "\"");
    }
    int group =
        client
            .post("synchronisation/sync-rules/" + rule + "/scoping-criteria", Map.of("type", "All"))
            .getInt("id");
    client.post(
        "synchronisation/sync-rules/" + rule + "/scoping-criteria/" + group + "/criteria",
        Map.of(
            "metaverseAttributeId",
            metaverse.get("Email"),
            "comparisonType",
            "EndsWith",
            "stringValue",
            mailDomain));
    matching(directory, "employeeNumber");
  }

  private int rule(String name, Connected system, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", name + " " + tag);
    body.put("connectedSystemId", system.id);
    body.put("connectedSystemObjectTypeId", system.objectTypeId);
    body.put("metaverseObjectTypeId", userType);
    return client.post("synchronisation/sync-rules", body).getInt("id");
  }

  private void importMapping(int rule, String attribute, String source, Object value) {
    client.post(
        "synchronisation/sync-rules/" + rule + "/mappings",
        Map.of(
            "targetMetaverseAttributeId",
            metaverse.get(attribute),
            "sources",
            List.of(Map.of("order", 0, source, value))));
  }

  private void exportMapping(int rule, String column, String source, Object value) {
    client.post(
        "synchronisation/sync-rules/" + rule + "/mappings",
        Map.of(
            "targetConnectedSystemAttributeId",
            directory.attributes.get(column),
            "sources",
            List.of(Map.of("order", 0, source, value))));
  }

  private void matching(Connected system, String column) {
    client.post(
        system.path("matching-rules"),
        Map.of(
            "connectedSystemObjectTypeId",
            system.objectTypeId,
            "metaverseObjectTypeId",
            userType,
            "targetMetaverseAttributeId",
            metaverse.get("Employee ID"),
            "sources",
            List.of(
                Map.of("order", 0, "connectedSystemAttributeId", system.attributes.get(column)))));
  }

  private void profile(String systemName, Connected system, String runType) {
    int id =
        client
            .post(
                system.path("run-profiles"),
                Map.of("name", runType, "runType", runType, "pageSize", batch))
            .getInt("id");
    profiles.put(systemName + " " + runType, id);
  }

  /**
   * A schedule that goes the whole way round, one run after the other: the file in, synchronise,
   * out to the directory, back in, synchronise.
   *
   * @param syncType run type of both synchronisations
   */
  public Schedule schedule(String syncType) {
    return new Schedule(
        List.of(
            step(0, hr, "HR FullImport"),
            step(1, hr, "HR " + syncType),
            step(2, directory, "Directory Export"),
            step(3, directory, "Directory FullImport"),
            step(4, directory, "Directory " + syncType)));
  }

  private Map<String, Object> step(int index, Connected system, String profile) {
    return Map.of(
        "stepIndex",
        index,
        "stepType",
        "RunProfile",
        "connectedSystemId",
        system.id,
        "runProfileId",
        profiles.get(profile));
  }

  /** Name of the connected system that {@code HR} or {@code Directory} stands for. */
  public String systemName(String system) {
    return system + " " + tag;
  }

  /** Adds a delta import to the directory; only for one with a changelog. */
  public void addDeltaImport() {
    profile("Directory", directory, "DeltaImport");
  }

  /** Path of what belongs to the directory. */
  public String pathOfDirectory(String below) {
    return directory.path(below);
  }

  /** How many exports wait for the directory. */
  public String pendingExports() {
    return client.send("GET", directory.path("pending-exports/count"), null).text();
  }

  /** How many objects of the directory are known with this status. */
  public int directoryObjects(String status) {
    return client
        .get(directory.path("connector-space?pageSize=1&status=" + status))
        .getInt("totalCount");
  }

  /**
   * Runs one profile to its end.
   *
   * @param profile for example {@code Directory Export}
   * @return its activity
   */
  public JsonObject run(String profile, Duration limit) {
    Connected system = profile.startsWith("HR") ? hr : directory;
    String activity =
        client
            .post(system.path("run-profiles/" + profiles.get(profile) + "/execute"))
            .getString("activityId");
    return client.awaitEnd(activity, limit);
  }

  /** A Manual schedule of the cycle. */
  public final class Schedule {

    private final String id;

    private Schedule(List<Map<String, Object>> steps) {
      id =
          client
              .post(
                  "schedules",
                  Map.of(
                      "name",
                      "Cycle " + tag + " " + System.nanoTime(),
                      "triggerType",
                      "Manual",
                      "steps",
                      steps))
              .getString("id");
    }

    /** Starts it; the id of the execution. */
    public String start() {
      return client.post("schedules/" + id + "/run").getString("executionId");
    }

    /** Runs it to its end; see {@link #result}. */
    public List<Map<String, Integer>> run() {
      return result(start());
    }

    /** Waits for the end of an execution: for each step its totals that are not zero. */
    public List<Map<String, Integer>> result(String executionId) {
      JsonObject execution = client.awaitExecutionEnd(executionId);
      if (!execution.getString("status").equals("Complete")) {
        throw new AssertionError("The cycle did not complete: " + execution);
      }
      return execution.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
          .map(IdentityCycle.this::totals)
          .toList();
    }
  }

  private Map<String, Integer> totals(JsonObject step) {
    String status = step.getString("activityStatus");
    String activity = step.getString("activityId");
    if (!status.equals("Complete")) {
      throw new AssertionError(
          step.getString("connectedSystemName")
              + " "
              + step.getString("runProfileName")
              + " ended otherwise: "
              + client.get("activities/" + activity).get("message")
              + " "
              + client.all("activities/" + activity + "/items").stream()
                  .filter(item -> !item.getString("errorType").equals("NotSet"))
                  .limit(3)
                  .toList());
    }
    JsonObject stats = client.get("activities/" + activity + "/stats");
    return stats.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("total"))
        .filter(entry -> entry.getValue().getValueType() == JsonValue.ValueType.NUMBER)
        .filter(entry -> stats.getInt(entry.getKey()) != 0)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> stats.getInt(entry.getKey()),
                (a, b) -> a,
                TreeMap::new));
  }
}
