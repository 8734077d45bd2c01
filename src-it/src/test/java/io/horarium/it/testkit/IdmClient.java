package io.horarium.it.testkit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Speaks the IDM dialect. */
public final class IdmClient {

  /** The first user of every Horarium, and its password in tests. */
  public static final String ADMINISTRATOR = "openidm-admin";

  public static final String PASSWORD = "of-the-tests-1";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * What the server answered.
   *
   * @param text the body, empty when there was none
   */
  public record Reply(int status, HttpHeaders headers, String text) {

    public JsonValue json() {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        return reader.readValue();
      }
    }

    public JsonObject object() {
      return json().asJsonObject();
    }

    public JsonArray list() {
      return json().asJsonArray();
    }

    /** The one value of a header, or null. */
    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    /** The results of a query. */
    public List<JsonObject> results() {
      return object().getJsonArray("result").getValuesAs(JsonObject.class);
    }

    /** This, when it has that status. */
    public Reply expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("Expected " + wanted + ", but got " + status + ": " + text);
      }
      return this;
    }
  }

  private final String base;
  private final Map<String, String> headers;

  private IdmClient(String base, Map<String, String> headers) {
    this.base = base;
    this.headers = Map.copyOf(headers);
  }

  /** The administrator on the shared server of the tests, as the documents' examples speak. */
  public static IdmClient ofAdministrator() {
    return at(TestServer.httpPort());
  }

  /** The administrator of some server of this machine. */
  public static IdmClient at(int httpPort) {
    return new IdmClient(
        "http://127.0.0.1:%d".formatted(httpPort),
        Map.of(
            "X-OpenIDM-Username",
            ADMINISTRATOR,
            "X-OpenIDM-Password",
            PASSWORD,
            "X-OpenIDM-NoSession",
            "true",
            "Accept-API-Version",
            "resource=2.0"));
  }

  /** Without any header. */
  public IdmClient bare() {
    return new IdmClient(base, Map.of());
  }

  /** With one more header, or another value of one. */
  public IdmClient with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new IdmClient(base, more);
  }

  public Reply get(String path) {
    return send("GET", path, null);
  }

  public Reply put(String path, String body) {
    return send("PUT", path, body);
  }

  public Reply post(String path, String body) {
    return send("POST", path, body);
  }

  public Reply patch(String path, String body) {
    return send("PATCH", path, body);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null);
  }

  /** The results of a query of jobs. */
  public List<JsonObject> jobs(String filter, String... more) {
    return get("scheduler/job?_queryFilter=" + encoded(filter) + String.join("", more))
        .expect(200)
        .results();
  }

  /** For use in a query string. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Sends a request; with a body it says that this is JSON unless a header says otherwise. A header
   * with an empty value is left out.
   *
   * @param path below {@code /openidm/}, or from the root with a slash before it
   * @param body null for none
   */
  public Reply send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + (path.startsWith("/") ? "" : "/openidm/") + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.setHeader(name, value);
          }
        });
    if (body != null && !headers.containsKey("Content-Type")) {
      request.setHeader("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
