package io.horarium.step.runprofile;

import io.horarium.step.SingleItemPhase;

/**
 * Opens the source, which checks that it fits the schema, and forgets what an earlier attempt had
 * staged.
 */
final class ConnectPhase extends SingleItemPhase {

  private final ImportRun run;
  private final ImportSource source;

  ConnectPhase(ImportRun run, ImportSource source) {
    this.run = run;
    this.source = source;
  }

  @Override
  public String key() {
    return ImportRun.CONNECT;
  }

  @Override
  public String name() {
    return "Connecting";
  }

  @Override
  protected void prepare() {
    source.open(run);
  }

  @Override
  protected void run() {
    run.stage().purge(run.id());
    run.activities().restartReading(run.id());
  }
}
