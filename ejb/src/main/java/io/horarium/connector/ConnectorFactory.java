package io.horarium.connector;

import java.util.List;

/**
 * One kind of connected system. A CDI bean with {@link ConnectorType}; a site may bring one in a
 * module of its own (contract/sync-engine.md 15.3). Stateless and thread-safe.
 */
public interface ConnectorFactory {

  /** Name, settings and capabilities as clients see them. Constant. */
  ConnectorDescriptor descriptor();

  /**
   * Checks the settings of a system together, after each alone was found well formed (type,
   * required, group, drop-down). Connects and logs in where there is something to connect to.
   *
   * @return what was seen of the system; may be empty
   * @throws io.horarium.problem.InvalidInput keyed by setting name, when the connector cannot work
   *     with them
   */
  List<SystemFact> validate(SettingValues settings);

  /**
   * A connector for one run or one discovery, used by one thread; the caller closes it. Opens
   * nothing yet.
   */
  Connector create(SettingValues settings);
}
