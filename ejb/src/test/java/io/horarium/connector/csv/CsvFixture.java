package io.horarium.connector.csv;

import io.horarium.connector.Connector;
import io.horarium.connector.DataType;
import io.horarium.connector.FileRoots;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.SettingValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file under a root, the settings of a system that reads it, and what is selected. */
final class CsvFixture {

  final Path root;
  final Path file;
  final Map<String, Object> settings = new HashMap<>();
  final List<AttributeScope> attributes = new ArrayList<>();
  String profileFile;

  CsvFixture(Path root) {
    this.root = root;
    file = root.resolve("people.csv");
    settings.put("File Path", "people.csv");
    settings.put("Mode", "Import Only");
    settings.put("Object Type", "person");
    select("id", DataType.Text, false);
    select("name", DataType.Text, false);
  }

  CsvFixture with(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  CsvFixture without(String setting) {
    settings.remove(setting);
    return this;
  }

  CsvFixture select(String name, DataType type, boolean multiValued) {
    attributes.add(new AttributeScope(attributes.size() + 1, name, type, multiValued));
    return this;
  }

  CsvFixture text(String content) throws IOException {
    return bytes(content.getBytes(StandardCharsets.UTF_8));
  }

  CsvFixture bytes(byte[] content) throws IOException {
    Files.write(file, content);
    return this;
  }

  CsvConnectorFactory factory() {
    return new CsvConnectorFactory(new FileRoots(List.of(root)));
  }

  SettingValues values() {
    return new SettingValues(settings);
  }

  Connector connector() {
    return factory().create(values());
  }

  ImportScope scope() {
    return new ImportScope(
        profileFile, List.of(new ObjectTypeScope(1, "person", "id", null, attributes)));
  }

  List<ImportRecord> read() {
    var records = new ArrayList<ImportRecord>();
    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      for (var record = cursor.next(); record != null; record = cursor.next()) {
        records.add(record);
      }
    }
    return records;
  }
}
