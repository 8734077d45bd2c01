package io.horarium.web.idm;

import io.horarium.idm.JobNames;
import io.horarium.idm.JobQueries;
import io.horarium.idm.JobRow;
import io.horarium.idm.JobService;
import io.horarium.idm.filter.FilterParser;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestHandler;
import io.horarium.web.idm.crest.CrestRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code acquiredTriggers} and {@code waitingTriggers}: ids of triggers, as version 1.0 tells them
 * (contract/openidm-scheduler.md 8). To be read only; an id in the path does not matter.
 */
@ApplicationScoped
public class TriggerLists {

  private JobService jobs;

  protected TriggerLists() {}

  @Inject
  public TriggerLists(JobService jobs) {
    this.jobs = jobs;
  }

  /** By the node that has acquired them. */
  CrestHandler acquired() {
    return new CrestHandler() {
      @Override
      public CrestAnswer read(CrestRequest request) {
        return answer(
            "acquiredTriggers",
            triggers("nodeId pr").stream()
                .collect(
                    Collectors.groupingBy(
                        job -> job.trigger().nodeId(),
                        TreeMap::new,
                        Collectors.mapping(TriggerLists::id, Collectors.toList()))));
      }
    };
  }

  /** Those that no node has acquired. */
  CrestHandler waiting() {
    return new CrestHandler() {
      @Override
      public CrestAnswer read(CrestRequest request) {
        return answer(
            "waitingTriggers",
            Map.of("names", triggers("!(nodeId pr)").stream().map(TriggerLists::id).toList()));
      }
    };
  }

  private List<JobRow> triggers(String filter) {
    return jobs.triggers(new JobQueries.Query(FilterParser.parse(filter), List.of(), false, 0, 0))
        .items();
  }

  private static String id(JobRow job) {
    return JobNames.LEGACY_TRIGGER_PREFIX + job.key();
  }

  private static CrestAnswer answer(String id, Map<String, List<String>> lists) {
    String revision = Integer.toHexString(lists.hashCode());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("_id", id);
    body.put("_rev", revision);
    body.putAll(lists);
    return CrestAnswer.ok(body).withRevision(revision);
  }
}
