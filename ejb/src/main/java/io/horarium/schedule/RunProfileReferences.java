package io.horarium.schedule;

import io.horarium.connector.FileRoots;
import io.horarium.platform.Database;
import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that the steps of a schedule run what exists: the connected system and the run profile are
 * there and belong together, and a file named instead of the profile's lies where files may lie.
 * JIM finds that out only when the step is queued (contract/jim.md 7.3).
 */
@ApplicationScoped
public class RunProfileReferences {

  private Database database;
  private FileRoots files;

  protected RunProfileReferences() {}

  @Inject
  public RunProfileReferences(Database database, FileRoots files) {
    this.database = database;
    this.files = files;
  }

  /**
   * Checks all steps that run a run profile in one go.
   *
   * @throws InvalidInput the first step that refers to something else; names the field
   */
  public void check(List<StepDetail> all) {
    List<StepDetail> steps = all.stream().filter(step -> step.runProfileId() != null).toList();
    if (steps.isEmpty()) {
      return;
    }
    Set<Integer> systems = new HashSet<>();
    Map<Integer, Integer> systemByProfile = new HashMap<>();
    // one query: every system that is meant or that owns a profile that is meant
    database.list(
        """
        select s.id as system_id, p.id as profile_id
          from horarium.connected_system s
          left join horarium.run_profile p on p.connected_system_id = s.id and p.id = any (?)
         where s.id = any (?) or p.id is not null""",
        row -> {
          systems.add(row.getInt("system_id"));
          Integer profile = row.getObject("profile_id", Integer.class);
          if (profile != null) {
            systemByProfile.put(profile, row.getInt("system_id"));
          }
          return row.getRow();
        },
        steps.stream().map(StepDetail::runProfileId).distinct().toList(),
        steps.stream().map(StepDetail::connectedSystemId).distinct().toList());
    for (StepDetail step : steps) {
      check(step, systems, systemByProfile.get(step.runProfileId()));
      if (step.overrides().filePath() != null) {
        files.resolve(
            "steps[" + step.position() + "].overrides.filePath", step.overrides().filePath());
      }
    }
  }

  private static void check(StepDetail step, Set<Integer> systems, Integer ownerOfProfile) {
    if (!systems.contains(step.connectedSystemId())) {
      throw StepReconciliation.problem(
          step.position(),
          "connectedSystemId",
          "is "
              + step.connectedSystemId()
              + ", but there is no such connected system; give the id of one");
    }
    if (!step.connectedSystemId().equals(ownerOfProfile)) {
      throw StepReconciliation.problem(
          step.position(),
          "runProfileId",
          "is "
              + step.runProfileId()
              + ", but connected system "
              + step.connectedSystemId()
              + " has no such run profile; give one of its run profiles");
    }
  }
}
