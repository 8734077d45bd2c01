package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.HrFile;
import io.horarium.it.testkit.IdentityCycle;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits to be exported, as administrators see and change it (contract/jim-sync.md 3). */
@ExtendWith(ArquillianExtension.class)
class PendingExportIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String EXPORTS = "synchronisation/pending-exports/";

  private final JimClient jim = JimClient.ofAdministrator();

  @Test
  void whatWaitsIsListedShownRetriedAndRemoved() throws IOException {
    Path source = Files.createTempFile(TestServer.files(), "hr-", ".csv");
    Path target = Files.createTempFile(TestServer.files(), "target-", ".csv");
    IdentityCycle cycle = IdentityCycle.toFile(jim, HrFile.ofPeople(source, 20), target, 500);
    cycle.run("HR FullImport", LIMIT);
    cycle.run("HR FullSynchronisation", LIMIT);

    JsonObject page = jim.get(cycle.pathOfDirectory("pending-exports?page=2&pageSize=15"));
    assertThat(page.getInt("totalCount")).isEqualTo(20);
    List<JsonObject> items = page.getJsonArray("items").getValuesAs(JsonObject.class);
    assertThat(items).hasSize(5);
    JsonObject first = items.get(0);
    assertThat(first.getString("changeType")).isEqualTo("Create");
    assertThat(first.getString("status")).isEqualTo("Pending");
    String name = first.getString("sourceMetaverseObjectDisplayName");
    assertThat(
            jim.get(cycle.pathOfDirectory("pending-exports?search=" + name.replace(" ", "%20")))
                .getInt("totalCount"))
        .isBetween(1, 20);

    String id = first.getString("id");
    JsonObject detail = jim.get(EXPORTS + id);
    assertThat(detail.getString("sourceMetaverseObjectTypeName")).isEqualTo("User");
    assertThat(detail.getJsonArray("attributeChanges").getValuesAs(JsonObject.class))
        .anySatisfy(
            change -> {
              assertThat(change.getString("attributeName")).isEqualTo("cn");
              assertThat(change.getString("changeType")).isEqualTo("Update");
              assertThat(change.getString("stringValue")).isEqualTo(name);
            });
    assertThat(
            jim.get(EXPORTS + id + "/attribute-changes/cn/values")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("stringValue"))
        .isEqualTo(name);
    JsonObject object =
        jim
            .get(
                cycle.pathOfDirectory(
                    "connector-space?pageSize=100&status=PendingProvisioning&search="))
            .getJsonArray("items")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(each -> each.getString("pendingExportId").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(object.getBoolean("hasPendingExport")).isTrue();
    assertThat(object.getString("pendingDisplayName")).isEqualTo(name);
    assertThat(object.getString("pendingExternalId")).isNotBlank();

    assertThat(jim.send("POST", EXPORTS + id + "/retry", null).status()).isEqualTo(200);
    assertThat(jim.delete(EXPORTS + id).status()).isEqualTo(204);
    assertThat(jim.send("GET", EXPORTS + id, null).status()).isEqualTo(404);
    assertThat(jim.send("DELETE", EXPORTS + UUID.randomUUID(), null).status()).isEqualTo(404);
    assertThat(jim.send("GET", EXPORTS + "nonsense", null).status()).isBetween(400, 404);
    assertThat(cycle.pendingExports()).isEqualTo("19");
    assertThat(
            jim.send("GET", "synchronisation/connected-systems/0/pending-exports", null).status())
        .isEqualTo(404);
  }
}
