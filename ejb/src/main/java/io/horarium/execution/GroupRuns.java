package io.horarium.execution;

import io.horarium.platform.DatabaseFailure;
import io.horarium.problem.LeaseLost;
import io.horarium.problem.NotFound;
import io.horarium.problem.Problem;
import io.horarium.problem.RunFailure;
import io.horarium.step.StepType;
import io.horarium.step.StepTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The batch job's view of the domain: which members of a group are to be run, one attempt at one of
 * them, how the group ended. Takes only ids and epochs, because that is all a job carries.
 */
@ApplicationScoped
public class GroupRuns {

  private static final Logger LOG = Logger.getLogger(GroupRuns.class);

  private MemberStore members;
  private LeaseStore leases;
  private ExecutionStore executions;
  private RunningExecutions running;
  private StepTypes types;
  private Dispatcher dispatcher;

  protected GroupRuns() {}

  @Inject
  public GroupRuns(
      MemberStore members,
      LeaseStore leases,
      ExecutionStore executions,
      RunningExecutions running,
      StepTypes types,
      Dispatcher dispatcher) {
    this.members = members;
    this.leases = leases;
    this.executions = executions;
    this.running = running;
    this.types = types;
    this.dispatcher = dispatcher;
  }

  /** The members a job has to run in this group: none when the execution is past it, or over. */
  public List<Member> openMembers(UUID executionId, int epoch, int group) {
    running.sign(executionId, epoch);
    return members.open(executionId, group);
  }

  /**
   * Opens an attempt at a member; {@link #closed} must follow. Empty when the member has ended
   * meanwhile.
   */
  public Optional<MemberRun> open(UUID memberId, int epoch) {
    Optional<MemberRun> run =
        members
            .open(memberId)
            .map(member -> new MemberRun(member, epoch, type(member.stepType()), leases, members));
    run.ifPresent(this::begin);
    return run;
  }

  private void begin(MemberRun run) {
    running.opened(run);
    try {
      if (run.member().cancelRequested()) {
        run.cancel();
      } else {
        run.begin();
      }
    } catch (RuntimeException | Error e) {
      closed(run); // the caller never gets it
      throw e;
    }
  }

  /** The attempt is over, one way or another. Never throws. */
  public void closed(MemberRun run) {
    try {
      run.close();
    } catch (RuntimeException e) {
      LOG.warnf(e, "Closing the work of step %s failed", run.member().id());
    } finally {
      running.closed(run);
    }
  }

  /**
   * Ends the members whose attempts failed since the last call, each in a transaction of its own:
   * by now the batch runtime has rolled back what they had begun. Attempts that only lost the
   * database or the lease are left open.
   */
  public void settle(UUID executionId, int epoch) {
    for (MemberRun run : running.takeEnded(executionId, epoch)) {
      Throwable failure = run.failure();
      if (failure == null
          || failure instanceof LeaseLost
          || DatabaseFailure.databaseGone(failure)) {
        continue;
      }
      if (!(failure instanceof Problem)) {
        LOG.errorf(failure, "Activity %s: the step failed", run.member().activityId());
      }
      executions.memberFailed(run, sentence(failure));
    }
  }

  /** Decides how the job goes on after a group. */
  public GroupExit close(UUID executionId, int epoch, int group) {
    settle(executionId, epoch);
    running.sign(executionId, epoch);
    return executions.closeGroup(executionId, epoch, group);
  }

  /** The job is over; what it left open will be gone on with. */
  public void jobEnded(UUID executionId, int epoch, boolean stopped) {
    running
        .find(executionId, epoch)
        .ifPresent(
            r -> {
              r.stoppedByRuntime = stopped;
              r.jobEnded = true;
            });
    // another execution of the schedule may have waited for this one
    dispatcher.wake();
  }

  private StepType type(String name) {
    return types
        .find(name)
        .orElseThrow(
            () ->
                new RunFailure(
                    "This version cannot run steps of type " + name + "; change the step's type."));
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof NotFound) {
      return failure.getMessage()
          + ". It was deleted after this execution had begun; change the step that uses it.";
    }
    if (failure instanceof Problem) {
      return failure.getMessage();
    }
    return "The step ended with an unexpected error; the server's log has the details under the id of this activity.";
  }
}
