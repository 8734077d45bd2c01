package io.horarium.execution;

import static io.horarium.testdb.History.execution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.platform.Database;
import io.horarium.platform.Node;
import io.horarium.problem.LeaseLost;
import io.horarium.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseStoreTest {

  private static final String T0 = "2026-03-03T06:00:00Z";

  private final Database database = TestDatabase.database();
  private final LeaseStore leases = new LeaseStore(database, new Node());

  @BeforeEach
  void empty() {
    TestDatabase.clear();
  }

  @Test
  void takesWhatIsFreeOrWhoseLeaseHasExpiredAndRaisesItsEpoch() {
    UUID free = execution(T0).with("status", "Queued").insert();
    UUID expired = ofAnotherNode(T0).insert();
    UUID held = ofAnotherNode("9999-01-01T00:00:00Z").insert();

    assertThat(leases.claim(10, true)).extracting(Lease::executionId).containsOnly(free, expired);

    assertThat(epoch(expired)).isEqualTo(4);
    assertThat(epoch(held)).isEqualTo(3);
    assertThatThrownBy(() -> leases.fence(expired, 3, false)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aNodeThatFellSilentInTheMiddleOfABatchLosesItsSession() throws SQLException {
    UUID id = ofAnotherNode(T0).insert();
    try (Connection frozen = TestDatabase.dataSource().getConnection();
        Statement statement = frozen.createStatement()) {
      frozen.setAutoCommit(false);
      statement.execute("set application_name = 'horarium-other'");
      statement.execute("select 1 from horarium.execution where id = '" + id + "' for key share");

      assertThat(leases.claim(10, true)).as("its lock is in the way").isEmpty();
      assertThat(leases.evictSilent()).as("it may still be about to go on").isZero();
      assertThat(new LeaseStore(database, new Node(), 0).evictSilent()).isEqualTo(1);

      assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
    }
    assertThat(leases.claim(10, true)).extracting(Lease::executionId).containsExactly(id);
  }

  @Test
  void nobodyElsesSessionsAreTouched() throws SQLException {
    UUID expired = ofAnotherNode(T0).insert();
    try (Connection other = TestDatabase.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set application_name = 'horarium-third'");
      statement.execute(
          "select 1 from horarium.execution where id = '" + expired + "' for key share");

      assertThat(new LeaseStore(database, new Node(), 0).evictSilent()).isZero();
      other.rollback();
    }
  }

  private static io.horarium.testdb.History.Row ofAnotherNode(String until) {
    return execution(T0)
        .with("lease_node", "other")
        .with("lease_incarnation", UUID.randomUUID())
        .with("lease_until", Instant.parse(until))
        .with("epoch", 3);
  }

  private long epoch(UUID id) {
    return database.number("select epoch from horarium.execution where id = ?", id);
  }
}
