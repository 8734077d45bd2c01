package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.JimClient;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that was restarted, as far as a client can tell. */
@ExtendWith(ArquillianExtension.class)
class ConnectionLossIT {

  private final JimClient jim = JimClient.ofAdministrator();
  private final Database database = Database.ofTestServer();

  @Test
  void afterEveryConnectionWasLostTheNextCallsAreServed() {
    jim.get("schedules");
    List<String> lost =
        database.rows(
            """
            select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where application_name like 'horarium-%'""");

    List<Integer> answers =
        IntStream.range(0, 10)
            .mapToObj(call -> jim.send("GET", call % 2 == 0 ? "schedules" : "health/ready", null))
            .map(answer -> answer.status())
            .toList();

    assertThat(lost).isNotEmpty();
    assertThat(answers).containsOnly(200);
  }
}
