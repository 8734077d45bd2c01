package io.horarium.step.runprofile.synchronise;

import static io.horarium.step.runprofile.synchronise.SyncFixture.DIRECTORY;
import static io.horarium.step.runprofile.synchronise.SyncFixture.HR;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.step.StepOutcome.Ending;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way out of the metaverse against a real PostgreSQL (contract/sync-engine.md 8.8 to 9). */
class OutboundTest {

  private SyncFixture systems;

  @BeforeEach
  void newSystems() {
    systems = new SyncFixture();
  }

  @Test
  void provisionsWithEveryMappedValue() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada", "mail=ada@x.org");
    systems.object(HR, "E2", "displayName=Alan");
    systems.reference(HR, "E2", "manager", "E1");

    // when
    var outcome = systems.full(HR);

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(systems.counters())
        .isEqualTo(
            Map.of(
                "projected", 2L, "attribute_flows", 2L, "provisioned", 2L, "pending_exports", 2L));
    assertThat(systems.items())
        .containsExactly(
            "Projected E1 Projected:1,AttributeFlow:3,Provisioned:1,PendingExportCreated:1",
            "Projected E2 Projected:1,AttributeFlow:3,Provisioned:1,PendingExportCreated:1");
    assertThat(systems.exports())
        .containsExactly(
            "Create E1 cn=Set Ada dn=Set E1 employeeNumber=Set E1 mail=Set ada@x.org",
            "Create E2 cn=Set Alan dn=Set E2 employeeNumber=Set E2 manager=Set>E1");
    assertThat(systems.space(DIRECTORY))
        .containsExactly(
            "E1 PendingProvisioning Provisioned", "E2 PendingProvisioning Provisioned");
  }

  @Test
  void aReferenceFoundLaterJoinsTheSamePendingExport() {
    // given: managers come last, in other batches
    systems.usual();
    for (int i = 1; i <= 7; i++) {
      systems.object(HR, "E" + i, "displayName=P" + i);
    }
    systems.reference(HR, "E1", "manager", "E7");
    systems.reference(HR, "E2", "manager", "E6");

    // when
    systems.full(HR);

    // then: counted and listed once
    assertThat(systems.counters())
        .containsEntry("pending_exports", 7L)
        .containsEntry("attribute_flows", 7L);
    assertThat(systems.items()).hasSize(7);
    assertThat(systems.exports())
        .contains(
            "Create E1 cn=Set P1 dn=Set E1 employeeNumber=Set E1 manager=Set>E7",
            "Create E2 cn=Set P2 dn=Set E2 employeeNumber=Set E2 manager=Set>E6");
  }

  @Test
  void anotherFullSynchronisationTouchesNoPendingExport() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada", "mail=ada@x.org");
    systems.object(HR, "E2", "displayName=Alan");
    systems.reference(HR, "E2", "manager", "E1");
    systems.full(HR);
    List<String> before = systems.versions();

    // when
    systems.full(HR);
    var again = systems.counters();
    systems.full(DIRECTORY);

    // then
    assertThat(again).isEmpty();
    assertThat(systems.counters()).isEmpty();
    assertThat(systems.versions()).isEqualTo(before);
  }

  @Test
  void whatWasExportedAndConfirmedIsNotStagedAgain() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada", "mail=ada@x.org");
    systems.object(HR, "E2", "displayName=Alan");
    systems.reference(HR, "E2", "manager", "E1");
    systems.full(HR);
    systems.exported();

    // when
    systems.full(HR);
    assertThat(systems.exports()).isEmpty();
    var source = systems.counters();
    systems.full(DIRECTORY);

    // then
    assertThat(source).isEmpty();
    assertThat(systems.counters()).isEmpty();
    assertThat(systems.exports()).isEmpty();
  }

  @Test
  void anUpdateIsTheDifferenceOnly() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada", "mail=ada@x.org");
    systems.object(HR, "E2", "displayName=Alan");
    systems.reference(HR, "E2", "manager", "E1");
    systems.full(HR);
    systems.exported();
    systems.change(HR, "E1", "displayName=Ada B.");
    systems.sql("delete from horarium.cso_ref where system_id = 1");
    systems.change(HR, "E2", "displayName=Alan");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.counters()).isEqualTo(Map.of("attribute_flows", 2L, "pending_exports", 2L));
    assertThat(systems.exports())
        .containsExactly("Update E1 cn=Set Ada B. mail=Clear", "Update E2 manager=Clear");
  }

  @Test
  void theNewestChangeReplacesAndOneThatIsNoLongerNeededVanishes() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada", "mail=ada@x.org");
    systems.full(HR);
    systems.exported();
    systems.change(HR, "E1", "displayName=Ada B.", "mail=ada@x.org");
    systems.delta(HR);

    // when it changes once more
    systems.change(HR, "E1", "displayName=Ada C.", "mail=ada@x.org");
    systems.delta(HR);

    // then
    assertThat(systems.exports()).containsExactly("Update E1 cn=Set Ada C.");

    // when it is as it was
    systems.change(HR, "E1", "displayName=Ada", "mail=ada@x.org");
    systems.delta(HR);

    // then
    assertThat(systems.exports()).isEmpty();
  }

  @Test
  void aChangeOfWhatWasSentIsAddedBesideIt() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada");
    systems.full(HR);
    systems.sql(
        """
        update horarium.pending_export set status = 'Exported',
          changes = (select jsonb_agg(jsonb_set(c, '{s}', '"AwaitingConfirmation"')) from jsonb_array_elements(changes) c)""");
    systems.change(HR, "E1", "displayName=Ada B.");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.exports())
        .containsExactly(
            "Update E1 cn=Set Ada AwaitingConfirmation cn=Set Ada B. dn=Set E1 AwaitingConfirmation"
                + " employeeNumber=Set E1 AwaitingConfirmation");

    // when nothing else happens
    List<String> before = systems.versions();
    systems.full(HR);

    // then
    assertThat(systems.counters()).isEmpty();
    assertThat(systems.versions()).isEqualTo(before);
  }

  @Test
  void valuesOfManyAreAddedAndRemoved() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "tags > Tags", "friends > Friends");
    systems.exportRule(DIRECTORY, "Employee ID > dn", "Tags > tags", "Friends > friends");
    systems.object(HR, "E1", "tags=a|b");
    systems.object(HR, "E2");
    systems.object(HR, "E3");
    systems.reference(HR, "E1", "friends", "E2");
    systems.full(HR);
    assertThat(systems.exports())
        .contains("Create E1 dn=Set E1 friends=Add>E2 tags=Add a tags=Add b");
    systems.exported();
    systems.change(HR, "E1", "tags=b|c");
    systems.sql("delete from horarium.cso_ref where system_id = 1");
    systems.reference(HR, "E1", "friends", "E3");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.exports())
        .containsExactly("Update E1 friends=Add>E3 friends=Remove>E2 tags=Add c tags=Remove a");
  }

  @Test
  void joinsAnObjectThatIsThereAlready() {
    // given
    systems.usual();
    systems.matching(DIRECTORY, "employeeNumber = Employee ID", false);
    systems.object(HR, "E1", "displayName=Ada");
    systems.object(HR, "E2", "displayName=Alan");
    systems.object(DIRECTORY, "uid=ada", "employeeNumber=e1", "cn=Ada");
    systems.object(DIRECTORY, "uid=other", "employeeNumber=e9");

    // when
    systems.full(HR);

    // then
    assertThat(systems.counters())
        .isEqualTo(
            Map.of(
                "projected",
                2L,
                "attribute_flows",
                2L,
                "joined",
                1L,
                "provisioned",
                1L,
                "pending_exports",
                2L));
    assertThat(systems.exports())
        .containsExactly(
            "Create E2 cn=Set Alan dn=Set E2 employeeNumber=Set E2",
            "Update uid=ada dn=Set E1 employeeNumber=Set E1");
    assertThat(systems.space(DIRECTORY)).contains("uid=other Normal NotJoined pending");
    assertThat(systems.database.number("select count(*) from horarium.sync_target_key")).isZero();
  }

  @Test
  void twoObjectsThatAreThereAlreadyAreAnError() {
    // given
    systems.usual();
    systems.matching(DIRECTORY, "employeeNumber = Employee ID", true);
    systems.object(HR, "E1", "displayName=Ada");
    systems.object(HR, "E2", "displayName=Alan");
    systems.object(DIRECTORY, "uid=1", "employeeNumber=E1");
    systems.object(DIRECTORY, "uid=2", "employeeNumber=E1");

    // when
    systems.full(HR);

    // then: nothing of the one, all of the other
    assertThat(systems.items())
        .containsExactly(
            "NotSet E1 AmbiguousMatch",
            "Projected E2 Projected:1,AttributeFlow:2,Provisioned:1,PendingExportCreated:1");
    assertThat(systems.space(HR))
        .containsExactly("E1 Normal NotJoined pending", "E2 Normal Projected");
    assertThat(systems.metaverse()).hasSize(1);
  }

  @Test
  void withoutANameNothingIsMade() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "displayName > Display Name");
    systems.exportRule(DIRECTORY, "Display Name > dn");
    systems.object(HR, "E1");
    systems.object(HR, "E2", "displayName=Alan");

    // when
    systems.full(HR);

    // then
    assertThat(systems.items()).contains("NotSet E1 MissingExternalIdAttributeValue").hasSize(2);
    assertThat(systems.exports()).containsExactly("Create Alan dn=Set Alan");
  }

  @Test
  void twoNewObjectsOfOneNameAreAnError() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "displayName > Display Name");
    systems.exportRule(DIRECTORY, "Display Name > dn");
    systems.object(HR, "E1", "displayName=Ada");
    systems.object(HR, "E2", "displayName=Ada");
    for (int i = 3; i <= 4; i++) {
      systems.object(HR, "E" + i, "displayName=P" + i);
    }
    systems.object(HR, "E5", "displayName=Ada");

    // when
    systems.full(HR);

    // then: the first one has it
    assertThat(systems.items())
        .contains("NotSet E2 DuplicateObject", "NotSet E5 DuplicateObject")
        .hasSize(5);
    assertThat(systems.exports()).hasSize(3);
  }

  @Test
  void aChangedNameIsSetOnTheObject() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "displayName > Display Name");
    systems.exportRule(DIRECTORY, "Display Name > dn", "Employee ID > employeeNumber");
    systems.object(HR, "E1", "displayName=Ada");
    systems.full(HR);

    // when it is not made yet
    systems.change(HR, "E1", "displayName=Ada B.");
    systems.delta(HR);

    // then
    assertThat(systems.space(DIRECTORY)).containsExactly("Ada B. PendingProvisioning Provisioned");
    assertThat(systems.exports())
        .containsExactly("Create Ada B. dn=Set Ada B. employeeNumber=Set E1");

    // when it is there
    systems.exported();
    systems.change(HR, "E1", "displayName=Ada C.");
    systems.delta(HR);

    // then
    assertThat(systems.exports()).containsExactly("Update Ada B. dn=Set Ada C.");

    // when the name is taken back
    systems.exported();
    systems.change(HR, "E1");
    systems.delta(HR);

    // then it keeps the one it has
    assertThat(systems.exports()).isEmpty();
  }

  @Test
  void whoLeavesIsDeletedAfterTheLastExport() {
    // given
    systems.usual();
    systems.sql("update horarium.sync_rule set outbound_deprovision_action = 'Delete'");
    systems.object(HR, "E1", "displayName=Ada");
    systems.object(HR, "E2", "displayName=Alan");
    systems.reference(HR, "E2", "manager", "E1");
    systems.full(HR);
    systems.exported();
    systems.gone(HR, "E1");

    // when: the values are taken back, but not what the account is called
    systems.delta(HR);

    // then
    assertThat(systems.exports())
        .containsExactly("Update E1 cn=Clear employeeNumber=Clear", "Update E2 manager=Clear");
    assertThat(systems.metaverse()).hasSize(2);
  }

  @Test
  void aTargetThatIsGoneIsMadeAgain() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada");
    systems.full(HR);
    systems.exported();
    systems.gone(DIRECTORY, "E1");

    // when
    systems.delta(DIRECTORY);

    // then
    assertThat(systems.counters())
        .isEqualTo(
            Map.of("disconnected", 1L, "deleted", 1L, "provisioned", 1L, "pending_exports", 1L));
    assertThat(systems.space(DIRECTORY)).containsExactly("E1 PendingProvisioning Provisioned");
    assertThat(systems.exports())
        .containsExactly("Create E1 cn=Set Ada dn=Set E1 employeeNumber=Set E1");
  }

  @Test
  void theMetaverseObjectGoesWhenAnExportTookItsLastConnector() {
    // given
    systems.usual();
    systems.object(HR, "E1", "displayName=Ada");
    systems.object(HR, "E2", "displayName=Alan");
    systems.reference(HR, "E2", "manager", "E1");
    systems.full(HR);
    systems.exported();
    systems.gone(HR, "E1");
    systems.delta(HR);
    systems.exported();
    systems.sql(
        """
        update horarium.mvo set deletion_check = true where id = (
          select mvo_id from horarium.cso where system_id = 3 and secondary_id = 'E1')""");
    systems.sql("delete from horarium.cso where system_id = 3 and secondary_id = 'E1'");

    // when any system is synchronised
    systems.delta(DIRECTORY);

    // then
    assertThat(systems.counters()).isEqualTo(Map.of("mvo_deleted", 1L));
    assertThat(systems.metaverse()).hasSize(1);
    assertThat(systems.items()).containsExactly("Deleted MvoDeleted:1");
  }

  @Test
  void anExpressionThatFailsLeavesTheObjectAsItWas() {
    // given: a mapping that gives several values for one
    systems.importRule(HR, "employeeId > Employee ID", "tags > Tags");
    systems.exportRule(DIRECTORY, "Employee ID > dn", "Tags > cn");
    systems.object(HR, "E1", "tags=a|b");
    systems.object(HR, "E2", "tags=c");

    // when
    systems.full(HR);

    // then: nothing flows to that attribute alone
    assertThat(systems.exports())
        .containsExactly("Create E1 dn=Set E1", "Create E2 cn=Set c dn=Set E2");
    assertThat(systems.items())
        .contains(
            "Projected E1 MultiValuedToSingleValued Projected:1,AttributeFlow:2,Provisioned:1,PendingExportCreated:1");
  }
}
