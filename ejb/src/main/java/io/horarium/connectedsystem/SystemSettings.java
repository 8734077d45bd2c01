package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.SettingValues;
import io.horarium.problem.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and changes the settings of one system, between ids (the wire, the table) and names. */
final class SystemSettings {

  private final ConnectedSystem system;
  private final ConnectorFactory factory;
  private final Map<String, Integer> idByName;

  SystemSettings(ConnectedSystem system, ConnectorFactory factory) {
    this.system = system;
    this.factory = factory;
    this.idByName = system.connector().settingIds();
  }

  /** The values as the connector takes them, defaults filled in. */
  SettingValues values() {
    return SettingRules.values(factory.descriptor(), stored());
  }

  /** What keeps the settings from being usable; empty when nothing does. */
  Map<String, List<String>> findings() {
    return SettingRules.findings(factory.descriptor(), values());
  }

  /** Stores the defaults of a new system. */
  void storeDefaults() {
    for (var setting : factory.descriptor().settings()) {
      if (setting.defaultText() != null
          || setting.defaultNumber() != null
          || setting.defaultChecked() != null) {
        system.set(
            idByName.get(setting.name()),
            new SettingValue(
                setting.defaultText(), setting.defaultNumber(), setting.defaultChecked()));
      }
    }
  }

  /**
   * Applies the changes of one request and checks all settings; nothing is stored unless all are
   * right.
   *
   * @param changes by setting id as text
   * @throws InvalidInput keyed by setting name, by the id when it is unknown, or {@code settings}
   */
  void change(Map<String, SettingValue> changes) {
    ConnectorDescriptor descriptor = factory.descriptor();
    Map<String, SettingValue> byName = named(changes);
    Map<String, SettingValue> merged = SettingRules.merged(descriptor, stored(), byName);
    SettingValues values = SettingRules.values(descriptor, merged);
    Map<String, List<String>> findings = SettingRules.findings(descriptor, values);
    if (!findings.isEmpty()) {
      throw InvalidInput.fields(findings);
    }
    system.sawFacts(factory.validate(values));
    byName
        .keySet()
        .forEach(
            name -> {
              if (merged.containsKey(name)) {
                system.set(idByName.get(name), merged.get(name));
              }
            });
    system.markSettingsValid();
  }

  private Map<String, SettingValue> named(Map<String, SettingValue> changes) {
    var nameById = new HashMap<String, String>();
    factory
        .descriptor()
        .settings()
        .forEach(
            setting -> nameById.put(String.valueOf(idByName.get(setting.name())), setting.name()));
    var named = new LinkedHashMap<String, SettingValue>();
    var findings = new LinkedHashMap<String, List<String>>();
    changes.forEach(
        (id, value) -> {
          String name = nameById.get(id);
          if (name == null) {
            findings
                .computeIfAbsent(id, key -> new ArrayList<>())
                .add(
                    "There is no setting "
                        + id
                        + " of the connector; take the ids from its connector definition.");
          } else {
            named.put(name, sealed(name, value));
          }
        });
    if (!findings.isEmpty()) {
      throw InvalidInput.fields(findings);
    }
    return named;
  }

  /** A secret is sealed before anything else is done with it; an empty one stays empty. */
  private SettingValue sealed(String name, SettingValue value) {
    boolean secret =
        factory.descriptor().setting(name).type() == SettingType.StringEncrypted
            && value.text() != null
            && !value.text().isEmpty();
    if (!secret) {
      return value;
    }
    if (factory instanceof SecretKeepingFactory keeper) {
      return new SettingValue(keeper.seal(name, value.text()), null, null);
    }
    throw InvalidInput.field(name, name + " is secret, and there is no key to store it with.");
  }

  private Map<String, SettingValue> stored() {
    var stored = new HashMap<String, SettingValue>();
    idByName.forEach(
        (name, id) -> {
          SettingValue value = system.settings().get(id);
          if (value != null) {
            stored.put(name, value);
          }
        });
    return stored;
  }
}
