package io.horarium.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Waits until the application says that it can take work, or cannot any more. */
final class Readiness {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofMillis(500);

  private final URI uri;
  private final ServerProcess server;
  private final ServerFiles files;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  Readiness(int httpPort, ServerProcess server, ServerFiles files) {
    this.uri = URI.create("http://127.0.0.1:%d/api/v1/health/ready".formatted(httpPort));
    this.server = server;
    this.files = files;
  }

  /**
   * Waits.
   *
   * @return false if the server died meanwhile
   * @throws LaunchFailure if the application was refused, or is not ready within five minutes
   */
  boolean await() throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (answers()) {
        return true;
      }
      if (!server.isAlive()) {
        return false;
      }
      Optional<String> refusal = files.deploymentFailure();
      if (refusal.isPresent()) {
        throw new LaunchFailure(
            "The server refused the application (%s); the reason stands in %s."
                .formatted(shortened(refusal.get()), files.log()));
      }
      Thread.sleep(STEP.toMillis());
    }
    throw new LaunchFailure(
        "The application was not ready after %d minutes; see %s."
            .formatted(LIMIT.toMinutes(), files.log()));
  }

  private boolean answers() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
