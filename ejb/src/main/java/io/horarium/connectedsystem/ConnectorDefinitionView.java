package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorDescriptor.Category;
import io.horarium.connector.ConnectorDescriptor.GroupCardinality;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import java.time.Instant;
import java.util.List;

/** A connector with its settings and abilities (contract/jim-sync.md 2.2 and 2.3). */
public record ConnectorDefinitionView(
    int id,
    String name,
    String description,
    String url,
    boolean builtIn,
    Instant created,
    String createdByName,
    Instant lastUpdated,
    String lastUpdatedByName,
    List<SettingView> settings,
    List<String> files,
    boolean supportsFullImport,
    boolean supportsDeltaImport,
    boolean supportsExport,
    boolean supportsPartitions,
    boolean supportsPartitionContainers,
    boolean supportsSecondaryExternalId,
    boolean supportsUserSelectedExternalId,
    boolean supportsUserSelectedAttributeTypes,
    boolean supportsAutoConfirmExport,
    boolean supportsParallelExport,
    boolean supportsPaging,
    boolean supportsFilePaths,
    boolean supportsPasswordSet,
    boolean supportsPasswordPolicyDiscovery,
    String schemaStandard) {

  /** The stored ids together with what the connector says. */
  static ConnectorDefinitionView of(ConnectorDefinition stored, ConnectorDescriptor descriptor) {
    var ids = stored.settingIds();
    Capabilities can = descriptor.capabilities();
    return new ConnectorDefinitionView(
        stored.id(),
        descriptor.name(),
        descriptor.description(),
        descriptor.url(),
        true,
        stored.created(),
        null,
        stored.lastUpdated(),
        null,
        descriptor.settings().stream()
            .map(setting -> SettingView.of(ids.get(setting.name()), setting))
            .toList(),
        List.of(),
        can.fullImport(),
        can.deltaImport(),
        can.export(),
        can.partitions(),
        can.partitionContainers(),
        can.secondaryExternalId(),
        can.userSelectedExternalId(),
        can.userSelectedAttributeTypes(),
        can.autoConfirmExport(),
        can.parallelExport(),
        can.paging(),
        can.filePaths(),
        false,
        false,
        descriptor.schemaStandard().name());
  }

  /** One setting; {@code dropDownValues} is null unless it is a DropDown. */
  public record SettingView(
      int id,
      String name,
      String description,
      Category category,
      SettingType type,
      Boolean defaultCheckboxValue,
      String defaultStringValue,
      Integer defaultIntValue,
      List<String> dropDownValues,
      boolean required,
      String requiredGroup,
      GroupCardinality requiredGroupCardinality,
      String requiredWhenSetting,
      String requiredWhenValue) {

    static SettingView of(int id, Setting setting) {
      return new SettingView(
          id,
          setting.name(),
          setting.description(),
          setting.category(),
          setting.type(),
          setting.defaultChecked(),
          setting.defaultText(),
          setting.defaultNumber(),
          setting.dropDownValues().isEmpty() ? null : setting.dropDownValues(),
          setting.required(),
          setting.requiredGroup(),
          setting.requiredGroupCardinality() == null
              ? GroupCardinality.AtLeastOne
              : setting.requiredGroupCardinality(),
          setting.requiredWhenSetting(),
          setting.requiredWhenValue());
    }
  }
}
