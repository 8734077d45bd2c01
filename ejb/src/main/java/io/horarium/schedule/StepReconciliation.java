package io.horarium.schedule;

import io.horarium.platform.Ids;
import io.horarium.problem.InvalidInput;
import java.util.ArrayList;
import java.util.HashSet;
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

  /** The one type of this version; a wire name. */
  static final String RUN_PROFILE = "RunProfile";

  private StepReconciliation() {}

  /**
   * The steps as they are to be, in the order sent.
   *
   * @param sent within the limits of {@link FieldLimitPolicy}
   * @param stored what the schedule has now
   * @throws InvalidInput an id is sent twice, the type of a step cannot run, or a step lacks what
   *     its type needs; names the field
   */
  static List<StepDetail> reconcile(List<StepInput> sent, List<StepDetail> stored) {
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

  private static StepDetail fresh(UUID id) {
    return new StepDetail(
        id == null ? Ids.next() : id,
        0,
        0,
        null,
        ExecutionMode.Sequential,
        RUN_PROFILE,
        false,
        null,
        null,
        null,
        StepOverrides.NONE);
  }

  private static StepDetail merged(int position, StepInput step, StepDetail base) {
    return new StepDetail(
        base.id(),
        step.stepIndex().or(base.stepIndex(), 0),
        position,
        step.name().or(base.name()),
        step.executionMode().or(base.executionMode(), ExecutionMode.Sequential),
        stepType(position, step.stepType().or(base.stepType(), RUN_PROFILE)),
        step.continueOnFailure().or(base.continueOnFailure(), false),
        step.timeoutSeconds().or(base.timeoutSeconds()),
        step.connectedSystemId().or(base.connectedSystemId()),
        step.runProfileId().or(base.runProfileId()),
        step.overrides().or(base.overrides(), StepOverrides.NONE));
  }

  private static String stepType(int position, String name) {
    if (!RUN_PROFILE.equalsIgnoreCase(name.strip())) {
      throw problem(
          position,
          "stepType",
          "is '" + shortened(name) + "', but this version runs only steps of type " + RUN_PROFILE);
    }
    return RUN_PROFILE;
  }

  private static StepDetail checked(int position, StepDetail step) {
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
    return step;
  }

  /** A refusal that names one property of one step of the list sent. */
  static InvalidInput problem(int position, String property, String problem) {
    String field = "steps[" + position + "]." + property;
    return InvalidInput.field(field, field + " " + problem + ".");
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
