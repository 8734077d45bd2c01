package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.horarium.access.Initiator;
import io.horarium.it.testkit.AsAdministrator;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.Problem;
import io.horarium.schedule.Given;
import io.horarium.schedule.PatternType;
import io.horarium.schedule.ScheduleDetail;
import io.horarium.schedule.ScheduleInput;
import io.horarium.schedule.ScheduleService;
import io.horarium.schedule.StepInput;
import io.horarium.schedule.StepSettingsInput;
import io.horarium.schedule.Timing;
import io.horarium.schedule.TriggerType;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs inside the server, beside the application, and calls its enterprise beans: what their
 * container promises is part of the rule.
 */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

  private static final Initiator BY = new Initiator(Initiator.Type.System, null, "A test");
  private static final Timing NO_TIMING =
      new Timing(null, null, null, null, null, null, null, null, null);

  @EJB(lookup = "java:global/horarium/horarium-ejb/ScheduleService")
  private ScheduleService schedules;

  @EJB(lookup = "java:module/AsAdministrator")
  private AsAdministrator administrator;

  @Resource(lookup = "java:jboss/datasources/HorariumDS")
  private DataSource database;

  @Resource(lookup = "java:jboss/UserTransaction")
  private UserTransaction transaction;

  @Deployment
  static WebArchive tests() {
    return ShrinkWrap.create(WebArchive.class, "in-container.war")
        .addClasses(InContainerIT.class, AsAdministrator.class)
        .addPackages(true, "org.assertj", "net.bytebuddy")
        .addAsWebInfResource(
            new StringAsset(
                """
                <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
                  <deployment><dependencies>
                    <module name="deployment.horarium.ear.horarium-ejb.jar"/>
                    <module name="deployment.horarium.ear"/>
                  </dependencies></deployment>
                </jboss-deployment-structure>"""),
            "jboss-deployment-structure.xml");
  }

  @Test
  void aRefusedChangeLeavesEverythingAsItWas() throws Exception {
    ScheduleDetail made = asAdministrator(() -> schedules.create(named(unique()), BY));
    String before = stored(made.summary().id());
    ScheduleInput change = withStep(named(unique()), 0, 0);

    Throwable refusal =
        catchThrowable(
            () -> asAdministrator(() -> schedules.replace(made.summary().id(), change, BY)));

    assertThat(refusal).isInstanceOf(InvalidInput.class);
    assertThat(stored(made.summary().id())).isEqualTo(before);
  }

  @Test
  void aTakenNameIsAConflictAndLeavesNoTraceOfTheAttempt() throws Exception {
    String taken = unique();
    asAdministrator(() -> schedules.create(named(taken), BY));
    ScheduleDetail other = asAdministrator(() -> schedules.create(named(unique()), BY));
    String before = stored(other.summary().id());

    Throwable refusal =
        catchThrowable(
            () -> asAdministrator(() -> schedules.replace(other.summary().id(), named(taken), BY)));

    assertThat(refusal).isInstanceOf(Conflict.class).hasMessageContaining(taken);
    assertThat(stored(other.summary().id())).isEqualTo(before);
  }

  @Test
  void aChangeAndItsRecordAreUndoneWithTheTransactionOfTheCaller() throws Exception {
    ScheduleDetail made = asAdministrator(() -> schedules.create(named(unique()), BY));
    String before = stored(made.summary().id());

    transaction.begin();
    asAdministrator(() -> schedules.replace(made.summary().id(), named(unique()), BY));
    transaction.rollback();

    assertThat(stored(made.summary().id())).isEqualTo(before);
  }

  /** The trigger engine writes into the transaction of the change, not beside it. */
  @Test
  void aTriggerIsUndoneWithTheTransactionOfItsSchedule() throws Exception {
    ScheduleDetail made = asAdministrator(() -> schedules.create(cron("0 6 * * *"), BY));
    String before = trigger(made.summary().id());

    transaction.begin();
    asAdministrator(() -> schedules.replace(made.summary().id(), cron("30 7 * * *"), BY));
    String meanwhile = trigger(made.summary().id());
    ScheduleDetail other = asAdministrator(() -> schedules.create(cron("0 8 * * *"), BY));
    String ofOther = trigger(other.summary().id());
    transaction.rollback();

    assertThat(before).isNotNull();
    assertThat(meanwhile).isNotNull().isNotEqualTo(before);
    assertThat(ofOther).isNotNull();
    assertThat(trigger(made.summary().id())).isEqualTo(before);
    assertThat(trigger(other.summary().id())).isNull();
  }

  @Test
  void withoutTheRoleNothingIsReadOrChanged() {
    Throwable list = catchThrowable(() -> schedules.get(UUID.randomUUID()));
    Throwable create = catchThrowable(() -> schedules.create(named(unique()), BY));

    assertThat(list).isInstanceOf(EJBAccessException.class);
    assertThat(create).isInstanceOf(EJBAccessException.class);
  }

  private <T> T asAdministrator(Callable<T> call) throws Exception {
    try {
      return administrator.call(call);
    } catch (EJBException e) {
      // The bean in between belongs to another application, which does not know our exceptions.
      throw e.getCause() instanceof Problem problem ? problem : e;
    }
  }

  /** The schedule's row, its steps and how many activities tell of it. */
  private String stored(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select s::text
                  || (select coalesce(string_agg(t::text, ';' order by t.id), '-')
                      from horarium.schedule_step t where t.schedule_id = s.id)
                  || (select count(*) from horarium.activity a where a.scheduled_by_schedule_id = s.id)
                from horarium.schedule s where s.id = ?""")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** When the trigger engine fires it next, or null without a trigger. */
  private String trigger(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select next_fire_time from horarium.qrtz_triggers where trigger_name = ?")) {
      statement.setString(1, id.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static ScheduleInput cron(String expression) {
    Timing timing =
        new Timing(
            TriggerType.Cron, PatternType.Custom, expression, null, null, null, null, null, null);
    return new ScheduleInput(null, unique(), "of the test", timing, true, List.of(), null);
  }

  private static ScheduleInput named(String name) {
    return new ScheduleInput(null, name, "of the test", NO_TIMING, false, List.of(), null);
  }

  private static ScheduleInput withStep(ScheduleInput input, int systemId, int profileId) {
    StepInput step =
        new StepInput(
            null,
            Given.of(0),
            Given.absent(),
            Given.absent(),
            Given.of("RunProfile"),
            Given.absent(),
            Given.absent(),
            Given.of(systemId),
            Given.of(profileId),
            Given.absent(),
            StepSettingsInput.ABSENT);
    return new ScheduleInput(
        null, input.name(), null, NO_TIMING, true, List.of(step), "should not be kept");
  }

  private static String unique() {
    return "In container " + UUID.randomUUID();
  }
}
