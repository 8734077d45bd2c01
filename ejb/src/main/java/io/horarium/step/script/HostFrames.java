package io.horarium.step.script;

import io.horarium.step.script.ScriptEvent.Kind;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * The node's end of the pipe to a script host: four bytes of length, then JSON text in UTF-8. What
 * comes in is not trusted: a frame that is too long or makes no sense ends the conversation.
 */
final class HostFrames {

  private static final int LIMIT = 1 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;

  HostFrames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /** Sends a request. */
  void write(JsonObject request) throws IOException {
    byte[] bytes = request.toString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** The next event; an {@link IOException} at the end of the stream and at nonsense. */
  ScriptEvent read() throws IOException {
    int length = in.readInt();
    if (length < 2 || length > LIMIT) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    try (JsonReader reader =
        Json.createReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
      return event(reader.readObject());
    } catch (JsonException | ClassCastException | NullPointerException e) {
      throw new IOException("a frame that is not an event", e);
    }
  }

  private static ScriptEvent event(JsonObject json) throws IOException {
    return switch (json.getString("event")) {
      case "ready" -> ScriptEvent.of(Kind.READY, null);
      case "log" ->
          new ScriptEvent(
              Kind.LINE, json.getString("level"), clean(json.getString("text")), null, 0, 0);
      case "result" -> ScriptEvent.of(Kind.RESULT, clean(json.getString("value", null)));
      case "error" ->
          new ScriptEvent(
              kind(json.getString("kind")),
              null,
              clean(json.getString("message", null)),
              clean(json.getString("script", null)),
              json.getInt("line", 0),
              json.getInt("column", 0));
      default -> throw new IOException("an unknown event");
    };
  }

  private static Kind kind(String name) throws IOException {
    return switch (name) {
      case "syntax" -> Kind.SYNTAX;
      case "script" -> Kind.THROWN;
      case "time" -> Kind.OUT_OF_TIME;
      case "statements" -> Kind.OUT_OF_STATEMENTS;
      default -> throw new IOException("an unknown kind of error");
    };
  }

  /** As the database can hold it: without NUL and halves of characters. */
  private static String clean(String text) {
    return text == null
        ? null
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .replace('\0', '\uFFFD');
  }
}
