package io.horarium.step.runprofile.export;

import static io.horarium.step.runprofile.export.ExportFixture.NAME;
import static io.horarium.step.runprofile.export.ExportFixture.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.connector.ExportResult;
import io.horarium.platform.Ids;
import io.horarium.platform.Slice;
import io.horarium.problem.Conflict;
import io.horarium.problem.NotFound;
import io.horarium.sync.pendingexport.ChangeStatus;
import io.horarium.sync.pendingexport.PendingChangeView;
import io.horarium.sync.pendingexport.PendingExportDetailView;
import io.horarium.sync.pendingexport.PendingExportHeaderView;
import io.horarium.sync.pendingexport.PendingExportQueries;
import io.horarium.sync.pendingexport.PendingExportReadQueries;
import io.horarium.sync.pendingexport.PendingExportService;
import io.horarium.sync.pendingexport.PendingExportStore;
import io.horarium.sync.pendingexport.PendingExportType;
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
            new PendingExportReadQueries(system.database),
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

  @Test
  void peopleSeeWhatWaits() {
    // given
    UUID update = system.update(system.existing("uid=a"), change(NAME, "Set", "A"));
    UUID create = system.create("uid=b");
    system.database.update(
        "update horarium.pending_export set last_error = 'Refused 100%' where id = ?", update);
    int system1 = (int) system.database.number("select min(id) from horarium.connected_system");

    // then
    Slice<PendingExportHeaderView> all = service.list(system1, null, 0, 10);
    assertThat(all.total()).isEqualTo(2);
    assertThat(all.items()).extracting("id").containsExactlyInAnyOrder(update, create);
    assertThat(service.list(system1, "FUSED 100%", 0, 10).items())
        .extracting("id", "changeType", "attributeChangeCount")
        .containsExactly(tuple(update, PendingExportType.Update, 1L));
    assertThat(service.list(system1, "100_", 0, 10).total()).isZero();
    assertThat(service.list(system1, null, 1, 10).items()).hasSize(1);
    assertThatThrownBy(() -> service.list(-1, null, 0, 10)).isInstanceOf(NotFound.class);

    PendingExportDetailView detail = service.detail(update);
    assertThat(detail.connectedSystemName()).isNotBlank();
    assertThat(detail.attributeChanges())
        .extracting("attributeId", "changeType", "status", "stringValue")
        .containsExactly(tuple(NAME, PendingChangeView.Kind.Update, ChangeStatus.Pending, "A"));
    String attribute = detail.attributeChanges().get(0).attributeName();
    assertThat(detail.attributeChangeSummaries())
        .containsExactly(new PendingExportDetailView.Summary(attribute, 1, 1, false));
    assertThat(service.values(update, attribute, "a", 0, 10).items())
        .isEqualTo(detail.attributeChanges());
    assertThat(service.values(update, attribute, "b", 0, 10).total()).isZero();
    assertThatThrownBy(() -> service.detail(Ids.next())).isInstanceOf(NotFound.class);
  }

  @Test
  void aReferenceSaysWhyItWaits() {
    // given
    UUID export = system.update(system.existing("uid=a"), change(NAME, "Set", "A"));
    UUID nowhere = Ids.next();
    system.database.update(
        """
        insert into horarium.pending_reference (pe_id, attribute_id, op, target_mvo_id)
        select ?, 3, 'Add', case n when 1 then ?::uuid else gen_random_uuid() end from generate_series(1, 12) n""",
        export,
        nowhere);

    // then
    PendingExportDetailView detail = service.detail(export);
    assertThat(detail.unresolvedReferences())
        .hasSize(12)
        .allSatisfy(
            reference ->
                assertThat(reference.reason())
                    .isEqualTo(PendingExportDetailView.Reason.NotInTargetSystem));
    assertThat(detail.attributeChangeSummaries())
        .extracting("totalCount", "returnedCount", "hasMore")
        .containsExactly(tuple(13L, 10L, true));
    String attribute = detail.attributeChanges().get(0).attributeName();
    assertThat(service.values(export, attribute, nowhere.toString(), 0, 10).items())
        .extracting("unresolvedReferenceValue", "stringValue")
        .containsExactly(tuple(nowhere.toString(), null));
  }

  private List<String> recorded() {
    return system.database.list(
        """
        select concat_ws(' ', target_operation_type, target_name) from horarium.activity
        where target_operation_type <> 'Execute' order by created, target_name""",
        row -> row.getString(1));
  }
}
