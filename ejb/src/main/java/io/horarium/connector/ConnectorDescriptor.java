package io.horarium.connector;

import java.util.List;

/**
 * What a connector is called, which settings it takes and what it can do.
 *
 * @param type short stable name, also the qualifier of its factory ("csv")
 * @param name name on the wire; clients look it up to the letter ("JIM File Connector")
 * @param description one sentence for a person
 * @param url where its documentation is, or null
 * @param settings in display order; names are unique
 */
public record ConnectorDescriptor(
    String type,
    String name,
    String description,
    String url,
    List<Setting> settings,
    Capabilities capabilities,
    SchemaStandard schemaStandard) {

  public ConnectorDescriptor {
    settings = List.copyOf(settings);
  }

  /** A connector whose schema follows no standard. */
  public ConnectorDescriptor(
      String type,
      String name,
      String description,
      String url,
      List<Setting> settings,
      Capabilities capabilities) {
    this(type, name, description, url, settings, capabilities, SchemaStandard.NotSet);
  }

  /** The setting of exactly this name; an unknown name is a mistake in the connector. */
  public Setting setting(String settingName) {
    return settings.stream()
        .filter(s -> s.name().equals(settingName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no setting " + settingName));
  }

  /**
   * Kinds of settings (contract/jim-sync.md 2.2). Only the first six hold a value, the others are
   * layout.
   */
  public enum SettingType {
    String,
    StringEncrypted,
    Integer,
    CheckBox,
    DropDown,
    File,
    Heading,
    Label,
    Text,
    Divider
  }

  /** Tab of the settings form. */
  public enum Category {
    Connectivity,
    General,
    Capabilities,
    Schema,
    Import,
    Export
  }

  /** How many settings of one required group must be filled. */
  public enum GroupCardinality {
    AtLeastOne,
    ExactlyOne
  }

  /**
   * One setting.
   *
   * @param defaultText default of a String, File or DropDown, or null
   * @param defaultNumber default of an Integer, or null
   * @param defaultChecked default of a CheckBox, or null
   * @param dropDownValues allowed values of a DropDown, else empty
   * @param requiredGroup name of the group it belongs to, or null
   * @param requiredWhenSetting name of a setting that makes this one required when it has {@code
   *     requiredWhenValue}, or null
   */
  public record Setting(
      String name,
      String description,
      Category category,
      SettingType type,
      String defaultText,
      Integer defaultNumber,
      Boolean defaultChecked,
      List<String> dropDownValues,
      boolean required,
      String requiredGroup,
      GroupCardinality requiredGroupCardinality,
      String requiredWhenSetting,
      String requiredWhenValue) {

    public Setting {
      dropDownValues = List.copyOf(dropDownValues);
    }
  }

  /** When an export becomes visible in the target. */
  public enum ExportGranularity {
    /** With every batch. */
    BATCH,
    /** All of a run at once, when it is published. */
    RUN
  }

  /**
   * What the connector supports; the names are those of the wire flags without "supports". The last
   * two are not on the wire.
   *
   * @param deltaDeletes whether a delta import reports deletions; without it, periodic full imports
   *     are needed
   * @param exportGranularity null when it cannot export
   */
  public record Capabilities(
      boolean fullImport,
      boolean deltaImport,
      boolean export,
      boolean partitions,
      boolean partitionContainers,
      boolean secondaryExternalId,
      boolean userSelectedExternalId,
      boolean userSelectedAttributeTypes,
      boolean autoConfirmExport,
      boolean parallelExport,
      boolean paging,
      boolean filePaths,
      boolean deltaDeletes,
      ExportGranularity exportGranularity) {

    /** Without deletions in deltas; an export is visible with every batch. */
    public Capabilities(
        boolean fullImport,
        boolean deltaImport,
        boolean export,
        boolean partitions,
        boolean partitionContainers,
        boolean secondaryExternalId,
        boolean userSelectedExternalId,
        boolean userSelectedAttributeTypes,
        boolean autoConfirmExport,
        boolean parallelExport,
        boolean paging,
        boolean filePaths) {
      this(
          fullImport,
          deltaImport,
          export,
          partitions,
          partitionContainers,
          secondaryExternalId,
          userSelectedExternalId,
          userSelectedAttributeTypes,
          autoConfirmExport,
          parallelExport,
          paging,
          filePaths,
          false,
          export ? ExportGranularity.BATCH : null);
    }
  }

  /** The standard a schema follows (contract/jim-sync.md 2.3 and 2.4). */
  public enum SchemaStandard {
    NotSet,
    Ldap
  }
}
