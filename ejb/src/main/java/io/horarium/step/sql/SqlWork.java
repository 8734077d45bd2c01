package io.horarium.step.sql;

import io.horarium.activity.ActivityStore;
import io.horarium.activity.ActivityStore.PhaseName;
import io.horarium.activity.NewItem;
import io.horarium.problem.RunFailure;
import io.horarium.step.Checkpoint;
import io.horarium.step.StepContext;
import io.horarium.step.StepOutcome;
import io.horarium.step.StepOutcome.Ending;
import io.horarium.step.StepWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A script as the work of a step: one statement is one item and one chunk, a statement that takes
 * long yields heartbeats.
 *
 * <p>After a crash of the server:
 *
 * <ul>
 *   <li>Without a single transaction the script goes on after the last statement recorded. The one
 *       statement that was under way runs again, because its database commits it a moment before
 *       ours records it. If the script had begun a transaction of its own, that is lost with its
 *       connection, so it goes on where the transaction began. Settings and temporary tables of the
 *       session are lost too.
 *   <li>With a single transaction everything is done or nothing. Before the commit the number of
 *       the transaction is recorded; a later attempt asks the database what became of it, and
 *       begins anew only if it was not committed.
 * </ul>
 */
final class SqlWork implements StepWork {

  private enum Mark {
    BEAT,
    COMMITTING,
    END
  }

  /** A statement that has run; {@code problem} is null if it went well. */
  private record Done(SqlStatement statement, SqlSession.Result result, String problem) {}

  static final String RUNNING = "sql.running";
  static final String COMMITTING = "sql.committing";

  private static final int BEAT_MILLIS = 1000;
  private static final int SLICE_MILLIS = 100;

  private final StepContext context;
  private final ActivityStore activities;
  private final List<SqlStatement> statements;
  private final boolean single;
  private final Supplier<SqlSession> connecting;

  private SqlSession session;
  private Future<SqlSession.Result> pending;
  private int next;
  private int resume;
  private boolean begun;
  private String transaction;
  private boolean committing;
  private boolean committed;
  private boolean over;
  private String problem;
  private StepOutcome outcome;

  SqlWork(
      StepContext context,
      ActivityStore activities,
      List<SqlStatement> statements,
      boolean single,
      Supplier<SqlSession> connecting) {
    this.context = context;
    this.activities = activities;
    this.statements = statements;
    this.single = single;
    this.connecting = connecting;
  }

  @Override
  public void open(Checkpoint from) {
    session = connecting.get();
    if (COMMITTING.equals(from.phase())) {
      committed = wasCommitted(SqlCursor.transaction(from.cursor()));
      next = committed ? statements.size() : 0;
    } else if (from.phase() != null && !single) {
      next = Math.min(SqlCursor.next(from.cursor()), statements.size());
    }
    resume = next;
  }

  private boolean wasCommitted(String number) {
    try {
      String status = session.statusOf(number);
      session.endRead();
      if ("committed".equals(status)) {
        return true;
      }
      if ("aborted".equals(status)) {
        return false;
      }
    } catch (SQLException e) {
      // said below
    }
    throw new RunFailure(
        "The server ended while the script was being committed, and the database cannot say any"
            + " more whether it was; check the data before you run the step again.");
  }

  @Override
  public Object next() {
    if (over) {
      return null;
    }
    if (problem != null) {
      over = true;
      return Mark.END;
    }
    if (next < statements.size()) {
      return statement(statements.get(next));
    }
    if (single && !committed) {
      return commit();
    }
    over = true;
    return Mark.END;
  }

  private Object statement(SqlStatement statement) {
    if (pending == null) {
      pending = session.run(statement);
    }
    try {
      SqlSession.Result result = await();
      if (result == null) {
        return Mark.BEAT;
      }
      next++;
      if (session.idle()) {
        resume = next;
      } else if (next == statements.size() && !single) {
        problem =
            "The script began a transaction and did not end it, so it was rolled back; add COMMIT"
                + " at its end.";
      }
      return new Done(statement, result, null);
    } catch (SQLException e) {
      problem = sentence(statement, e);
      return new Done(statement, null, problem);
    }
  }

  /** First its intention is recorded, then the commit is made. */
  private Object commit() {
    try {
      if (!committing) {
        committing = true;
        transaction = session.transactionId();
        return Mark.COMMITTING;
      }
      if (pending == null) {
        pending = session.commit();
      }
      if (await() == null) {
        return Mark.BEAT;
      }
      committed = true;
    } catch (SQLException e) {
      problem =
          "Committing failed: " + reason(e) + "; everything was rolled back. Correct the script.";
    }
    over = true;
    return Mark.END;
  }

  /** The answer of what is pending, or null when a second has passed or the step is cancelled. */
  private SqlSession.Result await() throws SQLException {
    try {
      for (int waited = 0; waited < BEAT_MILLIS; waited += SLICE_MILLIS) {
        try {
          SqlSession.Result result = pending.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
          pending = null;
          return result;
        } catch (TimeoutException e) {
          if (context.stop().stopRequested()) {
            break;
          }
        }
      }
      return null;
    } catch (ExecutionException e) {
      pending = null;
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The script was stopped because the server ends.", e);
    }
  }

  private String sentence(SqlStatement statement, SQLException e) {
    return "Statement "
        + statement.number()
        + " in line "
        + statement.line()
        + " failed: "
        + reason(e)
        + "; "
        + (single
            ? "everything was rolled back."
            : "what was committed before it stays, what follows was not run.");
  }

  private static String reason(SQLException e) {
    String message = e.getMessage() == null ? "no reason given" : e.getMessage().strip();
    return message.replaceAll("\\s+", " ") + " (SQLSTATE " + e.getSQLState() + ")";
  }

  @Override
  public boolean chunkEnds() {
    return true;
  }

  @Override
  public void write(List<Object> batch) {
    if (!begun) {
      begun = true;
      if (single && !committed) {
        // what an earlier attempt listed was rolled back with its connection
        activities.restartReading(context.activityId());
      }
      activities.beginPhase(
          context.activityId(), 0, List.of(new PhaseName(RUNNING, "Running the script")));
      activities.expect(context.activityId(), statements.size());
    }
    List<NewItem> items = new ArrayList<>();
    for (Object item : batch) {
      if (item instanceof Done done) {
        items.add(item(done));
      } else if (item == Mark.END) {
        outcome = judge();
      }
    }
    activities.addItems(context.activityId(), items);
  }

  private static NewItem item(Done done) {
    SqlStatement statement = done.statement();
    boolean failed = done.problem() != null;
    return new NewItem(
        Integer.toString(statement.number()),
        statement.shown(),
        failed || !done.result().query() ? "statement" : "query",
        "NotSet",
        failed ? "UnhandledError" : null,
        done.problem(),
        failed ? null : "Rows:" + done.result().rows());
  }

  private StepOutcome judge() {
    if (problem != null) {
      return new StepOutcome(Ending.FailedWithError, problem, null);
    }
    return new StepOutcome(
        Ending.Complete,
        "The script ran its " + statements.size() + " statements" + (single ? " as one." : "."),
        null);
  }

  @Override
  public Checkpoint checkpoint() {
    return committing && transaction != null
        ? new Checkpoint(COMMITTING, SqlCursor.ofTransaction(transaction))
        : new Checkpoint(RUNNING, SqlCursor.ofNext(resume));
  }

  @Override
  public Optional<StepOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void stop() {
    close();
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
