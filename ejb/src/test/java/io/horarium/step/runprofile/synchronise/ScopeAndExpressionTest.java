package io.horarium.step.runprofile.synchronise;

import static io.horarium.step.runprofile.synchronise.SyncFixture.BADGE;
import static io.horarium.step.runprofile.synchronise.SyncFixture.DIRECTORY;
import static io.horarium.step.runprofile.synchronise.SyncFixture.HR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.RunType;
import io.horarium.problem.RunFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes and expressions in a run (contract/sync-engine.md 8.3, 8.4, 8.9; jim-sync.md 5 and 6). */
class ScopeAndExpressionTest {

  private SyncFixture systems;

  @BeforeEach
  void newSystems() {
    systems = new SyncFixture();
  }

  private int scopedImport() {
    int rule =
        systems.importRule(
            HR, "employeeId > Employee ID", "dept > Department", "displayName > Display Name");
    systems.scope(rule, true, HR, "dept", "NotEquals", "Guests");
    return rule;
  }

  @Test
  void onlyWhatARuleCoversIsProjected() {
    // given
    scopedImport();
    systems.object(HR, "E1", "dept=IT");
    systems.object(HR, "E2", "dept=Guests");
    systems.object(HR, "E3");

    // when
    systems.full(HR);

    // then: the others wait without an error
    assertThat(systems.counters()).isEqualTo(Map.of("projected", 1L, "attribute_flows", 1L));
    assertThat(systems.space(HR))
        .containsExactly("E1 Normal Projected", "E2 Normal NotJoined", "E3 Normal NotJoined");
  }

  @Test
  void whatLeavesTheScopeIsDisconnected() {
    // given
    scopedImport();
    systems.object(HR, "E1", "dept=IT");
    systems.full(HR);
    systems.change(HR, "E1", "dept=Guests");

    // when
    systems.delta(HR);

    // then: its metaverse object has no other connector
    assertThat(systems.items())
        .containsExactly("DisconnectedOutOfScope E1 DisconnectedOutOfScope:1,MvoDeleted:1");
    assertThat(systems.space(HR)).containsExactly("E1 Normal NotJoined");
    assertThat(systems.metaverse()).isEmpty();

    // when it comes back
    systems.change(HR, "E1", "dept=IT");
    systems.delta(HR);

    // then
    assertThat(systems.counters()).containsEntry("projected", 1L);
  }

  @Test
  void whatLeavesTheScopeMayStayJoined() {
    // given
    int rule = scopedImport();
    systems.sql(
        "update horarium.sync_rule set inbound_out_of_scope_action = 'RemainJoined' where id = ?",
        rule);
    systems.object(HR, "E1", "dept=IT", "displayName=Ada");
    systems.full(HR);
    systems.change(HR, "E1", "dept=Guests", "displayName=Another");

    // when
    systems.delta(HR);

    // then: joined, and nothing flows
    assertThat(systems.counters()).isEqualTo(Map.of("out_of_scope_retain_join", 1L));
    assertThat(systems.metaverse())
        .containsExactly("Department=IT@HR Display Name=Ada@HR Employee ID=E1@HR | HR:E1:Normal");

    // when everything is looked at again
    systems.full(HR);

    // then it is not told again
    assertThat(systems.counters()).isEmpty();
  }

  @Test
  void whoLeavesTheScopeOfAnExportRuleIsDeletedThere() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "dept > Department");
    int export = systems.exportRule(DIRECTORY, "Employee ID > dn", "Department > cn");
    systems.scope(export, false, DIRECTORY, "Department", "Equals", "IT");
    systems.object(HR, "E1", "dept=IT");
    systems.object(HR, "E2", "dept=Sales");
    systems.full(HR);
    assertThat(systems.exports()).containsExactly("Create E1 cn=Set IT dn=Set E1");

    // when nothing was sent yet
    systems.change(HR, "E1", "dept=Sales");
    systems.delta(HR);

    // then there is nothing to delete
    assertThat(systems.exports()).isEmpty();
    assertThat(systems.space(DIRECTORY)).isEmpty();

    // when it was sent
    systems.change(HR, "E1", "dept=IT");
    systems.delta(HR);
    systems.exported();
    systems.change(HR, "E1", "dept=Sales");
    systems.delta(HR);

    // then
    assertThat(systems.exports()).containsExactly("Delete E1");
    assertThat(systems.items())
        .containsExactly("AttributeFlow E1 AttributeFlow:1,DeprovisionQueued:1");

    // when it comes back before that was sent
    systems.change(HR, "E1", "dept=IT");
    systems.delta(HR);

    // then
    assertThat(systems.exports()).isEmpty();
    assertThat(systems.space(DIRECTORY)).containsExactly("E1 Normal Provisioned");
  }

  @Test
  void whoLeavesTheScopeOfAnExportRuleMayBeLetGo() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "dept > Department");
    int export = systems.exportRule(DIRECTORY, "Employee ID > dn", "Department > cn");
    systems.sql("update horarium.sync_rule set outbound_deprovision_action = 'Disconnect'");
    systems.scope(export, false, DIRECTORY, "Department", "StartsWith", "I");
    systems.object(HR, "E1", "dept=IT");
    systems.full(HR);
    systems.exported();
    systems.change(HR, "E1", "dept=Sales");

    // when
    systems.delta(HR);

    // then
    assertThat(systems.exports()).isEmpty();
    assertThat(systems.space(DIRECTORY)).containsExactly("E1 Normal NotJoined");
    assertThat(systems.counters()).isEqualTo(Map.of("attribute_flows", 1L, "disconnected", 1L));
  }

  @Test
  void theLastConnectorMayLeaveOnTheWayOut() {
    // given: the only account was never made
    systems.importRule(HR, "employeeId > Employee ID", "dept > Department");
    int export = systems.exportRule(DIRECTORY, "Employee ID > dn");
    systems.scope(export, false, DIRECTORY, "Department", "Equals", "IT");
    systems.object(HR, "E1", "dept=IT");
    systems.full(HR);
    systems.gone(HR, "E1");

    // when
    systems.delta(HR);

    // then: nobody is left, in the same run
    assertThat(systems.metaverse()).isEmpty();
    assertThat(systems.exports()).isEmpty();
    assertThat(systems.space(DIRECTORY)).isEmpty();
    assertThat(systems.counters()).containsEntry("mvo_deleted", 1L);
  }

  @Test
  void expressionsFlowBothWays() {
    // given
    systems.importRule(
        HR,
        "employeeId > Employee ID",
        "Upper(cs[\"displayName\"]) > Display Name",
        "Split(cs[\"dept\"], \";\") > Tags");
    systems.exportRule(
        DIRECTORY,
        "\"uid=\" + Lower(mv[\"Employee ID\"]) + \",dc=x\" > dn",
        "mv[\"Display Name\"] ?? \"nobody\" > cn",
        "Tags > tags");
    systems.object(HR, "E1", "displayName=Ada", "dept=b;a");
    systems.object(HR, "E2");

    // when
    systems.full(HR);

    // then
    assertThat(systems.exports())
        .containsExactly(
            "Create uid=e1,dc=x cn=Set ADA dn=Set uid=e1,dc=x tags=Add a tags=Add b",
            "Create uid=e2,dc=x cn=Set nobody dn=Set uid=e2,dc=x");

    // when
    List<String> before = systems.versions();
    systems.full(HR);

    // then
    assertThat(systems.versions()).isEqualTo(before);
  }

  @Test
  void anExpressionThatFailsIsTheErrorOfItsObject() {
    // given: of seven people in batches of three, the second and the last have no number
    systems.importRule(
        HR,
        "employeeId > Employee ID",
        "ToInt(cs[\"dept\"]) / ToInt(cs[\"dept\"]) * ToInt(cs[\"dept\"]) > Department");
    int export = systems.exportRule(DIRECTORY, "Employee ID > dn");
    systems.exportMapping(export, DIRECTORY, "100 / (ToInt(mv[\"Department\"]) - 4) > cn");
    for (int i = 1; i <= 7; i++) {
      systems.object(HR, "E" + i, "dept=" + (i == 2 || i == 7 ? "none" : Integer.toString(i)));
    }

    // when: 4 - 4 is no divisor, which shows only on the way out
    systems.full(HR);

    // then
    assertThat(systems.items())
        .contains(
            "NotSet E2 ExpressionEvaluationError",
            "NotSet E4 ExpressionEvaluationError",
            "NotSet E7 ExpressionEvaluationError")
        .hasSize(7);
    assertThat(systems.metaverse()).hasSize(4);
    assertThat(systems.exports()).hasSize(4);
    assertThat(systems.space(HR))
        .contains("E4 Normal NotJoined pending", "E2 Normal NotJoined pending");
    assertThat(systems.counters()).containsEntry("errors", 3L).containsEntry("projected", 4L);
  }

  @Test
  void anExpressionThatCannotBeReadStopsTheRun() {
    // given
    systems.importRule(HR, "Nonsense(cs[\"dept\"]) > Department");
    systems.begin();

    // then
    assertThatThrownBy(() -> systems.work(RunType.FullSynchronisation, HR))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("import 0");
  }

  @Test
  void blankTextsAreNoValues() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "dept > Department");
    systems.object(HR, "E1", "dept=  ");

    // when
    systems.full(HR);

    // then
    assertThat(systems.values()).containsExactly("Employee ID=E1@HR");
  }

  @Test
  void inTheOtherModeMatchingRulesHangOnTheRules() {
    // given
    systems.importRule(HR, "employeeId > Employee ID", "mail > Email");
    int badge = systems.importRule(BADGE, "employeeId > Employee ID", "mail > Email");
    systems.sql("update horarium.connected_system set matching_mode = 'SyncRule'");
    systems.matching(BADGE, "employeeId = Employee ID", true);
    systems.sql(
        """
        insert into horarium.matching_rule (sync_rule_id, mv_object_type_id, source_object_attribute_id, target_mv_attribute_id)
        values (?, 1, ?, ?)""",
        badge,
        systems.spaceAttributes.get(BADGE + "/mail"),
        systems.mvAttributes.get("Email"));
    systems.object(HR, "E1", "mail=one@x.org");
    systems.full(HR);
    systems.object(BADGE, "B1", "mail=one@x.org");
    systems.object(BADGE, "E1", "mail=two@x.org");

    // when
    systems.full(BADGE);

    // then: the rule of the object type does not count
    assertThat(systems.items())
        .containsExactly("Joined B1 Joined:1", "Projected E1 Projected:1,AttributeFlow:2");
  }
}
