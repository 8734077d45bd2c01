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
    run.stores().tokens().forget(run.id());
    source
        .tokens()
        .forEach(
            (partition, token) ->
                run.stores().tokens().keep(run.id(), partition, run.objectTypeIds(), token));
    if (run.fallsBack()) {
      run.activities()
          .warn(
              run.id(),
              "There was no token of an earlier import to begin with, so everything was read;"
                  + " what the source no longer has was not looked for. Run a Full Import for that.");
    }
  }
}
