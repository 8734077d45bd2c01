package io.horarium.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every connector must do when it reads (contract/sync-engine.md 15.3). The suite of a
 * connector extends it and brings a source of objects of one type with an anchor and a name, both
 * single-valued texts; {@code person}, {@code id} and {@code name} unless it says otherwise.
 */
public abstract class ConnectorConformance {

  /** One object of the source. */
  protected record Person(String id, String name) {}

  /** Puts exactly these objects into the source, duplicates included. */
  protected abstract void givenSource(List<Person> persons) throws IOException;

  /** Makes the source end before its end: cut the file, break the connection. */
  protected abstract void killSource() throws IOException;

  /** A connector for the source. */
  protected abstract Connector connector();

  /** Name of the object type. */
  protected String type() {
    return "person";
  }

  /** Name of the anchor. */
  protected String id() {
    return "id";
  }

  /** Name of the attribute that holds the person's name. */
  protected String name() {
    return "name";
  }

  /** So many that the source cannot have been read whole after its first record. */
  protected int personsToKill() {
    return 20_000;
  }

  /** What a run with both attributes selected reads. */
  protected ImportScope scope() {
    return new ImportScope(
        null,
        List.of(
            new ObjectTypeScope(
                1,
                type(),
                id(),
                null,
                List.of(
                    new AttributeScope(1, id(), DataType.Text, false),
                    new AttributeScope(2, name(), DataType.Text, false)))));
  }

  /** Opens the source and reads all of it. */
  protected List<ImportRecord> readAll() {
    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      return drain(cursor);
    }
  }

  /** Reads on to the end. */
  public static List<ImportRecord> drain(ImportCursor cursor) {
    var records = new ArrayList<ImportRecord>();
    for (var record = cursor.next(); record != null; record = cursor.next()) {
      records.add(record);
    }
    return records;
  }

  /** As many different persons. */
  protected static List<Person> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Person("p" + i, "Name " + i)).toList();
  }

  @Test
  void readsEveryObject() throws IOException {
    givenSource(many(1_234));

    var records = readAll();

    assertThat(records)
        .hasSize(1_234)
        .allSatisfy(record -> assertThat(record.objectType()).isEqualTo(type()))
        .allSatisfy(record -> assertThat(record.error()).isNull());
    assertThat(records)
        .extracting(record -> record.values().get(id()))
        .doesNotHaveDuplicates()
        .contains(List.of("p0"), List.of("p1233"));
  }

  @Test
  void emptySourceEndsAtOnceAndStaysEnded() throws IOException {
    givenSource(List.of());

    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      assertThat(cursor.next()).isNull();
      assertThat(cursor.next()).isNull();
    }
  }

  @Test
  void duplicateAnchorsComeThroughAsTwoRecords() throws IOException {
    givenSource(List.of(new Person("1", "Ada"), new Person("1", "Grace")));

    var records = readAll();

    assertThat(records)
        .extracting(record -> record.values().get(name()))
        .containsExactlyInAnyOrder(List.of("Ada"), List.of("Grace"));
  }

  @Test
  void sourceKilledInMidReadFailsForEver() throws IOException {
    givenSource(many(personsToKill()));

    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      assertThat(cursor.next()).isNotNull();
      killSource();

      assertThatThrownBy(() -> drain(cursor)).isInstanceOf(RunFailure.class);
      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }

  @Test
  void stopsBetweenRecordsAndNeverSaysThatItReadEverything() throws IOException {
    givenSource(many(10));
    var stopped = new AtomicBoolean();

    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, stopped::get)) {
      assertThat(cursor.next()).isNotNull();
      stopped.set(true);

      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }

  @Test
  void valuesComeThroughUnchanged() throws IOException {
    var names =
        List.of(
            "O\"Brien \"quoted\"",
            "a, comma; and 'more'",
            "two\nlines",
            "carriage\r\nreturn",
            " blanks around ",
            "x".repeat(5_000),
            "Ωμέγα Łódź 東京 العربية 😀",
            "back\\slash",
            "null");
    givenSource(
        IntStream.range(0, names.size()).mapToObj(i -> new Person("p" + i, names.get(i))).toList());

    var records = readAll();

    assertThat(records)
        .extracting(record -> record.values().get(name()).get(0))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void expectedIsAboutRight() throws IOException {
    givenSource(many(500));

    try (var connector = connector();
        var cursor = connector.openFull(scope(), 100, () -> false)) {
      cursor.expected().ifPresent(count -> assertThat(count).isBetween(250L, 1_000L));
    }
  }

  @Test
  void schemaHasTheTypeAndItsAttributes() throws IOException {
    givenSource(many(3));

    try (var connector = connector()) {
      var types = connector.discoverSchema().objectTypes();

      assertThat(types)
          .filteredOn(type -> type.name().equals(type()))
          .singleElement()
          .satisfies(
              type -> assertThat(type.attributes()).extracting("name").contains(id(), name()));
    }
  }

  @Test
  void closedCursorDoesNotSayThatItReadEverything() throws IOException {
    givenSource(many(3));

    try (var connector = connector()) {
      var cursor = connector.openFull(scope(), 100, () -> false);
      cursor.close();
      cursor.close();

      assertThatThrownBy(cursor::next).isInstanceOf(RunFailure.class);
    }
  }
}
