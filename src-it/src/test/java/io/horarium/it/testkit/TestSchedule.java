package io.horarium.it.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A Manual schedule, made by REST. */
public final class TestSchedule {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final JimClient client;
  private final String id;
  private final String name;

  private TestSchedule(Builder plan, JimClient client) {
    this.client = client;
    name = "Schedule " + Long.toString(System.nanoTime(), 36) + "-" + NUMBER.incrementAndGet();
    id =
        client
            .post("schedules", Map.of("name", name, "triggerType", "Manual", "steps", plan.steps))
            .getString("id");
  }

  /** Begins with the first group: steps that run together. */
  public static Builder of(ImportSystem... together) {
    return new Builder().then(together);
  }

  /** Begins with the first group, whatever its steps do; see {@link Steps}. */
  @SafeVarargs
  public static Builder ofSteps(Map<String, Object>... together) {
    return new Builder().thenSteps(together);
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String path() {
    return "schedules/" + id;
  }

  /** Starts it; the id of the execution. */
  public String start() {
    return client.post(path() + "/run").getString("executionId");
  }

  /** Runs it to its end. */
  public ScheduleRun run() {
    return result(start());
  }

  /** An execution as it is now. */
  public ScheduleRun look(String executionId) {
    return new ScheduleRun(client.get("schedule-executions/" + executionId));
  }

  /** What became of an execution; waits for its end. */
  public ScheduleRun result(String executionId) {
    return new ScheduleRun(client.awaitExecutionEnd(executionId));
  }

  /** Describes a schedule; {@link #in} makes it. */
  public static final class Builder {

    private final List<Map<String, Object>> steps = new ArrayList<>();
    private int nextIndex;
    private int groupAt;

    private Builder() {}

    /** One more group, after a gap in the numbering as clients may leave it. */
    @SuppressWarnings("unchecked")
    public Builder then(ImportSystem... together) {
      return thenSteps(Arrays.stream(together).map(ImportSystem::step).toArray(Map[]::new));
    }

    /** As {@link #then}, whatever its steps do. */
    @SafeVarargs
    public final Builder thenSteps(Map<String, Object>... together) {
      groupAt = steps.size();
      for (Map<String, Object> step : together) {
        step.put("stepIndex", nextIndex);
        step.put("executionMode", steps.size() == groupAt ? "Sequential" : "ParallelWithPrevious");
        steps.add(step);
      }
      nextIndex += 2;
      return this;
    }

    /** The steps of the latest group may fail. */
    public Builder continuingOnFailure() {
      steps.subList(groupAt, steps.size()).forEach(step -> step.put("continueOnFailure", true));
      return this;
    }

    public TestSchedule in(JimClient client) {
      return new TestSchedule(this, client);
    }
  }
}
