package io.horarium.step.runprofile.export;

import static io.horarium.step.runprofile.export.ExportFixture.NAME;
import static io.horarium.step.runprofile.export.ExportFixture.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.connector.ExportResult;
import io.horarium.platform.Ids;
import io.horarium.problem.Conflict;
import io.horarium.problem.NotFound;
import io.horarium.sync.pendingexport.PendingExportQueries;
import io.horarium.sync.pendingexport.PendingExportService;
import io.horarium.sync.pendingexport.PendingExportStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator may do to a pending export (contract/sync-engine.md 9). */
class PendingExportServiceTest {

  private ExportFixture system;
  private PendingExportService service;
  private final ChangeCause cause =
      new ChangeCause(new Initiator(Initiator.Type.User, Ids.next(), "Ada"), "because");

  @BeforeEach
  void newSystem() {
    system = new ExportFixture();
    service =
        new PendingExportService(
            new PendingExportStore(system.database),
            new PendingExportQueries(system.database),
            new ActivityStore(system.database));
  }

  @Test
  void whatWasGivenUpIsSentAgain() {
    // given
    UUID export = system.update(system.existing("uid=a"), change(NAME, "Set", "A"));
    system.database.update(
        """
        update horarium.pending_export set status = 'Failed', attempts = 5, last_error = 'No.',
          changes = replace(changes::text, 'Pending', 'Failed')::jsonb""");
    system.runExport();
    assertThat(system.target.calls).isEmpty();

    // when
    service.retry(export, cause);
    system.runExport();

    // then
    assertThat(system.target.calls).containsExactly("UPDATE uid=a");
    assertThat(system.waiting())
        .containsExactly("Update Exported uid=a 0 [3 Set A AwaitingConfirmation]");
    assertThat(recorded()).containsExactly("Update Pending Export of id of uid=a");
  }

  @Test
  void whatWasSentWaitsForItsImport() {
    // given
    UUID export = system.create("uid=a");
    system.runExport();

    // then
    assertThatThrownBy(() -> service.retry(export, cause))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("run that import first");
  }

  @Test
  void whatWasNeverSentGoesWithItsObject() {
    // given
    UUID never = system.create("uid=never");
    UUID refused = system.create("uid=refused");
    system.database.update(
        "update horarium.pending_export set last_attempted_at = now() where id = ?", refused);

    // when
    service.delete(never, cause);
    service.delete(refused, cause);

    // then
    assertThat(system.waiting()).isEmpty();
    assertThat(system.space()).containsExactly("uid=refused PendingProvisioning {} f");
    assertThat(recorded())
        .containsExactly(
            "Delete Pending Export of uid=never", "Delete Pending Export of uid=refused");
  }

  @Test
  void whatARunHasInItsHandsIsLeftAlone() {
    // given
    UUID export = system.create("uid=a");
    system.database.update("update horarium.pending_export set status = 'Executing'");
    system.target.trouble = o -> ExportResult.ok();

    // then
    assertThatThrownBy(() -> service.delete(export, cause)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> service.retry(export, cause)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> service.delete(Ids.next(), cause)).isInstanceOf(NotFound.class);
  }

  private List<String> recorded() {
    return system.database.list(
        """
        select concat_ws(' ', target_operation_type, target_name) from horarium.activity
        where target_operation_type <> 'Execute' order by created, target_name""",
        row -> row.getString(1));
  }
}
