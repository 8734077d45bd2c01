package io.horarium.platform;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Asks the database whether it answers. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DatabaseProbe {

  private static final int SECONDS = 3;

  @Resource(lookup = "java:jboss/datasources/HorariumDS")
  private DataSource dataSource;

  /** Returns when the database answered; otherwise throws. */
  public void probe() {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      statement.execute("select 1");
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not answer.", e);
    }
  }
}
