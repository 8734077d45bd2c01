package io.horarium.step.runprofile.synchronise;

import static io.horarium.step.runprofile.synchronise.SyncFixture.BADGE;
import static io.horarium.step.runprofile.synchronise.SyncFixture.HR;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.step.StepOutcome.Ending;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way into the metaverse against a real PostgreSQL (contract/sync-engine.md 8.1 to 8.7). */
class InboundTest {

  private SyncFixture systems;

  @BeforeEach
  void newSystems() {
    systems = new SyncFixture();
  }

  private void people(int count) {
    for (int i = 1; i <= count; i++) {
      systems.object(HR, "E" + i, "displayName=Person " + i, "dept=IT");
    }
  }

  private int hrRule() {
    return systems.importRule(
        HR,
        "employeeId > Employee ID",
        "displayName > Display Name",
        "dept > Department",
        "mail > Email",
        "manager > Manager",
        "tags > Tags");
  }

  private int badgeRule() {
    return systems.importRule(
        BADGE, "employeeId > Employee ID", "displayName > Display Name", "mail > Email");
  }

  @Test
  void projectsWhatNothingMatches() {
    // given
    hrRule();
    people(7);

    // when
    var outcome = systems.full(HR);

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.Complete);
    assertThat(systems.counters()).isEqualTo(Map.of("projected", 7L, "attribute_flows", 7L));
    assertThat(systems.items()).hasSize(7).contains("Projected E3 Projected:1,AttributeFlow:3");
    assertThat(systems.metaverse())
        .hasSize(7)
        .contains("Department=IT@HR Display Name=Person 3@HR Employee ID=E3@HR | HR:E3:Normal");
    assertThat(systems.space(HR)).contains("E3 Normal Projected");
  }

  @Test
  void anotherFullSynchronisationWritesNothing() {
    // given
    hrRule();
    systems.matching(HR, "employeeId = Employee ID", true);
    people(7);
    systems.object(HR, "E8", "tags=b|a");
    systems.reference(HR, "E1", "manager", "E8");
    systems.full(HR);
    List<String> before = systems.versions();

    // when
    systems.full(HR);

    // then
    assertThat(systems.counters()).isEmpty();
    assertThat(systems.items()).isEmpty();
    assertThat(systems.versions()).isEqualTo(before);
  }

  @Test
  void aDeltaTakesWhatChangedOnly() {
    // given
    hrRule();
    people(5);
    systems.full(HR);
    systems.change(HR, "E2", "displayName=New Name");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.items()).containsExactly("AttributeFlow E2 AttributeFlow:2");
    assertThat(systems.counters()).isEqualTo(Map.of("attribute_flows", 1L));
    assertThat(systems.values()).contains("Display Name=New Name@HR Employee ID=E2@HR");
    assertThat(systems.space(HR)).noneMatch(line -> line.contains("pending"));
  }

  @Test
  void aDeltaAfterAChangeOfTheConfigurationSaysThatItIsNotEnough() {
    // given
    hrRule();
    systems.sql("update horarium.connected_system set full_sync_required = true where id = 1");

    // when
    var delta = systems.delta(HR);
    var full = systems.full(HR);
    var after = systems.delta(HR);

    // then
    assertThat(delta.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(full.ending()).isEqualTo(Ending.Complete);
    assertThat(after.ending()).isEqualTo(Ending.Complete);
  }

  @Test
  void joinsByAnEqualValue() {
    // given
    hrRule();
    badgeRule();
    systems.matching(BADGE, "employeeId = Employee ID", true);
    people(3);
    systems.full(HR);
    systems.object(BADGE, "E2", "mail=e2@x.org");
    systems.object(BADGE, "e3", "mail=e3@x.org");

    // when
    systems.full(BADGE);

    // then: the case matters
    assertThat(systems.items())
        .containsExactly(
            "Joined E2 Joined:1,AttributeFlow:1", "Projected e3 Projected:1,AttributeFlow:2");
    assertThat(systems.metaverse())
        .contains(
            "Department=IT@HR Display Name=Person 2@HR Email=e2@x.org@Badge Employee ID=E2@HR | Badge:E2:Normal HR:E2:Normal");
  }

  @Test
  void joinsWithoutRegardToCaseWhenTheRuleSaysSo() {
    // given
    hrRule();
    badgeRule();
    systems.matching(BADGE, "employeeId = Employee ID", false);
    systems.object(HR, "ÉCOLE", "dept=IT");
    systems.full(HR);
    systems.object(BADGE, "école");

    // when
    systems.full(BADGE);

    // then
    assertThat(systems.counters()).isEqualTo(Map.of("joined", 1L));
  }

  @Test
  void joinsAnObjectMadeEarlierInTheBatch() {
    // given
    badgeRule();
    systems.matching(BADGE, "mail = Email", true);
    systems.sql(
        """
        insert into horarium.object_type (connected_system_id, name, selected) values (2, 'card', true)""");
    systems.object(BADGE, "E1", "mail=one@x.org");
    systems.object(BADGE, "E2", "mail=one@x.org");

    // when
    systems.full(BADGE);

    // then: of one type there is room for one
    assertThat(systems.items())
        .containsExactly(
            "Projected E1 Projected:1,AttributeFlow:2", "NotSet E2 CouldNotJoinDueToExistingJoin");
    assertThat(systems.space(BADGE))
        .containsExactly("E1 Normal Projected", "E2 Normal NotJoined pending");
  }

  @Test
  void anErrorStaysPendingAndIsTriedAgain() {
    // given
    hrRule();
    badgeRule();
    systems.matching(BADGE, "mail = Email", true);
    systems.object(HR, "E1", "mail=same@x.org");
    systems.object(HR, "E2", "mail=same@x.org");
    systems.object(HR, "E3", "mail=other@x.org");
    systems.full(HR);
    systems.object(BADGE, "B1", "mail=same@x.org");
    systems.object(BADGE, "B3", "mail=other@x.org");

    // when
    var outcome = systems.full(BADGE);

    // then
    assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithWarning);
    assertThat(systems.items()).containsExactly("NotSet B1 AmbiguousMatch", "Joined B3 Joined:1");
    assertThat(systems.counters()).isEqualTo(Map.of("joined", 1L, "errors", 1L));

    // when the values are put right
    systems.change(HR, "E2", "mail=second@x.org");
    systems.delta(HR);
    systems.delta(BADGE);

    // then
    assertThat(systems.items()).containsExactly("Joined B1 Joined:1");
  }

  @Test
  void everyObjectWithAnErrorFailsTheRun() {
    // given
    badgeRule();
    systems.importMapping(
        systems.importRule(HR, "employeeId > Employee ID"), HR, "tags > Department");
    systems.object(HR, "E1", "tags=a|b");

    // when
    var outcome = systems.full(HR);

    // then: the rest flows all the same
    assertThat(outcome.ending()).isEqualTo(Ending.FailedWithError);
    assertThat(systems.items())
        .containsExactly("Projected E1 MultiValuedToSingleValued Projected:1,AttributeFlow:1");
    assertThat(systems.values()).containsExactly("Employee ID=E1@HR");
  }

  @Test
  void theStrongestOfferWinsAndHandsOverWhenItGoes() {
    // given
    int hr = hrRule();
    int badge = badgeRule();
    systems.matching(BADGE, "employeeId = Employee ID", true);
    systems.priority(hr, "Display Name", 2);
    systems.priority(badge, "Display Name", 1);
    systems.object(HR, "E1", "displayName=From HR", "dept=IT");
    systems.object(BADGE, "E1", "displayName=From Badge");
    systems.full(HR);

    // when
    systems.full(BADGE);

    // then
    assertThat(systems.values())
        .containsExactly("Department=IT@HR Display Name=From Badge@Badge Employee ID=E1@HR");

    // when the stronger one goes
    systems.gone(BADGE, "E1");
    systems.delta(BADGE);

    // then
    assertThat(systems.items()).containsExactly("Disconnected E1 Disconnected:1,CsoDeleted:1");
    assertThat(systems.values())
        .containsExactly("Department=IT@HR Display Name=From HR@HR Employee ID=E1@HR");
  }

  @Test
  void aReferenceIsFoundWhateverTheOrder() {
    // given: the manager is synchronised last, in another batch
    hrRule();
    people(7);
    systems.reference(HR, "E1", "manager", "E7");
    systems.reference(HR, "E6", "manager", "E7");
    systems.reference(HR, "E7", "manager", "E1");

    // when
    systems.full(HR);

    // then: one item and one flow per object
    assertThat(systems.counters()).isEqualTo(Map.of("projected", 7L, "attribute_flows", 7L));
    assertThat(systems.items()).hasSize(7);
    assertThat(systems.values())
        .contains(
            "Department=IT@HR Display Name=Person 1@HR Employee ID=E1@HR Manager=E7",
            "Department=IT@HR Display Name=Person 6@HR Employee ID=E6@HR Manager=E7",
            "Department=IT@HR Display Name=Person 7@HR Employee ID=E7@HR Manager=E1");
    assertThat(systems.space(HR)).noneMatch(line -> line.contains("refs"));
  }

  @Test
  void whoLeavesIsForgottenByReferences() {
    // given
    hrRule();
    people(7);
    systems.reference(HR, "E1", "manager", "E7");
    systems.full(HR);
    systems.gone(HR, "E7");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.counters())
        .isEqualTo(Map.of("disconnected", 1L, "deleted", 1L, "mvo_deleted", 1L));
    assertThat(systems.metaverse()).hasSize(6);
    assertThat(systems.values()).noneMatch(line -> line.contains("Manager"));
    assertThat(systems.database.number("select count(*) from horarium.mvo_ref")).isZero();
    assertThat(systems.database.number("select count(*) from horarium.contribution")).isEqualTo(6);
  }

  @Test
  void anObjectThatIsGoneKeepsItsValuesWhenTheTypeSaysSo() {
    // given
    hrRule();
    systems.sql("update horarium.object_type set remove_contributed_on_obsoletion = false");
    systems.sql("update horarium.mv_object_type set deletion_rule = 'Manual'");
    systems.matching(HR, "employeeId = Employee ID", true);
    systems.object(HR, "E1", "dept=IT");
    systems.full(HR);
    systems.gone(HR, "E1");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.metaverse()).containsExactly("Department=IT@HR Employee ID=E1@HR | -");

    // when it comes back
    systems.object(HR, "E1", "dept=Sales");
    systems.delta(HR);

    // then
    assertThat(systems.metaverse())
        .containsExactly("Department=Sales@HR Employee ID=E1@HR | HR:E1:Normal");
    assertThat(systems.database.number("select count(*) from horarium.contribution")).isEqualTo(1);
  }

  @Test
  void withoutAnyConnectorTheDeletionRuleDecides() {
    // given
    hrRule();
    systems.sql("update horarium.mv_object_type set deletion_rule = 'Manual'");
    systems.object(HR, "E1", "dept=IT");
    systems.full(HR);
    systems.gone(HR, "E1");

    // when
    systems.delta(HR);

    // then: kept by the rule Manual, without the values that were taken back
    assertThat(systems.metaverse()).containsExactly("- | -");
    assertThat(systems.counters()).isEqualTo(Map.of("disconnected", 1L, "deleted", 1L));
  }

  @Test
  void lookUpRowsAreFilledWhenARuleNewlyUsesAnAttribute() {
    // given
    hrRule();
    badgeRule();
    people(4);
    systems.full(HR);
    assertThat(systems.database.number("select count(*) from horarium.mvo_key")).isZero();
    systems.matching(BADGE, "displayName = Display Name", false);
    systems.object(BADGE, "B1", "displayName=PERSON 3");

    // when
    systems.delta(BADGE);

    // then
    assertThat(systems.counters()).containsEntry("joined", 1L);
    assertThat(systems.database.number("select count(*) from horarium.mvo_key")).isEqualTo(4);
  }

  @Test
  void offersOfADeletedRuleGoWithTheNextFullSynchronisation() {
    // given
    hrRule();
    int second = systems.importRule(HR, "mail > Email");
    systems.object(HR, "E1", "mail=e1@x.org");
    systems.sql(
        "delete from horarium.sync_mapping where sync_rule_id = 1 and target_mv_attribute_id = ?",
        systems.mvAttributes.get("Email"));
    systems.full(HR);
    assertThat(systems.values()).containsExactly("Email=e1@x.org@HR Employee ID=E1@HR");
    systems.sql("delete from horarium.sync_rule where id = ?", second);

    // when
    systems.full(HR);

    // then
    assertThat(systems.values()).containsExactly("Employee ID=E1@HR");
  }

  @Test
  void anObjectThatCannotBeStoredCostsItselfOnly() {
    // given: a database that refuses one of them, whatever the reason
    hrRule();
    people(5);
    systems.sql(
        "alter table horarium.mvo add constraint test_refusal check (display_name <> 'Person 4')");
    try {
      // when
      var outcome = systems.full(HR);

      // then
      assertThat(outcome.ending()).isEqualTo(Ending.CompleteWithError);
      assertThat(systems.items()).hasSize(5).contains("NotSet E4 UnhandledError");
      assertThat(systems.counters())
          .isEqualTo(Map.of("projected", 4L, "attribute_flows", 4L, "errors", 1L));
      assertThat(systems.space(HR)).contains("E4 Normal NotJoined pending", "E5 Normal Projected");
    } finally {
      systems.sql("alter table horarium.mvo drop constraint test_refusal");
    }
  }
}
