package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connected system in full (contract/jim.md 14). From {@code settingValues} on the properties are
 * Horarium's own (contract/jim-sync.md 2.1 and 12 row 2).
 *
 * @param configurationDrift whether a full synchronisation is due
 * @param settingValues setting id as text to its value; a secret shows only whether it is set
 */
public record ConnectedSystemView(
    int id,
    String name,
    String description,
    Instant created,
    Instant lastUpdated,
    SystemStatus status,
    boolean settingValuesValid,
    ConnectorView connector,
    List<ObjectTypeView> objectTypes,
    long objectCount,
    long pendingExportCount,
    Integer maxExportParallelism,
    String initialPasswordTimeToLive,
    boolean requireSecureTransport,
    UnresolvedReferenceHandling unresolvedReferenceHandling,
    ConfigurationDriftView configurationDrift,
    Integer parkedInitialPasswordCount,
    Integer expiredInitialPasswordCount,
    Map<String, Object> settingValues,
    MatchingMode objectMatchingRuleMode,
    DeleteGuardAction deleteGuardAction,
    int deleteGuardMaxPercent,
    Integer deleteGuardMaxCount,
    Integer deleteGuardMinExpected) {

  /** The connector of a system. */
  public record ConnectorView(int id, String name) {}

  /** One stored setting. */
  public record SettingValueView(String stringValue, Integer intValue, Boolean checkboxValue) {}

  /** A stored secret. */
  public record SecretView(boolean isSet) {}

  /**
   * The system as it is now.
   *
   * @param descriptor of its connector, or null when that is not installed
   */
  static ConnectedSystemView of(
      ConnectedSystem system,
      ConnectorDescriptor descriptor,
      long objectCount,
      long pendingExportCount) {
    DeleteGuard guard = system.deleteGuard();
    return new ConnectedSystemView(
        system.id(),
        system.name(),
        system.description(),
        system.created(),
        system.lastUpdated(),
        system.status(),
        system.settingValuesValid(),
        new ConnectorView(system.connector().id(), system.connector().name()),
        ObjectTypeView.of(system),
        objectCount,
        pendingExportCount,
        system.maxExportParallelism(),
        null,
        false,
        system.unresolvedReferenceHandling(),
        ConfigurationDriftView.of(system.drift()),
        null,
        null,
        settings(system, descriptor),
        system.matchingMode(),
        guard.action(),
        guard.maxPercent(),
        guard.maxCount(),
        guard.minExpected());
  }

  private static Map<String, Object> settings(
      ConnectedSystem system, ConnectorDescriptor descriptor) {
    var shown = new LinkedHashMap<String, Object>();
    if (descriptor == null) {
      return shown;
    }
    Map<String, Integer> ids = system.connector().settingIds();
    for (ConnectorDescriptor.Setting setting : descriptor.settings()) {
      SettingValue value = system.settings().get(ids.get(setting.name()));
      if (value != null) {
        shown.put(
            String.valueOf(ids.get(setting.name())),
            setting.type() == SettingType.StringEncrypted
                ? new SecretView(value.text() != null)
                : new SettingValueView(value.text(), value.number(), value.checked()));
      }
    }
    return shown;
  }
}
