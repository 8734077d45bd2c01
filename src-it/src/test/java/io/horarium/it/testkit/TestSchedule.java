package io.horarium.it.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A Manual schedule of run profile steps, made by REST. */
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
    public Builder then(ImportSystem... together) {
      groupAt = steps.size();
      for (ImportSystem system : together) {
        Map<String, Object> step = system.step(nextIndex);
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
