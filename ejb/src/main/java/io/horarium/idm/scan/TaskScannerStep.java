package io.horarium.idm.scan;

import io.horarium.activity.ActivityStore;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import io.horarium.step.script.ObjectScripts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * The step type behind the service {@code taskScanner} (contract/openidm-scheduler.md 11). What is
 * wrong in its context shows when it runs, as with every service of IDM.
 */
@ApplicationScoped
public class TaskScannerStep implements StepType {

  /** Name of the step type. */
  public static final String NAME = "TaskScanner";

  private ScanStore store;
  private ObjectSets sets;
  private ObjectScripts scripts;
  private ActivityStore activities;

  protected TaskScannerStep() {}

  @Inject
  public TaskScannerStep(
      ScanStore store, ObjectSets sets, ObjectScripts scripts, ActivityStore activities) {
    this.store = store;
    this.sets = sets;
    this.scripts = scripts;
    this.activities = activities;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<FieldProblem> check(StepSettings settings) {
    if (settings.context() == null) {
      return List.of();
    }
    try {
      ScanObject.parse(settings.context());
      return List.of();
    } catch (JsonException e) {
      return List.of(
          new FieldProblem("context", "is not a JSON object; write it as {\"name\": value}"));
    }
  }

  @Override
  public StepWork work(StepContext context) {
    ScanRequest request =
        ScanRequest.of(
            context.settings().context() == null
                ? JsonValue.EMPTY_JSON_OBJECT
                : ScanObject.parse(context.settings().context()),
            store.now());
    return new TaskScanWork(
        context,
        request,
        sets.named(request.object()),
        scripts.of(request.script(), context.timeoutSeconds()),
        store,
        activities);
  }
}
