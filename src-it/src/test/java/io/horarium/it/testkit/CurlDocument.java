package io.horarium.it.testkit;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document with examples for curl and the answers that it prints below them. */
public final class CurlDocument {

  /**
   * One example.
   *
   * @param path with the query string
   * @param headers as written
   * @param body as written, or null
   * @param answer what is printed below it, or null; a line of three dots stands for what was left
   *     out
   */
  public record Call(
      String method, String path, Map<String, String> headers, String body, JsonValue answer) {

    /** The name of the action, or an empty text. */
    public String action() {
      int at = path.indexOf("_action=");
      return at < 0 ? "" : path.substring(at + "_action=".length());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static final Pattern HEADER = Pattern.compile("\\G--header \"([^:\"]+): ([^\"]*)\"");
  private static final Pattern REQUEST = Pattern.compile("\\G--request (\\w+)");
  private static final Pattern DATA = Pattern.compile("\\G--data \\\\?\\s*'");
  private static final Pattern DATA_END = Pattern.compile("'[ ]*\\\\?\\n");
  private static final Pattern URL = Pattern.compile("\\G\"(https?://[^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("\\G[ ]*(?:\\\\\\n[ ]*)?");

  private CurlDocument() {}

  /** All examples of a document among the test resources, in its order. */
  public static List<Call> read(String resource) {
    String text;
    try (InputStream in = CurlDocument.class.getResourceAsStream(resource)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Call> calls = new ArrayList<>();
    int at = text.indexOf("\ncurl \\\n");
    while (at >= 0) {
      Reader reader = new Reader(text, at + "\ncurl ".length());
      calls.add(reader.call());
      at = text.indexOf("\ncurl \\\n", reader.at);
    }
    return calls;
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text, int at) {
      this.text = text;
      this.at = at;
    }

    Call call() {
      Map<String, String> headers = new LinkedHashMap<>();
      String method = null;
      String url = null;
      String body = null;
      while (text.charAt(at) != '\n') {
        skip();
        Matcher matcher;
        if ((matcher = found(HEADER)) != null) {
          headers.put(matcher.group(1), matcher.group(2));
        } else if ((matcher = found(REQUEST)) != null) {
          method = matcher.group(1);
        } else if ((matcher = found(URL)) != null) {
          url = matcher.group(1);
        } else if (found(DATA) != null) {
          // the text of the documents has quotation marks inside of quotation marks
          Matcher end = DATA_END.matcher(text);
          if (!end.find(at)) {
            throw new AssertionError("The data does not end");
          }
          body = text.substring(at, end.start());
          at = end.start() + 1;
        } else {
          throw new AssertionError("Cannot read: " + text.substring(at, at + 60));
        }
      }
      at++;
      URI address = URI.create(url.replace("<tenant-env-fqdn>", "tenant"));
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      return new Call(method, address.getRawPath() + query, headers, body, answer());
    }

    private void skip() {
      Matcher next = NEXT.matcher(text);
      if (next.find(at)) {
        at = next.end();
      }
    }

    private Matcher found(Pattern pattern) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find(at)) {
        return null;
      }
      at = matcher.end();
      if (at < text.length() && text.startsWith(" \\\n", at)) {
        // goes on in the next line
        at += 3;
      }
      return matcher;
    }

    private JsonValue answer() {
      if (text.charAt(at) != '{' && text.charAt(at) != '[') {
        return null;
      }
      int from = at;
      int depth = 0;
      boolean quoted = false;
      do {
        char c = text.charAt(at);
        if (quoted) {
          if (c == '\\') {
            at++;
          } else if (c == '"') {
            quoted = false;
          }
        } else if (c == '"') {
          quoted = true;
        } else if (c == '{' || c == '[') {
          depth++;
        } else if (c == '}' || c == ']') {
          depth--;
        }
        at++;
      } while (depth > 0);
      String json = text.substring(from, at).replaceAll("(?m)^\\s*\\.\\.\\.\\s*$", "");
      try (JsonReader reader = Json.createReader(new StringReader(json))) {
        return reader.readValue();
      }
    }
  }
}
