package io.horarium.connectedsystem;

import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.SettingValues;
import io.horarium.connector.SystemFact;
import java.util.HashMap;
import java.util.List;

/**
 * A connector whose secret settings are sealed wherever they lie, also in plans of runs: they are
 * opened for the call that needs them and nowhere else.
 */
final class SecretKeepingFactory implements ConnectorFactory {

  private final ConnectorFactory connector;
  private final SettingCipher cipher;

  SecretKeepingFactory(ConnectorFactory connector, SettingCipher cipher) {
    this.connector = connector;
    this.cipher = cipher;
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return connector.descriptor();
  }

  @Override
  public List<SystemFact> validate(SettingValues settings) {
    return connector.validate(opened(settings));
  }

  @Override
  public Connector create(SettingValues settings) {
    return connector.create(opened(settings));
  }

  /** A secret text as it may be stored. */
  String seal(String setting, String text) {
    return cipher.seal(bound(setting), text);
  }

  private SettingValues opened(SettingValues settings) {
    var values = new HashMap<>(settings.values());
    for (ConnectorDescriptor.Setting setting : descriptor().settings()) {
      if (setting.type() == SettingType.StringEncrypted
          && values.get(setting.name()) instanceof String sealed) {
        values.put(setting.name(), cipher.open(bound(setting.name()), sealed));
      }
    }
    return new SettingValues(values);
  }

  private String bound(String setting) {
    return descriptor().type() + "/" + setting;
  }
}
