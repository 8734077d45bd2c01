package io.horarium.platform;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Asks the database whether it answers. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DatabaseProbe {

  private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);
  private static final int SECONDS = 3;

  @Resource(lookup = "java:jboss/datasources/HorariumDS")
  private DataSource dataSource;

  /** Whether it does. No exception: the container would log each with its stack, at every look. */
  public boolean answers() {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      statement.execute("select 1");
      return true;
    } catch (SQLException e) {
      LOG.debug("The database does not answer", e);
      return false;
    }
  }
}
