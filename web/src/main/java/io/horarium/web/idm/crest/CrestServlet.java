package io.horarium.web.idm.crest;

import io.horarium.access.KnownUser;
import io.horarium.access.Roles;
import io.horarium.web.Caller;
import io.horarium.web.session.Credentials;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The IDM dialect below {@code /openidm}: one protocol for all its resources, which decides by the
 * query string, headers and path together, and hence not by methods of resource classes (ADR 0016).
 *
 * <p>Order of refusals: malformed version header, nobody known (401), no version or path (404), the
 * rules of the protocol (400, 409, 412), a session used by another site (403), no right (403).
 */
@WebServlet("/openidm/*")
@MultipartConfig(maxFileSize = 10_000_000, maxRequestSize = 20_000_000)
public class CrestServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String METHODS = "DELETE, GET, OPTIONS, PATCH, POST, PUT";

  @Inject private transient CrestRoutes routes;

  @Inject private transient Caller caller;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", METHODS);
      return;
    }
    boolean pretty = false;
    CrestAnswer answer;
    try {
      pretty = "true".equalsIgnoreCase(request.getParameter("_prettyPrint"));
      answer = answer(request, response);
    } catch (CrestRefusal refusal) {
      answer = of(refusal);
    } catch (RuntimeException e) {
      answer = of(CrestFailures.of(e));
    }
    send(answer, request, response, pretty);
  }

  private CrestAnswer answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    VersionHeader version = VersionHeader.parse(request.getHeader("Accept-API-Version"));
    if (caller.failure().isPresent()) {
      throw caller.failure().get();
    }
    if (caller.known().isEmpty()) {
      throw new CrestRefusal(401, "Access Denied");
    }
    CrestRequest read = RequestReader.read(request, version);
    refuseForged(read, request);
    boolean open = isOpenToAll(read);
    if (!open && !caller.roles().contains(Roles.ADMINISTRATOR)) {
      throw CrestRefusal.forbidden();
    }
    CrestRouter.Match match = routes.router().match(read);
    response.setHeader(
        "Content-API-Version",
        "protocol=" + version.protocol() + ",resource=" + match.request().version());
    CrestAnswer answer = match.handler().handle(match.request());
    return answer.body() instanceof Map<?, ?> && answer.status() < 300
        ? selected(answer, read)
        : answer;
  }

  private static CrestAnswer selected(CrestAnswer answer, CrestRequest request) {
    boolean whole = request.operation() == Operation.QUERY;
    @SuppressWarnings("unchecked")
    Map<String, Object> body = (Map<String, Object>) answer.body();
    return whole || request.operation() == Operation.ACTION
        ? answer
        : new CrestAnswer(answer.status(), request.fields().of(body), answer.headers());
  }

  /**
   * A browser sends the cookie along with requests that another site makes it send, but not headers
   * of its own (contract/openidm-scheduler.md 13).
   */
  private void refuseForged(CrestRequest read, HttpServletRequest request) {
    boolean byCookie =
        caller.credentials().filter(Credentials.Session.class::isInstance).isPresent();
    if (byCookie
        && read.operation() != Operation.READ
        && request.getHeader("X-Requested-With") == null) {
      throw CrestRefusal.forbidden();
    }
  }

  /** Who one is and whether the server is up may be asked by everybody who is known at all. */
  private boolean isOpenToAll(CrestRequest read) {
    if (read.segments().isEmpty()) {
      return false;
    }
    String first = read.segments().get(0);
    if (first.equals("authentication")) {
      return !caller.known().filter(KnownUser.ANONYMOUS::equals).isPresent();
    }
    return first.equals("info") && read.operation() == Operation.READ;
  }

  private static CrestAnswer of(CrestRefusal refusal) {
    return new CrestAnswer(refusal.code(), refusal.code() == 304 ? null : refusal.body(), Map.of());
  }

  private static void send(
      CrestAnswer answer, HttpServletRequest request, HttpServletResponse response, boolean pretty)
      throws IOException {
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach(
            (name, value) ->
                response.setHeader(
                    name, name.equals("Location") ? location(request, value) : value));
    if (answer.status() == 503) {
      response.setHeader("Retry-After", "5");
    }
    if (answer.body() == null || request.getMethod().equals("HEAD")) {
      return;
    }
    byte[] text = CrestJson.text(answer.body(), pretty).getBytes(StandardCharsets.UTF_8);
    response.setHeader("Content-Type", "application/json;charset=UTF-8");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  private static String location(HttpServletRequest request, String path) {
    URI base = URI.create(request.getRequestURL().toString());
    String port = base.getPort() < 0 ? "" : ":" + base.getPort();
    return base.getScheme() + "://" + base.getHost() + port + "/openidm/" + path;
  }
}
