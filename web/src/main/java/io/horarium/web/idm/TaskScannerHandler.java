package io.horarium.web.idm;

import io.horarium.idm.scan.ScanRun;
import io.horarium.idm.scan.ScanService;
import io.horarium.web.Caller;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import io.horarium.web.idm.crest.QueryAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /openidm/taskscanner}: the runs of task scanners (contract/openidm-scheduler.md 11). */
@ApplicationScoped
public class TaskScannerHandler implements CrestHandler {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ScanService scans;
  private Caller caller;

  protected TaskScannerHandler() {}

  @Inject
  public TaskScannerHandler(ScanService scans, Caller caller) {
    this.scans = scans;
    this.caller = caller;
  }

  @Override
  public CrestAnswer read(CrestRequest request) {
    return CrestAnswer.ok(
        request.isCollection() ? Map.of("tasks", all()) : view(scans.run(request.id())));
  }

  @Override
  public CrestAnswer query(CrestRequest request) {
    if (!request.isCollection()) {
      throw CrestRefusal.badRequest("A query is for the collection, not for one run");
    }
    return CrestAnswer.ok(QueryAnswer.of(request).over(all(), request.fields()));
  }

  @Override
  public CrestAnswer action(CrestRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    if (request.isCollection() && action.equals("execute")) {
      String name =
          request
              .parameters()
              .get("name")
              .filter(text -> !text.isBlank())
              .orElseThrow(
                  () ->
                      CrestRefusal.badRequest(
                          "The parameter name is missing; name the job whose scan is to run"));
      return CrestAnswer.ok(
          Map.of("_id", Attempts.at(() -> scans.execute(name, caller.initiator())).toString()));
    }
    if (!request.isCollection() && action.equals("cancel")) {
      boolean cancelled = Attempts.at(() -> scans.cancel(request.id(), caller.initiator()));
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("_id", request.id());
      answer.put("status", cancelled ? "SUCCESS" : "FAILURE");
      return CrestAnswer.ok(answer);
    }
    throw CrestRefusal.badRequest(
        "Expecting String containing one of: execute on the collection, cancel on a run");
  }

  private List<Map<String, Object>> all() {
    return scans.runs().stream().map(TaskScannerHandler::view).toList();
  }

  private static Map<String, Object> view(ScanRun run) {
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("state", run.state().name());
    progress.put("processed", run.processed());
    progress.put("total", run.total());
    progress.put("successes", run.successes());
    progress.put("failures", run.failures());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("_id", run.id().toString());
    view.put("name", run.name());
    view.put("started", date(run.startedAt()));
    view.put("ended", date(run.endedAt()));
    view.put("progress", progress);
    return view;
  }

  private static String date(Instant instant) {
    return instant == null ? null : ISO.format(instant);
  }
}
