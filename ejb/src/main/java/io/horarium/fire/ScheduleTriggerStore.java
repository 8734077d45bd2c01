package io.horarium.fire;

import io.horarium.schedule.TriggerDefinition;
import io.horarium.schedule.TriggerType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.quartz.JobDetail;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.TriggerPersistenceDelegate;
import org.quartz.spi.OperableTrigger;

/**
 * Lets Quartz store {@link ScheduleTrigger}: what defines it is in the row of the schedule and is
 * read from there, so the two can never differ. A plain read on Quartz's connection: it waits for
 * nobody who holds the schedule. Made by Quartz, by its name.
 */
public final class ScheduleTriggerStore implements TriggerPersistenceDelegate {

  private static final TriggerDefinition GONE =
      new TriggerDefinition(TriggerType.Manual, null, "UTC", null, null, null, null, null);
  private static final String[] NO_NAMES = {};
  private static final Object[] NO_VALUES = {};

  @Override
  public void initialize(String tablePrefix, String schedulerName) {
    // one table, one scheduler
  }

  @Override
  public boolean canHandleTriggerType(OperableTrigger trigger) {
    return trigger instanceof ScheduleTrigger;
  }

  @Override
  public String getHandledTriggerTypeDiscriminator() {
    return "SCHEDULE";
  }

  @Override
  public int insertExtendedTriggerProperties(
      Connection connection, OperableTrigger trigger, String state, JobDetail job) {
    return 1;
  }

  @Override
  public int updateExtendedTriggerProperties(
      Connection connection, OperableTrigger trigger, String state, JobDetail job) {
    return 1;
  }

  @Override
  public int deleteExtendedTriggerProperties(Connection connection, TriggerKey key) {
    return 1;
  }

  @Override
  public TriggerPropertyBundle loadExtendedTriggerProperties(Connection connection, TriggerKey key)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select " + FireStore.TRIGGER_COLUMNS + " from horarium.schedule where id = ?")) {
      statement.setObject(1, UUID.fromString(key.getName()));
      try (ResultSet row = statement.executeQuery()) {
        TriggerDefinition definition = row.next() ? FireStore.trigger(row) : GONE;
        return new TriggerPropertyBundle(ScheduleTrigger.builder(definition), NO_NAMES, NO_VALUES);
      }
    }
  }
}
