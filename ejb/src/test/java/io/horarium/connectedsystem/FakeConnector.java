package io.horarium.connectedsystem;

import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorDescriptor.Category;
import io.horarium.connector.ConnectorDescriptor.GroupCardinality;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.connector.DiscoveredSchema.Writability;
import io.horarium.connector.ImportCursor;
import io.horarium.connector.ImportScope;
import io.horarium.connector.SettingValues;
import io.horarium.connector.StopSignal;
import io.horarium.connector.SystemFact;
import io.horarium.problem.InvalidInput;
import java.util.Arrays;
import java.util.List;

/** A connector with settings like those of the file connector and a schema that tests set. */
final class FakeConnector implements ConnectorFactory {

  private static final Capabilities FILE_LIKE =
      new Capabilities(
          true, false, true, false, false, false, true, true, true, false, false, true);

  private DiscoveredSchema schema = schema("id", "name");

  /** One type "person" with these text attributes. */
  static DiscoveredSchema schema(String... attributes) {
    return new DiscoveredSchema(
        List.of(
            new DiscoveredType(
                "person",
                null,
                null,
                Arrays.stream(attributes)
                    .map(
                        name ->
                            new DiscoveredAttribute(
                                name, null, null, DataType.Text, false, Writability.Writable))
                    .toList())));
  }

  FakeConnector discovering(DiscoveredSchema found) {
    schema = found;
    return this;
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return new ConnectorDescriptor(
        "fake",
        "Fake Connector",
        "For tests.",
        null,
        List.of(
            setting("File Path", SettingType.File, null, true, null),
            setting("Mode", SettingType.DropDown, "Import Only", true, null),
            setting("Object Type Column", SettingType.String, null, false, "Object Type"),
            setting("Object Type", SettingType.String, null, false, "Object Type"),
            setting("Delimiter", SettingType.String, ",", false, null)),
        FILE_LIKE);
  }

  private static Setting setting(
      String name, SettingType type, String byDefault, boolean required, String group) {
    return new Setting(
        name,
        name,
        Category.General,
        type,
        byDefault,
        null,
        null,
        type == SettingType.DropDown ? List.of("Import Only", "Export Only") : List.of(),
        required,
        group,
        group == null ? null : GroupCardinality.ExactlyOne,
        null,
        null);
  }

  @Override
  public List<SystemFact> validate(SettingValues settings) {
    if (settings.text("File Path").orElse("").contains("missing")) {
      throw InvalidInput.field("File Path", "File Path names no file; correct it.");
    }
    return List.of();
  }

  @Override
  public Connector create(SettingValues settings) {
    return new Connector() {
      @Override
      public DiscoveredSchema discoverSchema() {
        return schema;
      }

      @Override
      public ImportCursor openFull(ImportScope scope, int pageSize, StopSignal stop) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
