package io.horarium.it.testkit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.client.HttpUrlConnectorProvider;

/**
 * Speaks the REST interface as a client of its own. What the server refuses comes as {@link
 * JimError}.
 */
public final class JimClient {

  private static final Set<String> ENDED_ACTIVITY =
      Set.of(
          "Complete", "CompleteWithWarning", "CompleteWithError", "FailedWithError", "Cancelled");
  private static final Set<String> ENDED_EXECUTION = Set.of("Complete", "Failed", "Cancelled");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Client CLIENT =
      ClientBuilder.newBuilder()
          .connectTimeout(5, TimeUnit.SECONDS)
          .readTimeout(60, TimeUnit.SECONDS)
          .property(HttpUrlConnectorProvider.SET_METHOD_WORKAROUND, true) // for PATCH
          .build();

  private final String base;
  private final String key;

  private JimClient(int httpPort, String key) {
    this.base = "http://127.0.0.1:%d/api/v1/".formatted(httpPort);
    this.key = key;
  }

  /** An administrator of the shared server of the tests. */
  public static JimClient ofAdministrator() {
    return at(TestServer.httpPort(), TestServer.API_KEY);
  }

  /**
   * A caller of some server of this machine.
   *
   * @param key null for a caller without one
   */
  public static JimClient at(int httpPort, String key) {
    return new JimClient(httpPort, key);
  }

  /** The same server, another caller. */
  public JimClient withKey(String other) {
    return new JimClient(base, other);
  }

  private JimClient(String base, String key) {
    this.base = base;
    this.key = key;
  }

  public JsonObject get(String path) {
    return send("GET", path, null).orThrow("GET " + path).object();
  }

  public JsonArray list(String path) {
    return send("GET", path, null).orThrow("GET " + path).list();
  }

  public JsonObject post(String path, Map<String, ?> body) {
    return send("POST", path, json(body)).orThrow("POST " + path).object();
  }

  /** Without a body. */
  public JsonObject post(String path) {
    return send("POST", path, Entity.json("")).orThrow("POST " + path).object();
  }

  public JsonObject put(String path, Map<String, ?> body) {
    return send("PUT", path, json(body)).orThrow("PUT " + path).object();
  }

  public Answer delete(String path) {
    return send("DELETE", path, null).orThrow("DELETE " + path);
  }

  /** Whatever the server answers, refusals too. */
  public Answer send(String method, String path, Entity<?> body) {
    Invocation.Builder request =
        CLIENT.target(base + path).request(MediaType.APPLICATION_JSON_TYPE);
    if (key != null) {
      request.header("X-API-Key", key);
    }
    return Answer.of(body == null ? request.method(method) : request.method(method, body));
  }

  /** All items of a paged list, page by page. */
  public List<JsonObject> all(String path) {
    List<JsonObject> items = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonObject answer = get(path + "?pageSize=100&page=" + page);
      items.addAll(answer.getJsonArray("items").getValuesAs(JsonObject.class));
      if (!answer.getBoolean("hasNextPage")) {
        return items;
      }
    }
  }

  /** Waits for the end of an activity and gives its detail. */
  public JsonObject awaitEnd(String activityId) {
    return awaitEnd(activityId, LIMIT);
  }

  public JsonObject awaitEnd(String activityId, Duration limit) {
    return await("the end of activity " + activityId, limit, "activities/", activityId);
  }

  /** Waits for the end of a schedule's execution and gives its detail. */
  public JsonObject awaitExecutionEnd(String executionId) {
    return await("the end of execution " + executionId, LIMIT, "schedule-executions/", executionId);
  }

  private JsonObject await(String what, Duration limit, String path, String id) {
    return Await.until(what, limit, () -> Optional.of(get(path + id)).filter(JimClient::ended));
  }

  /** Waits until a run is at work on its objects. */
  public void awaitObjects(String activityId, int atLeast) {
    Await.untilTrue(
        "activity " + activityId + " to have processed " + atLeast + " objects",
        LIMIT,
        () -> {
          JsonObject progress = get("activities/" + activityId + "/progress");
          if (ended(progress)) {
            throw new AssertionError("The run was over too early: " + progress);
          }
          return progress.getInt("objectsProcessed") >= atLeast;
        });
  }

  private static boolean ended(JsonObject answer) {
    String status = answer.getString("status");
    return ENDED_ACTIVITY.contains(status) || ENDED_EXECUTION.contains(status);
  }

  private static Entity<String> json(Map<String, ?> body) {
    return Entity.json(Json.createObjectBuilder(body).build().toString());
  }
}
