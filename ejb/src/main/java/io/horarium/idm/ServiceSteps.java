package io.horarium.idm;

import io.horarium.activity.ActivityStore;
import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The step types behind the services {@code sync}, {@code provisioner} and {@code schedule}
 * (contract/openidm-scheduler.md 11, design.md 10.3). Each reads the context as the service of IDM
 * does; what is missing in it shows when it runs.
 */
final class ServiceSteps {

  private ServiceSteps() {}

  private static List<FieldProblem> objectOnly(StepSettings settings) {
    if (settings.context() == null) {
      return List.of();
    }
    try {
      Invocation.parse(settings.context());
      return List.of();
    } catch (JsonException e) {
      return List.of(
          new FieldProblem("context", "is not a JSON object; write it as {\"name\": value}"));
    }
  }

  private static JsonObject context(StepSettings settings) {
    return settings.context() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Invocation.parse(settings.context());
  }

  private static String text(JsonObject context, String name) {
    return context.get(name) instanceof JsonString text ? text.getString() : "";
  }

  /** Reconciles a mapping. */
  @ApplicationScoped
  public static class Sync implements StepType {

    private static final Set<String> RECONCILE =
        Set.of("reconcile", "recon", "reconbyquery", "reconbyid");

    @Inject private Mappings mappings;
    @Inject private Runs runs;

    @Override
    public String name() {
      return "Sync";
    }

    @Override
    public List<FieldProblem> check(StepSettings settings) {
      return objectOnly(settings);
    }

    @Override
    public StepWork work(StepContext context) {
      JsonObject asked = context(context.settings());
      String action = text(asked, "action");
      if (!RECONCILE.contains(action.toLowerCase(Locale.ROOT))) {
        throw new RunFailure("action is '" + action + "', but sync knows reconcile only.");
      }
      return runs.of(context, mappings.reconciliation(asked.get("mapping")));
    }
  }

  /** Brings the changes of a system in. */
  @ApplicationScoped
  public static class LiveSync implements StepType {

    private static final Set<String> LIVE = Set.of("livesync", "activesync");

    @Inject private Mappings mappings;
    @Inject private Runs runs;

    @Override
    public String name() {
      return "LiveSync";
    }

    @Override
    public List<FieldProblem> check(StepSettings settings) {
      return objectOnly(settings);
    }

    @Override
    public StepWork work(StepContext context) {
      JsonObject asked = context(context.settings());
      String action = text(asked, "action");
      if (!LIVE.contains(action.toLowerCase(Locale.ROOT))) {
        throw new RunFailure("action is '" + action + "', but provisioner knows liveSync only.");
      }
      return runs.of(context, mappings.liveSync(text(asked, "source")));
    }
  }

  /** Runs another schedule. */
  @ApplicationScoped
  public static class OtherSchedule implements StepType {

    @Inject private JobStore store;
    @Inject private Runs runs;

    @Override
    public String name() {
      return "Schedule";
    }

    @Override
    public List<FieldProblem> check(StepSettings settings) {
      return objectOnly(settings);
    }

    @Override
    public StepWork work(StepContext context) {
      String key = text(context(context.settings()), "schedule");
      UUID id =
          store
              .scheduleId(key)
              .orElseThrow(
                  () ->
                      new RunFailure(
                          "There is no schedule with the key '"
                              + key
                              + "'; name one in the property schedule of the context."));
      if (store.starts(id, context.stepExecutionId())) {
        throw new RunFailure(
            "The schedule '" + key + "' would, directly or by others, start itself again.");
      }
      return runs.of(context, List.of(new RunTarget.OfSchedule(id, "Schedule " + key)));
    }
  }

  /** Makes the work of steps that start runs. */
  @ApplicationScoped
  public static class Runs {

    @Inject private ActivityStore activities;
    @Inject private RunStarter starter;
    @Inject private RunWatchStore watch;

    StepWork of(StepContext context, List<RunTarget> targets) {
      return new RunSequence(context, activities, starter, watch, targets);
    }
  }
}
