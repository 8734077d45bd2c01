package io.horarium.web.idm.crest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the body of a request (contract/openidm-scheduler.md 2.2). */
final class BodyReader {

  private static final int MAX_BYTES = 10_000_000;

  private BodyReader() {}

  /**
   * The body: a map, or for PATCH a list.
   *
   * @return null when there is none, which is for actions only
   * @throws CrestRefusal no or another content type, or not JSON
   */
  static Object read(HttpServletRequest request, Operation operation) throws IOException {
    String type = request.getContentType();
    boolean optional = operation == Operation.ACTION;
    if (type == null) {
      if (optional && request.getInputStream().read() < 0) {
        return null;
      }
      throw CrestRefusal.badRequest(
          "The request could not be processed because the  content-type was not specified and is"
              + " required");
    }
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    byte[] bytes =
        switch (plain) {
          case "application/json" -> bytes(request.getInputStream());
          case "multipart/form-data" -> part(request);
          default ->
              throw CrestRefusal.badRequest(
                  "The request could not be processed because it specified the content-type '"
                      + plain
                      + "' when only the content-type 'application/json' and"
                      + " 'multipart/form-data' are supported");
        };
    String text = text(bytes);
    if (text.isBlank() && optional) {
      return null;
    }
    Object body = CrestJson.parse(text);
    if (operation == Operation.PATCH) {
      if (!(body instanceof List)) {
        throw CrestRefusal.badRequest(
            "The request could not be processed because the provided content is not a JSON array");
      }
    } else if (!(body instanceof Map)) {
      throw notAnObject();
    }
    return body;
  }

  static CrestRefusal notAnObject() {
    return CrestRefusal.badRequest(
        "The request could not be processed because the provided content is not a JSON object");
  }

  private static byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw CrestRefusal.badRequest("The body is larger than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  /** The part named json, or the only one. */
  private static byte[] part(HttpServletRequest request) throws IOException {
    Collection<Part> parts;
    try {
      parts = request.getParts();
    } catch (ServletException | IllegalStateException | IOException e) {
      throw new CrestRefusal(
          400, "The request could not be processed because its parts cannot be read", null);
    }
    Part json =
        parts.stream()
            .filter(part -> part.getName().equals("json") || parts.size() == 1)
            .findFirst()
            .orElseThrow(
                () ->
                    CrestRefusal.badRequest(
                        "The request could not be processed because it has no part named json"));
    try (InputStream in = json.getInputStream()) {
      return bytes(in);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw CrestRefusal.badRequest("The body is not valid UTF-8");
    }
  }
}
