package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Answer;
import io.horarium.it.testkit.JimClient;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.client.Entity;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** POST test-expression (contract/jim-sync.md 5.8), by what a client sees. */
@ExtendWith(ArquillianExtension.class)
class ExpressionIT {

  private static final String PATH = "synchronisation/test-expression";

  private final JimClient jim = JimClient.ofAdministrator();

  @Test
  void showsTheResultForSampleValues() {
    JsonObject answer =
        jim.post(
            PATH,
            Map.of(
                "expression",
                "\"uid=\" + EscapeDN(mv[\"Account Name\"]) + \",ou=\" + Join(cs[\"ou\"], \"-\")",
                "mvAttributes",
                Map.of("account name", "a,b"),
                "csAttributes",
                Map.of("ou", List.of("x", "y"))));

    assertThat(answer.getBoolean("isValid")).isTrue();
    assertThat(answer.getString("result")).isEqualTo("uid=a\\,b,ou=x-y");
    assertThat(answer.getString("resultType")).isEqualTo("String");
    assertThat(answer.get("errorMessage")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void saysWhereTheMistakeIs() {
    JsonObject answer = jim.post(PATH, Map.of("expression", "mv[\"n\"] + 1"));

    assertThat(answer.getBoolean("isValid")).isFalse();
    assertThat(answer.getInt("errorPosition")).isEqualTo(8);
    assertThat(answer.getString("errorMessage")).contains("use ToInt");
  }

  @Test
  void nestingCannotExhaustTheServer() {
    JsonObject answer = jim.post(PATH, Map.of("expression", "(".repeat(10_000)));

    assertThat(answer.getString("errorMessage")).contains("nested deeper");
  }

  @Test
  void refusesABlankText() {
    Answer answer = jim.send("POST", PATH, Entity.json("{\"expression\":\" \"}"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("code")).isEqualTo("VALIDATION_ERROR");
    assertThat(answer.object().getJsonObject("validationErrors")).containsOnlyKeys("expression");
  }

  @Test
  void isForAdministratorsOnly() {
    Answer answer = jim.withKey(null).send("POST", PATH, Entity.json("{\"expression\":\"1\"}"));

    assertThat(answer.status()).isEqualTo(401);
  }
}
