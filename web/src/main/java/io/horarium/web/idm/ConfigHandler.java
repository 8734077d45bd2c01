package io.horarium.web.idm;

import io.horarium.idm.ConfigService;
import io.horarium.idm.JobService.Condition;
import io.horarium.problem.Conflict;
import io.horarium.step.script.ObjectScript;
import io.horarium.step.script.ObjectScripts;
import io.horarium.web.Caller;
import io.horarium.web.ViewJson;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestJson;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.JsonPatch;
import io.horarium.web.idm.crest.QueryAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /openidm/config}: the documents of schedules, which can be changed, and those of the
 * service (contract/openidm-scheduler.md 9 and 10).
 */
@ApplicationScoped
public class ConfigHandler implements CrestHandler {

  private static final String SCHEDULE = "schedule";

  /** Documents that can be written besides those of schedules. */
  private static final List<String> WRITABLE = List.of("sync");

  private static final int TRANSFORM_SECONDS = 10;

  private ConfigService configs;
  private ServiceConfig service;
  private ObjectScripts scripts;
  private Caller caller;

  protected ConfigHandler() {}

  @Inject
  public ConfigHandler(
      ConfigService configs, ServiceConfig service, ObjectScripts scripts, Caller caller) {
    this.configs = configs;
    this.service = service;
    this.scripts = scripts;
    this.caller = caller;
  }

  private static boolean isSchedule(CrestRequest request) {
    return request.segments().size() == 2 && request.segments().get(0).equals(SCHEDULE);
  }

  private static String name(CrestRequest request) {
    return request.segments().get(1);
  }

  @Override
  public CrestAnswer read(CrestRequest request) {
    if (request.isCollection()) {
      return CrestAnswer.ok(Map.of("configurations", ids()));
    }
    return CrestAnswer.ok(document(request).orElseThrow(() -> missing(request)));
  }

  private static CrestRefusal missing(CrestRequest request) {
    return CrestRefusal.notFound("No configuration exists for id " + request.id());
  }

  private List<Map<String, Object>> ids() {
    List<Map<String, Object>> ids = new ArrayList<>();
    for (String name : configs.schedules()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("_id", SCHEDULE + "/" + name);
      entry.put("pid", "org.forgerock.openidm.schedule." + name);
      entry.put("factoryPid", "org.forgerock.openidm.schedule");
      ids.add(entry);
    }
    for (String name : service.names()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("_id", name);
      entry.put("pid", "org.forgerock.openidm." + name);
      entry.put("factoryPid", null);
      ids.add(entry);
    }
    return ids;
  }

  private Optional<Map<String, Object>> document(CrestRequest request) {
    Optional<Map<String, Object>> found =
        isSchedule(request)
            ? configs.schedule(name(request)).map(ConfigHandler::parsed)
            : service.read(request.id());
    return found.map(document -> withId(request.id(), document));
  }

  private static Map<String, Object> withId(String id, Map<String, Object> document) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_id", id);
    view.putAll(document);
    view.put("_id", id);
    return view;
  }

  static Map<String, Object> parsed(String text) {
    if (CrestJson.parse(text) instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) map;
      return object;
    }
    throw CrestRefusal.badRequest("The configuration is not a JSON object");
  }

  @Override
  public CrestAnswer query(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.notImplemented();
    }
    if (request.parameters().has("_queryId")) {
      throw CrestRefusal.notImplemented();
    }
    QueryAnswer query = QueryAnswer.of(request);
    List<Map<String, Object>> all =
        ids().stream()
            .map(entry -> (String) entry.get("_id"))
            .map(id -> document(request.at(List.of(id.split("/", 2)))))
            .flatMap(Optional::stream)
            .toList();
    return CrestAnswer.ok(query.over(all, request.fields()));
  }

  /** With an id in the path only. */
  @Override
  public CrestAnswer create(CrestRequest request) {
    if (!isSchedule(request)) {
      throw CrestRefusal.badRequest("Empty resourceId");
    }
    return save(request, request.object(), Condition.ABSENT);
  }

  @Override
  public CrestAnswer put(CrestRequest request) {
    return save(request, request.object(), JobHandler.condition(request));
  }

  private CrestAnswer save(CrestRequest request, Map<String, Object> sent, Condition condition) {
    Map<String, Object> document = new LinkedHashMap<>(sent);
    document.remove("_id");
    document.remove("_rev");
    boolean created;
    if (isSchedule(request)) {
      try {
        created =
            Attempts.at(
                () ->
                    configs.putSchedule(
                        name(request),
                        CrestJson.text(document, true),
                        condition,
                        caller.initiator()));
      } catch (Conflict e) {
        throw condition == Condition.ABSENT ? CrestRefusal.precondition(e.getMessage()) : e;
      }
    } else if (request.segments().size() == 1 && WRITABLE.contains(request.id())) {
      created = configs.other(request.id()).isEmpty();
      configs.put(request.id(), CrestJson.text(document, true), caller.initiator());
    } else if (request.isCollection()) {
      throw CrestRefusal.badRequest("Empty resourceId");
    } else {
      throw CrestRefusal.badRequest(
          "The configuration '" + request.id() + "' cannot be written here; write schedule/NAME");
    }
    Map<String, Object> view = withId(request.id(), document);
    return created ? CrestAnswer.created(view, "config/" + path(request)) : CrestAnswer.ok(view);
  }

  private static String path(CrestRequest request) {
    return String.join("/", request.segments().stream().map(Paths::encoded).toList());
  }

  @Override
  public CrestAnswer patch(CrestRequest request) {
    Map<String, Object> present = document(request).orElseThrow(() -> missing(request));
    if (!(request.body() instanceof List<?> operations)) {
      throw CrestRefusal.badRequest("A patch must be a list of operations");
    }
    return save(request, JsonPatch.applied(present, operations, this::transformed), Condition.NONE);
  }

  /** The operation {@code transform}: what a script makes of a value. */
  private Object transformed(Object content, Map<?, ?> by) {
    if (!(json(by) instanceof JsonObject value)
        || !(value.get("script") instanceof JsonObject script)) {
      throw CrestRefusal.badRequest("transform needs a value with an object script");
    }
    ObjectScript.Result result = scripts.run(script, json(content), TRANSFORM_SECONDS);
    if (result.failure() != null) {
      throw CrestRefusal.badRequest("transform: " + result.failure());
    }
    if (result.value() == null) {
      throw CrestRefusal.badRequest("transform: The script has no result; let it end with a value");
    }
    return CrestJson.parse(result.value());
  }

  private static JsonValue json(Object value) {
    try (JsonReader reader = Json.createReader(new StringReader(ViewJson.text(value)))) {
      return reader.readValue();
    }
  }

  @Override
  public CrestAnswer delete(CrestRequest request) {
    if (!isSchedule(request)) {
      throw request.isCollection() ? CrestRefusal.badRequest("Empty resourceId") : missing(request);
    }
    if (configs.schedule(name(request)).isEmpty()) {
      throw missing(request);
    }
    return CrestAnswer.ok(
        withId(
            request.id(),
            parsed(Attempts.at(() -> configs.deleteSchedule(name(request), caller.initiator())))));
  }
}
