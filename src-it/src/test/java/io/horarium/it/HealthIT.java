package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HealthIT {

  @Deployment(testable = false)
  static EnterpriseArchive application() {
    return TestServer.ear();
  }

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
