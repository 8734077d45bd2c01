package io.horarium.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.activity.ActivityStore;
import io.horarium.platform.Database;
import io.horarium.platform.Node;
import io.horarium.schedule.EndedExecutions;
import io.horarium.testdb.History;
import io.horarium.testdb.TestDatabase;
import io.horarium.testdb.TestTransactions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schedule is deleted in the very moment in which a member of its execution begins. */
class DeletedWhileStartingTest {

  private final Database database = TestDatabase.database();
  private final TestTransactions starting = new TestTransactions();
  private final TestTransactions deleting = new TestTransactions();

  @BeforeEach
  void empty() {
    TestDatabase.clear();
  }

  @AfterEach
  void close() {
    starting.close();
    deleting.close();
  }

  @Test
  void theTwoWaitForEachOtherInOneOrder() throws Exception {
    UUID schedule = History.schedule("Nightly").insert();
    UUID execution =
        History.execution("2026-03-03T06:00:00Z")
            .with("schedule_id", schedule)
            .with("status", "InProgress")
            .with("epoch", 1)
            .insert();
    UUID activity = History.activity("2026-03-03T06:00:00Z").with("status", "InProgress").insert();
    UUID step =
        History.step(execution, 0, 0)
            .with("status", "Queued")
            .with("activity_id", activity)
            .with("completed_at", null)
            .with("started_at", null)
            .insert();
    Database begins = starting.database();
    MemberStore members = new MemberStore(begins, new ActivityStore(begins));
    Member member = members.open(step).orElseThrow();

    CompletableFuture<?>[] deletion = new CompletableFuture<?>[1];
    starting.run(
        () -> {
          new LeaseStore(begins, new Node()).fence(execution, 1, false);
          deletion[0] = CompletableFuture.runAsync(() -> delete(schedule));
          awaitWaiting();
          assertThat(members.admit(member, Set.of())).isTrue();
        });
    deletion[0].get(30, TimeUnit.SECONDS);

    assertThat(status(execution)).as("it runs on to its next safe point").isEqualTo("Cancelled");
    assertThat(database.number("select count(*) from horarium.schedule")).isZero();
  }

  private void delete(UUID schedule) {
    Database deletes = deleting.database();
    ActivityStore activities = new ActivityStore(deletes);
    ExecutionStore executions =
        new ExecutionStore(
            deletes,
            new LeaseStore(deletes, new Node()),
            new MemberStore(deletes, activities),
            activities,
            new AtOnce());
    deleting.run(
        () -> {
          for (UUID active : new ExecutionQueueStore(deletes).holdActive(schedule)) {
            executions.cancel(active, "The schedule was deleted");
          }
          new EndedExecutions(deletes).delete(schedule);
          deletes.update("delete from horarium.schedule where id = ?", schedule);
        });
  }

  /** Until the deletion waits for a lock. */
  private void awaitWaiting() {
    for (int glance = 0; glance < 3_000; glance++) {
      if (database.number(
              """
              select count(*) from pg_stat_activity
               where wait_event_type = 'Lock' and datname = current_database()""")
          > 0) {
        return;
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("The deletion does not wait for the member that begins");
  }

  private String status(UUID execution) {
    return database
        .first("select status from horarium.execution where id = ?", r -> r.getString(1), execution)
        .orElse("deleted");
  }

  /** The transactions of the test have nobody who tells of their end. */
  private static final class AtOnce extends AfterCommit {
    @Override
    public void run(Runnable action) {
      action.run();
    }
  }
}
