package io.horarium.step.runprofile;

import io.horarium.activity.ActivityStore;
import io.horarium.connectorspace.ImportApplyStore;
import io.horarium.connectorspace.ImportStageStore;
import io.horarium.connectorspace.ImportTokenStore;
import io.horarium.connectorspace.ReferenceStore;
import io.horarium.platform.Clock;
import io.horarium.sync.pendingexport.ConfirmStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Everything imports read and write, in one place. */
@Dependent
public class ImportStores {

  private final ActivityStore activities;
  private final ImportStageStore stage;
  private final ImportApplyStore space;
  private final ReferenceStore references;
  private final ImportTokenStore tokens;
  private final ConfirmStore exports;
  private final Clock clock;

  @Inject
  public ImportStores(
      ActivityStore activities,
      ImportStageStore stage,
      ImportApplyStore space,
      ReferenceStore references,
      ImportTokenStore tokens,
      ConfirmStore exports,
      Clock clock) {
    this.activities = activities;
    this.stage = stage;
    this.space = space;
    this.references = references;
    this.tokens = tokens;
    this.exports = exports;
    this.clock = clock;
  }

  ActivityStore activities() {
    return activities;
  }

  ImportStageStore stage() {
    return stage;
  }

  ImportApplyStore space() {
    return space;
  }

  ReferenceStore references() {
    return references;
  }

  ImportTokenStore tokens() {
    return tokens;
  }

  ConfirmStore exports() {
    return exports;
  }

  Clock clock() {
    return clock;
  }
}
