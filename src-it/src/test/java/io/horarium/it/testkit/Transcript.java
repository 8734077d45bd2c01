package io.horarium.it.testkit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recorded exchange with a real OpenIDM. Times near the recording are moved by as much as has
 * passed since.
 *
 * @param body null for none
 * @param answer null for an empty one
 */
public record Transcript(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    int status,
    JsonValue answer) {

  private static final Pattern TIME = Pattern.compile("2026-11-2[12]T\\d{2}:\\d{2}:\\d{2}");

  /** Those in a folder of the test resources, in the order of the recording. */
  public static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(Path.of(Transcript.class.getResource(folder).toURI()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of them, its times moved to now. */
  public static Transcript read(Path file) {
    JsonObject recorded;
    try {
      recorded = parse(moved(Files.readString(file))).asJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonObject request = recorded.getJsonObject("request");
    JsonObject response = recorded.getJsonObject("response");
    Map<String, String> headers = new TreeMap<>();
    request
        .getJsonObject("headers")
        .forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
    headers.remove("Host");
    JsonValue answer = response.get("body");
    return new Transcript(
        recorded.getString("name"),
        request.getString("method"),
        request.getString("path"),
        headers,
        text(request.get("body")),
        response.getInt("status"),
        answer == JsonValue.NULL ? null : answer);
  }

  private static String text(JsonValue body) {
    if (body == null || body == JsonValue.NULL) {
      return null;
    }
    return body instanceof JsonString text ? text.getString() : body.toString();
  }

  private static String moved(String text) {
    String sent = text.replaceAll("(?s).*\"sentAt\": \"([^\"]+)\".*", "$1");
    Duration since =
        Duration.between(Instant.parse(sent), Instant.now()).truncatedTo(ChronoUnit.SECONDS);
    return TIME.matcher(text)
        .replaceAll(
            found ->
                LocalDateTime.parse(found.group())
                    .plus(since)
                    .atOffset(ZoneOffset.UTC)
                    .toString()
                    .replaceAll("^(.{16})Z$", "$1:00Z")
                    .replace("Z", ""));
  }

  private static JsonValue parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /** The id of the job that the path names, encoded, or null. */
  public String job() {
    String prefix = "/openidm/scheduler/job/";
    String plain = path.replaceAll("\\?.*", "");
    return plain.startsWith(prefix) ? plain.substring(prefix.length()) : null;
  }

  /** Whether the answer shows a job. */
  public boolean showsJob() {
    return answer instanceof JsonObject object
        && object.containsKey("invokeService")
        && object.containsKey("triggers");
  }

  /** The results of a query, or null. */
  public JsonArray results() {
    return answer instanceof JsonObject object ? object.getJsonArray("result") : null;
  }
}
