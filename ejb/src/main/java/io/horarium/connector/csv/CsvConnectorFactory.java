package io.horarium.connector.csv;

import static io.horarium.connector.ConnectorDescriptor.Category.General;
import static io.horarium.connector.ConnectorDescriptor.Category.Import;
import static io.horarium.connector.ConnectorDescriptor.SettingType.CheckBox;
import static io.horarium.connector.ConnectorDescriptor.SettingType.DropDown;
import static io.horarium.connector.ConnectorDescriptor.SettingType.File;

import io.horarium.connector.Connector;
import io.horarium.connector.ConnectorDescriptor;
import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.ConnectorDescriptor.ExportGranularity;
import io.horarium.connector.ConnectorDescriptor.GroupCardinality;
import io.horarium.connector.ConnectorDescriptor.Setting;
import io.horarium.connector.ConnectorDescriptor.SettingType;
import io.horarium.connector.ConnectorFactory;
import io.horarium.connector.ConnectorType;
import io.horarium.connector.FileRoots;
import io.horarium.connector.SettingValues;
import io.horarium.connector.SystemFact;
import io.horarium.problem.InvalidInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Delimited text files (contract/jim-sync.md 2.3, sync-engine.md 15.5). Full imports and exports; a
 * file cannot tell what has changed.
 */
@ApplicationScoped
@ConnectorType("csv")
public class CsvConnectorFactory implements ConnectorFactory {

  private static final String TYPE_GROUP = "Object Type";

  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "csv",
          "JIM File Connector",
          "Reads and writes objects in delimited text files with a header row.",
          null,
          List.of(
              new Setting(
                  CsvSettings.FILE_PATH,
                  "The file, under one of the folders for connector files. A run profile may name"
                      + " another one.",
                  General,
                  File,
                  null,
                  null,
                  null,
                  List.of(),
                  true,
                  null,
                  null,
                  null,
                  null),
              new Setting(
                  CsvSettings.MODE,
                  "What the file is for.",
                  General,
                  DropDown,
                  CsvSettings.Mode.IMPORT_ONLY.text,
                  null,
                  null,
                  Arrays.stream(CsvSettings.Mode.values()).map(mode -> mode.text).toList(),
                  true,
                  null,
                  null,
                  null,
                  null),
              text(
                  CsvSettings.OBJECT_TYPE_COLUMN,
                  "The column that names the object type of each row.",
                  null,
                  TYPE_GROUP),
              text(
                  CsvSettings.OBJECT_TYPE,
                  "The object type of every row, when the file holds only one.",
                  null,
                  TYPE_GROUP),
              new Setting(
                  CsvSettings.STOP_ON_FIRST_ERROR,
                  "Ends an import at the first row or value that cannot be used.",
                  Import,
                  CheckBox,
                  null,
                  null,
                  false,
                  List.of(),
                  false,
                  null,
                  null,
                  null,
                  null),
              text(
                  CsvSettings.DELIMITER,
                  "The one character between fields; \\t means a tab.",
                  ",",
                  null),
              text(
                  CsvSettings.CULTURE,
                  "How numbers and dates are written, such as en-gb. Empty: a decimal point, and"
                      + " ISO dates or month/day/year.",
                  null,
                  null),
              text(
                  CsvSettings.MULTI_VALUE_DELIMITER,
                  "What separates the values within one cell of a multi-valued attribute.",
                  "|",
                  null),
              text(
                  CsvSettings.ENCODING,
                  "The character encoding of the file, such as UTF-8, UTF-16 or windows-1252.",
                  "UTF-8",
                  null),
              text(
                  CsvSettings.QUOTE_CHARACTER,
                  "The one character around fields that hold delimiters, quotes or line breaks.",
                  "\"",
                  null)),
          new Capabilities(
              true,
              false,
              true,
              false,
              false,
              false,
              true,
              true,
              true,
              false,
              false,
              true,
              false,
              ExportGranularity.RUN));

  private FileRoots roots;

  /** For the container's proxies. */
  protected CsvConnectorFactory() {}

  /** A factory whose files lie under {@code roots}. */
  @Inject
  public CsvConnectorFactory(FileRoots roots) {
    this.roots = roots;
  }

  private static Setting text(String name, String description, String byDefault, String group) {
    return new Setting(
        name,
        description,
        General,
        SettingType.String,
        byDefault,
        null,
        null,
        List.of(),
        false,
        group,
        group == null ? null : GroupCardinality.ExactlyOne,
        null,
        null);
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public List<SystemFact> validate(SettingValues values) {
    CsvSettings settings = CsvSettings.of(values);
    Path file = roots.resolve(CsvSettings.FILE_PATH, settings.filePath());
    if (settings.mode() == CsvSettings.Mode.EXPORT_ONLY) {
      checkFolder(settings.filePath(), file);
      return List.of();
    }
    if (!Files.isRegularFile(file)) {
      throw InvalidInput.field(
          CsvSettings.FILE_PATH,
          "File Path '"
              + settings.filePath()
              + "' is not a file; put the file there, or choose the Mode Export Only.");
    }
    if (!Files.isReadable(file)) {
      throw InvalidInput.field(
          CsvSettings.FILE_PATH,
          "File Path '"
              + settings.filePath()
              + "' may not be read by the server; give it the right to read the file.");
    }
    return List.of();
  }

  /** Export Only: the folder is there, or can be made when the first export writes. */
  private static void checkFolder(String shown, Path file) {
    Path folder = file.getParent();
    while (folder != null && Files.notExists(folder)) {
      folder = folder.getParent();
    }
    if (Files.isDirectory(file)) {
      throw InvalidInput.field(
          CsvSettings.FILE_PATH,
          "File Path '" + shown + "' is a folder; add the name of the file to it.");
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw InvalidInput.field(
          CsvSettings.FILE_PATH,
          "The folder of File Path '"
              + shown
              + "' cannot be written by the server; make it, or give the server the right to.");
    }
  }

  @Override
  public Connector create(SettingValues values) {
    return new CsvConnector(CsvSettings.of(values), roots);
  }
}
