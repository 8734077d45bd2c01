package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ArquillianExtension.class)
class HealthIT {

  @ParameterizedTest
  @CsvSource({"health,healthy", "health/live,alive", "health/ready,ready"})
  void answersWithoutALogin(String path, String status) {
    JsonObject answer = TestServer.api().path(path).request().get(JsonObject.class);

    assertThat(answer.getString("status")).isEqualTo(status);
    assertThat(Instant.parse(answer.getString("timestamp"))).isNotNull();
  }

  @Test
  void tellsTheVersion() {
    JsonObject answer = TestServer.api().path("health/version").request().get(JsonObject.class);

    assertThat(answer.getString("product")).isEqualTo("Horarium");
    assertThat(answer.getString("version")).matches("\\d+\\.\\d+\\.\\d+");
  }
}
