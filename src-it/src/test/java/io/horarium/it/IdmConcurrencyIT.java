package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.IdmClient.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many clients create, update, trigger, pause and delete the same jobs at once. {@code
 * -Didm.clients=100 -Didm.seconds=60} makes the bounded run of every build the long one.
 */
@ExtendWith(ArquillianExtension.class)
class IdmConcurrencyIT {

  private static final int CLIENTS = Integer.getInteger("idm.clients", 20);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("idm.seconds", 10));
  private static final int JOBS = 8;
  private static final Set<Integer> FORESEEN = Set.of(200, 201, 400, 404, 409, 412);

  private static final List<String> BODIES =
      List.of(
          """
          {"persisted": true, "schedule": "0/2 * * * * ?", "invokeService": "script",
           "invokeContext": {"script": {"type": "text/javascript", "source": "1"}}}""",
          """
          {"persisted": true, "enabled": false, "schedule": "0 0 2 * * ?", "invokeService": "script",
           "invokeContext": {"script": {"type": "text/javascript", "source": "2"}}}""",
          """
          {"persisted": false, "schedule": "0 0 3 * * ?", "invokeService": "nosuch"}""",
          """
          {"persisted": true, "type": "simple", "repeatInterval": 1500, "repeatCount": 3,
           "invokeService": "script",
           "invokeContext": {"script": {"type": "text/javascript", "source": "3"}}}""");

  private final IdmClient admin = IdmClient.ofAdministrator();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
  private final Set<String> surprises = ConcurrentHashMap.newKeySet();

  @AfterEach
  void removeAll() {
    admin.jobs("true").forEach(job -> admin.delete("scheduler/job/" + job.getString("_id")));
  }

  @Test
  void nothingIsLeftBehindAndNothingFailsInside() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    long end = System.nanoTime() + TIME.toNanos();
    List<Future<?>> working = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      Random random = new Random(client);
      working.add(
          clients.submit(
              () -> {
                while (System.nanoTime() < end) {
                  note(request(random));
                }
              }));
    }
    for (Future<?> one : working) {
      one.get();
    }
    clients.shutdown();
    System.out.println("Concurrent clients: " + CLIENTS + ", answers: " + new TreeMap<>(statuses));

    assertThat(surprises).isEmpty();
    assertThat(statuses.get(201).get()).isPositive();
    assertThat(
            Database.ofTestServer()
                .rows(
                    """
                    select t.trigger_name from horarium.qrtz_triggers t
                      left join horarium.schedule s on s.id::text = t.trigger_name
                     where s.id is null or not s.enabled or not s.persisted"""))
        .as("triggers without an enabled persisted schedule")
        .isEmpty();
    assertThat(
            Database.ofTestServer()
                .rows(
                    """
                    select s.key from horarium.schedule s
                      left join horarium.qrtz_triggers t on s.id::text = t.trigger_name
                     where s.persisted and s.enabled and s.next_run_at is not null and t.trigger_name is null"""))
        .as("enabled persisted schedules without a trigger")
        .isEmpty();
    removeAll();
    assertThat(
            Database.ofTestServer()
                .rows(
                    """
                    select t.trigger_name from horarium.qrtz_triggers t
                     where not exists (select 1 from horarium.schedule s where s.id::text = t.trigger_name)"""))
        .as("triggers that outlived their schedule")
        .isEmpty();
  }

  private Reply request(Random random) {
    String job = "scheduler/job/busy-" + random.nextInt(JOBS);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> admin.put(job, BODIES.get(random.nextInt(BODIES.size())));
      case 3 -> admin.with("If-None-Match", "*").put(job, BODIES.get(0));
      case 4 -> admin.with("If-Match", "*").put(job, BODIES.get(3));
      case 5 -> admin.delete(job);
      case 6 -> admin.post(job + "?_action=trigger", null);
      case 7 -> admin.post(job + "?_action=" + (random.nextBoolean() ? "pause" : "resume"), null);
      case 8 -> admin.get("scheduler/job?_queryFilter=" + IdmClient.encoded("_id sw 'busy'"));
      default -> admin.get(job);
    };
  }

  private void note(Reply reply) {
    statuses.computeIfAbsent(reply.status(), any -> new AtomicInteger()).incrementAndGet();
    if (!FORESEEN.contains(reply.status())) {
      surprises.add(reply.status() + " " + reply.text());
    }
  }
}
