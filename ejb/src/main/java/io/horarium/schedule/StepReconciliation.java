package io.horarium.schedule;

import io.horarium.platform.Ids;
import io.horarium.problem.InvalidInput;
import io.horarium.step.FieldProblem;
import io.horarium.step.StepSettings;
import io.horarium.step.StepType;
import io.horarium.step.StepTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides what the steps of a schedule become when a list of them is sent (contract/jim.md 7.3 and
 * 8.2).
 *
 * <p>A step whose id is stored updates that one: an absent property keeps its value, null clears
 * it. Every other step is new, with the id given or a fresh one, and an absent property has its
 * default. Stored steps that are not named go.
 */
final class StepReconciliation {

  private final StepTypes types;

  StepReconciliation(StepTypes types) {
    this.types = types;
  }

  /**
   * The steps as they are to be, in the order sent.
   *
   * @param sent within the limits of {@link FieldLimitPolicy}
   * @param stored what the schedule has now
   * @throws InvalidInput an id is sent twice, the type of a step cannot run, or a step lacks what
   *     its type needs; names the fields
   */
  List<StepDetail> reconcile(List<StepInput> sent, List<StepDetail> stored) {
    Map<UUID, StepDetail> byId =
        stored.stream().collect(Collectors.toMap(StepDetail::id, Function.identity()));
    Set<UUID> used = new HashSet<>();
    List<StepDetail> wanted = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      StepInput step = sent.get(i);
      if (step.id() != null && !used.add(step.id())) {
        throw problem(
            i, "id", "is used by an earlier step of the list; leave it out for a new one");
      }
      StepDetail present = step.id() == null ? null : byId.get(step.id());
      wanted.add(checked(i, merged(i, step, present == null ? fresh(step.id()) : present)));
    }
    return wanted;
  }

  /** What a person should know about steps that can be saved but not run as things are now. */
  List<String> warnings(List<StepDetail> steps) {
    return steps.stream()
        .flatMap(
            step ->
                types
                    .find(step.stepType())
                    .map(type -> type.warnings(step.settings()))
                    .orElse(List.of())
                    .stream()
                    .map(warning -> "steps[" + step.position() + "]: " + warning))
        .toList();
  }

  private static StepDetail fresh(UUID id) {
    return new StepDetail(
        id == null ? Ids.next() : id,
        0,
        0,
        null,
        ExecutionMode.Sequential,
        StepTypes.DEFAULT,
        false,
        null,
        null,
        null,
        StepOverrides.NONE,
        StepSettings.NONE);
  }

  private StepDetail merged(int position, StepInput step, StepDetail base) {
    StepType type = type(position, step.stepType().or(base.stepType(), StepTypes.DEFAULT));
    return new StepDetail(
        base.id(),
        step.stepIndex().or(base.stepIndex(), 0),
        position,
        step.name().or(base.name()),
        step.executionMode().or(base.executionMode(), ExecutionMode.Sequential),
        type.name(),
        step.continueOnFailure().or(base.continueOnFailure(), false),
        step.timeoutSeconds().or(base.timeoutSeconds()),
        type.runsProfile() ? step.connectedSystemId().or(base.connectedSystemId()) : null,
        type.runsProfile() ? step.runProfileId().or(base.runProfileId()) : null,
        step.overrides().or(base.overrides(), StepOverrides.NONE),
        step.settings().over(base.settings()));
  }

  private StepType type(int position, String name) {
    return types
        .find(name)
        .orElseThrow(
            () ->
                problem(
                    position,
                    "stepType",
                    "is '"
                        + shortened(name)
                        + "', but this version runs only steps of the types "
                        + String.join(", ", types.names())));
  }

  private StepDetail checked(int position, StepDetail step) {
    StepType type = type(position, step.stepType());
    if (type.runsProfile()) {
      checkRunProfile(position, step);
    }
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (FieldProblem found : type.check(step.settings())) {
      String field = field(position, found.field());
      problems
          .computeIfAbsent(field, any -> new ArrayList<>())
          .add(field + " " + found.problem() + ".");
    }
    if (!problems.isEmpty()) {
      throw InvalidInput.fields(problems);
    }
    return step;
  }

  private static void checkRunProfile(int position, StepDetail step) {
    if (step.connectedSystemId() == null || step.connectedSystemId() == 0) {
      throw problem(
          position,
          "connectedSystemId",
          "is required for a RunProfile step; give the id of a connected system");
    }
    if (step.runProfileId() == null || step.runProfileId() == 0) {
      throw problem(
          position,
          "runProfileId",
          "is required for a RunProfile step; give the id of a run profile of the connected system");
    }
  }

  /** A refusal that names one property of one step of the list sent. */
  static InvalidInput problem(int position, String property, String problem) {
    String field = field(position, property);
    return InvalidInput.field(field, field + " " + problem + ".");
  }

  private static String field(int position, String property) {
    return "steps[" + position + "]." + property;
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
