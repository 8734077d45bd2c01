package io.horarium.web.idm.crest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a request of the IDM dialect (contract/openidm-scheduler.md 2). */
final class RequestReader {

  private static final int LONGEST_PATH = 8000;

  private RequestReader() {}

  /**
   * @throws CrestRefusal it breaks a rule of the protocol
   */
  static CrestRequest read(HttpServletRequest request, VersionHeader version) throws IOException {
    List<String> segments = segments(request);
    if (request.getHeader("If-Modified-Since") != null
        || request.getHeader("If-Unmodified-Since") != null) {
      throw new CrestRefusal(
          409, "Header If-Modified-Since and If-Unmodified-Since are not supported");
    }
    Parameters parameters = new Parameters(request.getParameterMap());
    parameters.isTrue("_prettyPrint");
    Operation operation = operation(request, parameters, version.protocol());
    if (parameters.has("_queryExpression")) {
      throw CrestRefusal.forbidden();
    }
    if (parameters.has("_mimeType")) {
      throw CrestRefusal.badRequest(
          "The parameter '_mimeType' is not supported; all answers are application/json");
    }
    CrestRequest read =
        new CrestRequest(
            operation,
            segments,
            version.resource(),
            version.protocol(),
            parameters,
            FieldSelection.parse(parameters.get("_fields").orElse(null)),
            Conditions.revision(request.getHeader("If-Match")),
            Conditions.revision(request.getHeader("If-None-Match")),
            hasBody(operation) ? BodyReader.read(request, operation) : null);
    Conditions.check(read);
    return read;
  }

  private static boolean hasBody(Operation operation) {
    return switch (operation) {
      case CREATE, PUT, PATCH, ACTION -> true;
      case READ, QUERY, DELETE -> false;
    };
  }

  private static Operation operation(
      HttpServletRequest request, Parameters parameters, ApiVersion protocol) {
    String method = request.getMethod();
    String override = request.getHeader("X-HTTP-Method-Override");
    if (method.equals("POST") && override != null) {
      method = override.strip().toUpperCase(Locale.ROOT);
    }
    long queries =
        List.of("_queryFilter", "_queryId", "_queryExpression").stream()
            .filter(parameters::has)
            .count();
    if (queries > 1) {
      throw CrestRefusal.badRequest(
          "The parameters _queryFilter, _queryId and _queryExpression are mutually exclusive");
    }
    switch (method) {
      case "GET" -> {
        return queries == 0 ? Operation.READ : Operation.QUERY;
      }
      case "PUT" -> {
        return Operation.PUT;
      }
      case "DELETE" -> {
        return Operation.DELETE;
      }
      case "PATCH" -> {
        return Operation.PATCH;
      }
      case "POST" -> {
        String action = parameters.get("_action").orElse("");
        if (action.isEmpty() && protocol.compareTo(VersionHeader.PROTOCOL) < 0) {
          throw CrestRefusal.badRequest("The parameter '_action' is required");
        }
        return action.isEmpty() || action.equalsIgnoreCase("create")
            ? Operation.CREATE
            : Operation.ACTION;
      }
      default -> throw CrestRefusal.notImplemented();
    }
  }

  /** Decoded here: the server's own decoding would make a slash of %2F. */
  private static List<String> segments(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.length() > LONGEST_PATH) {
      throw CrestRefusal.noRoute("");
    }
    List<String> segments = new ArrayList<>();
    String[] parts = path.split("/", -1);
    // the first is empty, the second is the dialect
    for (int i = 2; i < parts.length; i++) {
      if (!parts[i].isEmpty()) {
        segments.add(decoded(parts[i]));
      }
    }
    return segments;
  }

  private static String decoded(String segment) {
    try {
      String text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (text.indexOf('\0') >= 0) {
        throw CrestRefusal.noRoute("");
      }
      return text;
    } catch (IllegalArgumentException e) {
      throw CrestRefusal.noRoute("");
    }
  }
}
