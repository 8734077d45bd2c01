package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.GroupCardinality;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.connector.SettingValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the settings of a system must fulfil before its connector looks at them
 * (contract/jim-sync.md 2.2 and 12 rows 4 and 5). Works on values by setting name; of a value the
 * field of the setting's type counts. A setting without a stored value has its default, one stored
 * as empty has none.
 */
final class SettingRules {

  /** Key of findings that concern several settings. */
  static final String ALL = "settings";

  private SettingRules() {}

  /**
   * The stored values with the changes of one request applied: absent or null keeps, an empty text
   * empties.
   *
   * @param changes by setting name
   */
  static Map<String, SettingValue> merged(
      ConnectorDescriptor descriptor,
      Map<String, SettingValue> stored,
      Map<String, SettingValue> changes) {
    var merged = new HashMap<>(stored);
    changes.forEach(
        (name, change) -> {
          SettingValue taken = taken(descriptor.setting(name), change);
          if (taken != null) {
            merged.put(name, taken);
          }
        });
    return merged;
  }

  private static SettingValue taken(Setting setting, SettingValue change) {
    return switch (setting.type()) {
      case String, DropDown, File, StringEncrypted ->
          change.text() == null
              ? null
              : new SettingValue(change.text().isEmpty() ? null : change.text(), null, null);
      case Integer ->
          change.number() == null ? null : new SettingValue(null, change.number(), null);
      case CheckBox ->
          change.checked() == null ? null : new SettingValue(null, null, change.checked());
      case Heading, Label, Text, Divider -> null;
    };
  }

  /** The values as a connector takes them. */
  static SettingValues values(ConnectorDescriptor descriptor, Map<String, SettingValue> stored) {
    var values = new HashMap<String, Object>();
    for (Setting setting : descriptor.settings()) {
      Object value = value(setting, stored.get(setting.name()));
      if (value != null) {
        values.put(setting.name(), value);
      }
    }
    return new SettingValues(values);
  }

  private static Object value(Setting setting, SettingValue stored) {
    return switch (setting.type()) {
      case String, DropDown, File, StringEncrypted -> {
        String text = stored == null ? setting.defaultText() : stored.text();
        // A delimiter may be a tab or a blank: only nothing at all counts as not set.
        yield text == null || text.isEmpty() ? null : text;
      }
      case Integer -> stored == null ? setting.defaultNumber() : stored.number();
      case CheckBox -> stored == null ? setting.defaultChecked() : stored.checked();
      case Heading, Label, Text, Divider -> null;
    };
  }

  /**
   * What is missing or contradictory: setting name (or {@link #ALL}) to sentences; may be empty.
   */
  static Map<String, List<String>> findings(ConnectorDescriptor descriptor, SettingValues values) {
    var findings = new LinkedHashMap<String, List<String>>();
    for (Setting setting : descriptor.settings()) {
      Object value = values.values().get(setting.name());
      if (value == null && isRequired(setting, values)) {
        note(findings, setting.name(), setting.name() + " is required; give it a value.");
      }
      if (value instanceof String text
          && !setting.dropDownValues().isEmpty()
          && !setting.dropDownValues().contains(text)) {
        note(
            findings,
            setting.name(),
            setting.name()
                + " is '"
                + text
                + "', but must be one of "
                + String.join(", ", setting.dropDownValues())
                + ".");
      }
    }
    groups(descriptor)
        .forEach(
            (group, members) -> {
              long filled =
                  members.stream().filter(m -> values.values().containsKey(m.name())).count();
              boolean one =
                  members.get(0).requiredGroupCardinality() == GroupCardinality.ExactlyOne;
              if (filled == 0 || (one && filled > 1)) {
                note(
                    findings,
                    ALL,
                    "Fill "
                        + (one ? "exactly one of " : "at least one of ")
                        + String.join(" and ", members.stream().map(Setting::name).toList())
                        + ".");
              }
            });
    return findings;
  }

  private static boolean isRequired(Setting setting, SettingValues values) {
    if (setting.required()) {
      return true;
    }
    Object condition =
        setting.requiredWhenSetting() == null
            ? null
            : values.values().get(setting.requiredWhenSetting());
    return condition != null && condition.toString().equalsIgnoreCase(setting.requiredWhenValue());
  }

  private static Map<String, List<Setting>> groups(ConnectorDescriptor descriptor) {
    var groups = new LinkedHashMap<String, List<Setting>>();
    for (Setting setting : descriptor.settings()) {
      if (setting.requiredGroup() != null) {
        groups.computeIfAbsent(setting.requiredGroup(), key -> new ArrayList<>()).add(setting);
      }
    }
    return groups;
  }

  private static void note(Map<String, List<String>> findings, String key, String sentence) {
    findings.computeIfAbsent(key, name -> new ArrayList<>()).add(sentence);
  }
}
