package io.horarium.idm;

import io.horarium.problem.RunFailure;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepContext;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepTypes;
import io.horarium.step.StepWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * A service of IDM that could not be made a step of its own type when it was saved: the service is
 * not known, or its context cannot run. It is kept as it was sent (contract/openidm-scheduler.md 7)
 * and tries again at every run; what still stands in the way is the reason of the failure.
 */
@ApplicationScoped
public class InvokeStep implements StepType {

  /** Name of the step type. */
  public static final String NAME = "Invoke";

  private Instance<StepTypes> types;

  protected InvokeStep() {}

  /** The types are asked for late: this is one of them. */
  @Inject
  public InvokeStep(Instance<StepTypes> types) {
    this.types = types;
  }

  static String context(Invocation invocation) {
    var context = Json.createObjectBuilder().add("invokeService", invocation.service());
    if (invocation.context() != null) {
      context.add("invokeContext", invocation.context());
    }
    return context.build().toString();
  }

  static Optional<Invocation> invocation(StepSettings settings) {
    if (settings.context() == null) {
      return Optional.empty();
    }
    try {
      JsonObject context = Invocation.parse(settings.context());
      if (!(context.get("invokeService") instanceof JsonString service)
          || service.getString().isBlank()) {
        return Optional.empty();
      }
      return Optional.of(
          new Invocation(
              JobDefinition.serviceName(service.getString()),
              context.get("invokeContext") instanceof JsonObject object ? object : null));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String label(StepSettings settings) {
    return invocation(settings)
        .map(Invocation::service)
        .map(name -> name.length() <= 200 ? name : name.substring(0, 200))
        .orElse(NAME);
  }

  @Override
  public List<FieldProblem> check(StepSettings settings) {
    return invocation(settings).isPresent()
        ? List.of()
        : List.of(
            new FieldProblem(
                "context",
                "is required for an Invoke step; give an object with invokeService and, where the"
                    + " service needs one, invokeContext"));
  }

  @Override
  public StepWork work(StepContext context) {
    Invocation invocation = invocation(context.settings()).orElseThrow();
    Invocation.Work wanted = invocation.wanted();
    Optional<StepType> type = wanted == null ? Optional.empty() : types.get().find(wanted.type());
    if (type.isEmpty()) {
      throw new RunFailure(
          wanted == null && JobDefinition.kind(invocation.service()).equals("script")
              ? "invokeContext has no script; give an object script with type and source or file."
              : "The service '"
                  + invocation.service()
                  + "' is not registered here; use sync, provisioner, script, taskScanner or"
                  + " schedule.");
    }
    for (FieldProblem problem : type.get().check(wanted.settings())) {
      throw new RunFailure(problem.field() + " " + problem.problem() + ".");
    }
    return type.get()
        .work(
            new StepContext(
                context.stepExecutionId(),
                context.activityId(),
                wanted.type(),
                context.connectedSystemId(),
                context.runProfileId(),
                context.filePath(),
                context.overrideDeleteGuard(),
                context.batchSize(),
                context.timeoutSeconds(),
                wanted.settings(),
                context.stop()));
  }
}
