package io.horarium.connector.csv;

import io.horarium.connector.Connector;
import io.horarium.connector.ExportConformance;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The CSV connector does what every connector must do. */
class CsvConnectorTest extends ExportConformance {

  @TempDir Path root;
  private CsvFixture csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFixture(root).with("Mode", "Bidirectional");
  }

  @Override
  protected void givenSource(List<Person> persons) throws IOException {
    var text = new StringBuilder("id,name\n");
    for (Person person : persons) {
      text.append(person.id())
          .append(",\"")
          .append(person.name().replace("\"", "\"\""))
          .append("\"\n");
    }
    csv.text(text.toString());
  }

  @Override
  protected void killSource() throws IOException {
    try (var channel = FileChannel.open(csv.file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }

  @Override
  protected Connector connector() {
    return csv.connector();
  }
}
