package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.it.testkit.HorariumProcess;
import io.horarium.it.testkit.IdmClient;
import io.horarium.it.testkit.IdmClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * How fast jobs of the IDM dialect are created, read, queried, updated and deleted, by one client
 * and by four. {@code -Djobs=N} takes another number than 1,000. Prints what it measured.
 */
class IdmJobsBenchmark {

  private static final int JOBS = Integer.getInteger("jobs", 1000);
  private static final int PORT_OFFSET = 1010;
  private static final String BODY =
      """
      {"enabled": %s, "persisted": true, "schedule": "0 0 2 * * ?", "invokeService": "script",
       "invokeContext": {"script": {"type": "text/javascript", "source": "logger.info('%d');"}}}""";

  private final List<String> report = new ArrayList<>();

  @Test
  @SuppressWarnings("try") // the process is there for its port
  void jobs() throws InterruptedException, ExecutionException {
    Path home = Path.of(System.getProperty("it.home")).resolveSibling("idm-benchmark-home");
    try (HorariumProcess horarium = HorariumProcess.start(home, PORT_OFFSET)) {
      IdmClient idm = IdmClient.at(8080 + PORT_OFFSET);
      round(idm, 1, 50, false);
      for (int clients : new int[] {1, 4}) {
        round(idm, clients, JOBS, true);
      }
      assertThat(idm.jobs("_id sw 'bench-'")).isEmpty();
    } finally {
      report.forEach(System.out::println);
    }
  }

  private void round(IdmClient idm, int clients, int jobs, boolean told)
      throws InterruptedException, ExecutionException {
    measure("create", clients, jobs, told, i -> idm.put(path(i), BODY.formatted(true, i)));
    measure("read", clients, jobs, told, i -> idm.get(path(i)));
    measure(
        "query",
        clients,
        Math.min(jobs, 200),
        told,
        i ->
            idm.get(
                "scheduler/job?_pageSize=50&_queryFilter="
                    + IdmClient.encoded(
                        "enabled eq true and invokeContext/script/source co '%d'".formatted(i))));
    measure("update", clients, jobs, told, i -> idm.put(path(i), BODY.formatted(true, i + 1)));
    measure("delete", clients, jobs, told, i -> idm.delete(path(i)));
  }

  private static String path(int number) {
    return "scheduler/job/bench-" + number;
  }

  private void measure(
      String what, int clients, int requests, boolean told, IntFunction<Reply> request)
      throws InterruptedException, ExecutionException {
    long[] nanos = new long[requests];
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    long begin = System.nanoTime();
    List<Future<?>> working = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      working.add(
          threads.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                  long from = System.nanoTime();
                  Reply reply = request.apply(i);
                  nanos[i] = System.nanoTime() - from;
                  assertThat(reply.status()).as(reply.text()).isIn(200, 201);
                }
              }));
    }
    for (Future<?> one : working) {
      one.get();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    threads.shutdown();
    Arrays.sort(nanos);
    if (told) {
      report.add(
          "%-6s %d client(s), %,d requests: %,.0f requests/s, p50 %.1f ms, p99 %.1f ms"
              .formatted(
                  what,
                  clients,
                  requests,
                  requests / seconds,
                  nanos[requests / 2] / 1e6,
                  nanos[(int) (requests * 0.99)] / 1e6));
    }
  }
}
