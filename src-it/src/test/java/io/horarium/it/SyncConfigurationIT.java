package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Answer;
import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.TestServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuring synchronisation as JIM's clients do it (contract/jim-sync.md 4 to 8 and 11). */
@ExtendWith(ArquillianExtension.class)
class SyncConfigurationIT {

  private static final String RULES = "synchronisation/sync-rules";

  private final JimClient jim = JimClient.ofAdministrator();

  private ImportSystem people;
  private Map<String, Integer> columns;
  private int user;

  @BeforeEach
  void makeSystem() throws IOException {
    var file = TestServer.files().resolve("sync-" + UUID.randomUUID() + ".csv");
    Files.createDirectories(file.getParent());
    people = ImportSystem.over(CsvFiles.ofPeople(file, 3).path()).in(jim);
    columns = new HashMap<>();
    jim.list(people.path("object-types"))
        .getJsonObject(0)
        .getJsonArray("attributes")
        .getValuesAs(JsonObject.class)
        .forEach(column -> columns.put(column.getString("name"), column.getInt("id")));
    user =
        jim.all("metaverse/object-types").stream()
            .filter(type -> type.getString("name").equals("User"))
            .findFirst()
            .orElseThrow()
            .getInt("id");
  }

  private int mv(String name) {
    return jim.all("metaverse/attributes").stream()
        .filter(attribute -> attribute.getString("name").equals(name))
        .findFirst()
        .orElseThrow()
        .getInt("id");
  }

  private Answer post(String path, Map<String, ?> body) {
    return jim.send("POST", path, json(body));
  }

  private static Entity<String> json(Map<String, ?> body) {
    return Entity.json(Json.createObjectBuilder(body).build().toString());
  }

  private Map<String, Object> rule(String direction) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Rule " + UUID.randomUUID());
    body.put("connectedSystemId", people.id());
    body.put("connectedSystemObjectTypeId", people.objectTypeId());
    body.put("metaverseObjectTypeId", user);
    body.put("direction", direction);
    return body;
  }

  private int newRule(String direction) {
    return jim.post(RULES, rule(direction)).getInt("id");
  }

  private static void assertRefused(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.object().keySet())
        .containsExactly("code", "message", "details", "validationErrors", "timestamp");
    assertThat(answer.object().getString("message")).isNotBlank();
  }

  @Test
  void aRuleIsMadeFoundChangedAndDeleted() {
    Answer made = post(RULES, rule("Import"));
    JsonObject rule = made.object();
    String path = RULES + "/" + rule.getInt("id");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.location()).endsWith("/api/v1/" + path);
    assertThat(rule.keySet())
        .startsWith(
            "id",
            "name",
            "description",
            "created",
            "connectedSystemId",
            "connectedSystemName",
            "connectedSystemObjectTypeId",
            "connectedSystemObjectTypeName",
            "metaverseObjectTypeId",
            "metaverseObjectTypeName",
            "direction",
            "provisionToConnectedSystem",
            "projectToMetaverse",
            "enabled",
            "enforceState",
            "outboundDeprovisionAction");
    assertThat(jim.get(path)).isEqualTo(rule);
    JsonObject page =
        jim.get(
            RULES
                + "?page=1&pageSize=100&connectedSystemIds="
                + people.id()
                + "&directions=Import&directions=Export&statuses=Enabled");
    assertThat(page.getJsonArray("items")).containsExactly(rule);
    JsonObject changed = jim.put(path, Map.of("enabled", false, "changeReason", "Not needed"));
    assertThat(changed.getBoolean("enabled")).isFalse();
    assertThat(drift().getBoolean("hasPendingChanges")).isTrue();

    Answer deleted = jim.delete(path + "?changeReason=Not%20needed");

    assertThat(deleted.status()).isEqualTo(204);
    assertRefused(jim.send("GET", path, null), 404);
    assertThat(
            jim.get(
                    "activities?targetType=SynchronisationRule&search="
                        + rule.getString("name").replace(" ", "%20"))
                .getInt("totalCount"))
        .isEqualTo(3);
  }

  private JsonObject drift() {
    return jim.get(people.path()).getJsonObject("configurationDrift");
  }

  @Test
  void mappingsAreMadePatchedAndDeleted() {
    int rule = newRule("Import");
    String path = RULES + "/" + rule + "/mappings";

    Answer made =
        post(
            path,
            Map.of(
                "targetMetaverseAttributeId",
                mv("First Name"),
                "caseNormalisation",
                "None",
                "sources",
                List.of(Map.of("connectedSystemAttributeId", columns.get("firstName"), "order", 0)),
                "inboundValueProcessing",
                "TreatWhitespaceAsNoValue, TrimWhitespace"));
    String one = path + "/" + made.object().getInt("id");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.location()).endsWith("/api/v1/" + one);
    assertThat(made.object().keySet())
        .startsWith(
            "id",
            "created",
            "targetMetaverseAttributeId",
            "targetMetaverseAttributeName",
            "targetConnectedSystemAttributeId",
            "targetConnectedSystemAttributeName",
            "sourceType",
            "inboundValueProcessing",
            "caseNormalisation",
            "priority",
            "nullIsValue",
            "initialExportOnly",
            "enabled",
            "disabledReason",
            "sources");
    assertThat(jim.list(path)).containsExactly(made.object());
    Answer patched =
        jim.send("PATCH", one, json(Map.of("caseNormalisation", "Upper", "enabled", false)));
    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.object().getString("caseNormalisation")).isEqualTo("Upper");
    assertThat(patched.object().getBoolean("enabled")).isFalse();
    assertRefused(jim.send("PATCH", one, json(Map.of())), 400);
    assertRefused(jim.send("PATCH", one, json(Map.of("inboundValueProcessing", "Shout"))), 400);
    assertThat(jim.delete(one).status()).isEqualTo(204);
    assertThat(jim.list(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"targetMetaverseAttributeId\":%d}",
        "{\"targetMetaverseAttributeId\":%d,\"sources\":[]}",
        "{\"targetMetaverseAttributeId\":%d,\"sources\":[{}]}",
        "{\"targetMetaverseAttributeId\":%d,\"sources\":[{\"expression\":\"Nope(\"}]}",
        "{\"targetMetaverseAttributeId\":%d,\"sources\":[{\"expression\":\"1\"},{\"expression\":\"2\"}]}",
        "{\"targetMetaverseAttributeId\":%d,\"nullIsValue\":true,\"sources\":[{\"expression\":\"1\"}]}"
      })
  void aMappingThatMakesNoSenseIs400(String body) {
    String path = RULES + "/" + newRule("Import") + "/mappings";

    Answer answer = jim.send("POST", path, Entity.json(body.formatted(mv("First Name"))));

    assertRefused(answer, 400);
    assertThat(jim.list(path)).isEmpty();
  }

  @Test
  void scopingCriteriaNest() {
    String path = RULES + "/" + newRule("Export") + "/scoping-criteria";

    Answer root = post(path, Map.of("type", "any", "position", 0));
    String group = path + "/" + root.object().getInt("id");
    Answer child = post(group + "/child-groups", Map.of("type", "All", "position", 1));
    Answer criterion =
        post(
            group + "/criteria",
            Map.of(
                "metaverseAttributeId",
                mv("Email"),
                "comparisonType",
                "endswith",
                "stringValue",
                "@x.org"));
    String one = group + "/criteria/" + criterion.object().getInt("id");

    assertThat(List.of(root.status(), child.status(), criterion.status()))
        .containsExactly(201, 201, 201);
    assertThat(root.location()).endsWith("/api/v1/" + group);
    assertThat(child.location()).endsWith(path + "/" + child.object().getInt("id"));
    assertThat(criterion.object().getString("comparisonType")).isEqualTo("EndsWith");
    JsonArray roots = jim.list(path);
    assertThat(roots).hasSize(1);
    assertThat(roots.getJsonObject(0).getJsonArray("criteria")).containsExactly(criterion.object());
    assertThat(roots.getJsonObject(0).getJsonArray("childGroups")).hasSize(1);
    assertRefused(jim.send("PUT", one, json(Map.of("comparisonType", "Equals"))), 400);
    assertRefused(
        post(
            group + "/criteria",
            Map.of("metaverseAttributeId", 999_999, "comparisonType", "Equals")),
        404);
    assertThat(jim.put(group, Map.of("type", "All", "position", 2)).getInt("position"))
        .isEqualTo(2);
    assertThat(jim.delete(one).status()).isEqualTo(204);
    assertThat(jim.delete(group).status()).isEqualTo(204);
    assertThat(jim.list(path)).isEmpty();
  }

  @Test
  void matchingRulesMoveWithTheMode() {
    int rule = newRule("Import");
    Map<String, Object> body =
        Map.of(
            "connectedSystemObjectTypeId",
            people.objectTypeId(),
            "metaverseObjectTypeId",
            user,
            "targetMetaverseAttributeId",
            mv("Employee ID"),
            "sources",
            List.of(Map.of("connectedSystemAttributeId", columns.get("employeeId"), "order", 0)));

    Answer made = post(people.path("matching-rules"), body);
    String one = people.path("matching-rules/" + made.object().getInt("id"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.location()).endsWith("/api/v1/" + one);
    assertThat(jim.list(people.path("object-types/" + people.objectTypeId() + "/matching-rules")))
        .containsExactly(made.object());
    assertRefused(post(RULES + "/" + rule + "/matching-rules", body), 400);

    JsonObject result = jim.post(people.path("matching-mode"), Map.of("mode", "SyncRule"));

    assertThat(result.getBoolean("success")).isTrue();
    assertThat(result.getInt("syncRulesUpdated")).isOne();
    assertThat(jim.list(RULES + "/" + rule + "/matching-rules")).hasSize(1);
    assertThat(jim.get(people.path()).getString("objectMatchingRuleMode")).isEqualTo("SyncRule");
    assertRefused(post(people.path("matching-rules"), body), 400);
    assertRefused(
        jim.send("PUT", people.path("matching-rules/999999"), json(Map.of("order", 2))), 404);
    assertThat(jim.delete(one).status()).isEqualTo(204);
    jim.post(people.path("matching-mode"), Map.of("mode", "ConnectedSystem"));
    assertThat(jim.list(people.path("object-types/" + people.objectTypeId() + "/matching-rules")))
        .hasSize(1);
  }

  @Test
  void theMetaverseGrowsAndShrinks() {
    String name = "Car " + UUID.randomUUID();
    Answer type =
        post(
            "metaverse/object-types",
            Map.of("name", name, "pluralName", name + "s", "attributeIds", List.of(mv("Email"))));
    String path = "metaverse/object-types/" + type.object().getInt("id");
    assertThat(type.status()).isEqualTo(201);
    assertThat(type.location()).endsWith("/api/v1/" + path);
    assertThat(
            jim.get(
                    "metaverse/object-types/name-availability?name="
                        + name.toUpperCase(Locale.ROOT).replace(" ", "%20"))
                .getBoolean("nameAvailable"))
        .isFalse();
    assertRefused(jim.send("PUT", path, json(Map.of("deletionGracePeriod", "7.00:00:00"))), 400);

    Answer attribute =
        post(
            "metaverse/attributes",
            Map.of("name", name, "type", "Text", "attributePlurality", "SingleValued"));
    String one = "metaverse/attributes/" + attribute.object().getInt("id");
    assertThat(attribute.status()).isEqualTo(201);
    assertRefused(post("metaverse/attributes", Map.of("name", name, "type", "Text")), 409);
    jim.post(one + "/object-types/" + type.object().getInt("id"));
    Answer schema =
        jim.send(
            "PATCH",
            one + "/schema",
            json(Map.of("type", "Number", "attributePlurality", "MultiValued")));
    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.object().getString("attributePlurality")).isEqualTo("MultiValued");
    assertThat(
            jim.send("PATCH", one, json(Map.of("renderingHint", "Table")))
                .object()
                .getString("renderingHint"))
        .isEqualTo("Table");
    assertRefused(jim.send("PATCH", one, json(Map.of())), 400);
    assertRefused(jim.send("DELETE", one, null), 400);
    String confirmed = "?confirmationName=" + name.replace(" ", "%20");
    assertThat(jim.delete(one + confirmed).object().getBoolean("deleted")).isTrue();
    assertThat(jim.delete(path + confirmed).object().getBoolean("deleted")).isTrue();
    assertRefused(jim.send("GET", path, null), 404);
  }

  @Test
  void whatIsInUseIs409WithTheImpact() {
    String name = "Used " + UUID.randomUUID();
    int attribute =
        jim.post(
                "metaverse/attributes",
                Map.of("name", name, "type", "Text", "objectTypeIds", List.of(user)))
            .getInt("id");
    int rule = newRule("Import");
    jim.post(
        RULES + "/" + rule + "/mappings",
        Map.of(
            "targetMetaverseAttributeId",
            attribute,
            "sources",
            List.of(Map.of("connectedSystemAttributeId", columns.get("city")))));
    String one = "metaverse/attributes/" + attribute;

    Answer deleted =
        jim.send("DELETE", one + "?confirmationName=" + name.replace(" ", "%20"), null);
    Answer redefined =
        jim.send(
            "PATCH",
            one + "/schema",
            json(Map.of("type", "Number", "attributePlurality", "SingleValued")));
    Answer unassigned = jim.send("DELETE", one + "/object-types/" + user, null);

    for (Answer answer : List.of(deleted, redefined, unassigned)) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.object().getString("attributeName")).isEqualTo(name);
      assertThat(answer.object().getJsonArray("references")).isNotEmpty();
    }
    assertThat(jim.get(one).getString("type")).isEqualTo("Text");
  }

  @Test
  void contributorsHaveAnOrder() {
    int attribute =
        jim.post(
                "metaverse/attributes",
                Map.of(
                    "name",
                    "Ranked " + UUID.randomUUID(),
                    "type",
                    "Text",
                    "objectTypeIds",
                    List.of(user)))
            .getInt("id");
    int[] mappings = new int[2];
    for (int i = 0; i < 2; i++) {
      mappings[i] =
          jim.post(
                  RULES + "/" + newRule("Import") + "/mappings",
                  Map.of(
                      "targetMetaverseAttributeId",
                      attribute,
                      "sources",
                      List.of(Map.of("connectedSystemAttributeId", columns.get("city")))))
              .getInt("id");
    }
    String path = "metaverse/attributes/" + attribute + "/priorities/" + user;

    JsonObject moved = jim.put(path + "/mappings/" + mappings[1], Map.of("position", 1));

    assertThat(moved.getJsonArray("contributors").getJsonObject(0).getInt("mappingId"))
        .isEqualTo(mappings[1]);
    assertThat(jim.get(path)).isEqualTo(moved);
    assertRefused(
        jim.send(
            "PUT", path, json(Map.of("contributors", List.of(Map.of("mappingId", mappings[0]))))),
        400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | synchronisation/sync-rules                         | {}                       | 400",
        "POST | synchronisation/sync-rules                         | {\"direction\":\"Sideways\"} | 400",
        "GET  | synchronisation/sync-rules?directions=Sideways      |                          | 400",
        "GET  | synchronisation/sync-rules/0                       |                          | 404",
        "GET  | synchronisation/sync-rules/0/mappings              |                          | 404",
        "GET  | synchronisation/sync-rules/0/mappings/0            |                          | 404",
        "GET  | synchronisation/sync-rules/0/scoping-criteria      |                          | 404",
        "GET  | synchronisation/sync-rules/0/matching-rules        |                          | 404",
        "GET  | synchronisation/connected-systems/0/matching-rules/0 |                        | 404",
        "POST | synchronisation/connected-systems/0/matching-mode  | {\"mode\":\"SyncRule\"}  | 404",
        "POST | synchronisation/connected-systems/0/matching-mode  | {\"mode\":\"Simple\"}    | 400",
        "GET  | metaverse/object-types/0                           |                          | 404",
        "GET  | metaverse/attributes/0                             |                          | 404",
        "GET  | metaverse/attributes/0/priorities/0                |                          | 404",
        "GET  | metaverse/object-types/name-availability           |                          | 400",
        "POST | metaverse/object-types                             | {\"name\":\"x\"}         | 400",
        "POST | metaverse/attributes                               | {\"name\":\"x\",\"type\":\"NotSet\"} | 400",
        "PATCH| metaverse/attributes/0                             | {\"name\":\"x\"}         | 404"
      })
  void aRefusalHasTheOneShape(String method, String path, String body, int status) {
    Answer answer = jim.send(method, path, body == null ? null : Entity.json(body));

    assertRefused(answer, status);
  }

  @Test
  void deletingASystemTakesItsRulesAlong() {
    int rule = newRule("Import");
    assertThat(jim.get(people.path("deletion-preview")).getInt("syncRuleCount")).isOne();

    jim.delete(people.path());

    assertRefused(jim.send("GET", RULES + "/" + rule, null), 404);
  }
}
