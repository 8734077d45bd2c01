package io.horarium.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.ExportOperation.AttributeChange;
import io.horarium.connector.ExportOperation.Kind;
import io.horarium.connector.ExportOperation.Op;
import io.horarium.connector.ExportResult.Status;
import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every connector must do when it writes, beside what it must do when it reads. */
public abstract class ExportConformance extends ConnectorConformance {

  /** Where a person of this id is, or null when the connector has no such thing. */
  protected String placeOf(String id) {
    return null;
  }

  /** What the type must have beside anchor and name, as texts. */
  protected Map<String, String> furtherAttributes() {
    return Map.of();
  }

  /** Creates a person. */
  protected ExportOperation create(String id, String name, boolean inDoubt) {
    var changes = new ArrayList<AttributeChange>();
    changes.add(set(id(), id));
    changes.add(set(name(), name));
    furtherAttributes().forEach((attribute, value) -> changes.add(set(attribute, value)));
    return operation(Kind.CREATE, null, id, changes, inDoubt);
  }

  /** Gives a person another name. */
  protected ExportOperation rename(String id, String name) {
    return operation(Kind.UPDATE, id, id, List.of(set(name(), name)), false);
  }

  /** Deletes a person. */
  protected ExportOperation delete(String id) {
    return operation(Kind.DELETE, id, id, List.of(), false);
  }

  private ExportOperation operation(
      Kind kind, String anchor, String id, List<AttributeChange> changes, boolean inDoubt) {
    return new ExportOperation(
        kind, type(), UUID.randomUUID(), anchor, placeOf(id), null, changes, inDoubt);
  }

  /** Sets a text. */
  protected static AttributeChange set(String attribute, String value) {
    return new AttributeChange(attribute, DataType.Text, false, Op.SET, List.of(value));
  }

  /** Carries the operations out in one batch, and publishes. */
  protected List<ExportResult> export(ExportOperation... operations) {
    try (var connector = connector();
        var session = connector.openExport(scope(), () -> false)) {
      var results = session.execute(List.of(operations));
      session.publish();
      return results;
    }
  }

  private static List<Status> statuses(List<ExportResult> results) {
    return results.stream().map(ExportResult::status).toList();
  }

  /** Id to name of every person the source has. */
  protected Map<String, String> persons() {
    var persons = new HashMap<String, String>();
    for (ImportRecord record : readAll()) {
      assertThat(record.error()).isNull();
      persons.put(
          record.values().get(id()).get(0),
          record.values().getOrDefault(name(), List.of("")).get(0));
    }
    return persons;
  }

  @Test
  void createsUpdatesAndDeletes() throws IOException {
    givenSource(List.of(new Person("1", "Ada"), new Person("2", "Grace"), new Person("3", "Alan")));

    var results = export(create("4", "Edsger", false), rename("2", "Grace H."), delete("3"));

    assertThat(statuses(results)).containsOnly(Status.OK);
    assertThat(results.get(0).anchor()).isEqualTo("4");
    assertThat(persons()).isEqualTo(Map.of("1", "Ada", "2", "Grace H.", "4", "Edsger"));
  }

  @Test
  void oddValuesAreReadBackAsTheyWereWritten() throws IOException {
    givenSource(List.of());
    var names =
        List.of(
            "O\"Brien \"quoted\"",
            "a, comma; and 'more'",
            "two\nlines",
            "carriage\r\nreturn",
            "x".repeat(5_000),
            "Ωμέγα Łódź 東京 العربية 😀",
            "back\\slash",
            "null");
    var wanted = new HashMap<String, String>();
    var operations = new ArrayList<ExportOperation>();
    for (String name : names) {
      String id = "n" + wanted.size();
      wanted.put(id, name);
      operations.add(create(id, name, false));
    }

    var results = export(operations.toArray(ExportOperation[]::new));

    assertThat(statuses(results)).containsOnly(Status.OK);
    assertThat(persons()).isEqualTo(wanted);
  }

  @Test
  void creatingTwiceLeavesTheFirst() throws IOException {
    givenSource(List.of());

    var first = export(create("1", "Ada", false));
    var second = export(create("1", "Eve", false));

    assertThat(statuses(first)).containsExactly(Status.OK);
    assertThat(statuses(second)).containsExactly(Status.ALREADY_EXISTS);
    assertThat(second.get(0).anchor()).isEqualTo("1");
    assertThat(persons()).isEqualTo(Map.of("1", "Ada"));
  }

  @Test
  void creatingAgainInDoubtAdoptsTheFirst() throws IOException {
    givenSource(List.of());
    export(create("1", "Ada", false));

    var again = export(create("1", "Ada L.", true));

    assertThat(statuses(again)).containsExactly(Status.OK);
    assertThat(again.get(0).anchor()).isEqualTo("1");
    assertThat(persons()).isEqualTo(Map.of("1", "Ada L."));
  }

  @Test
  void deletingTwiceIsNotFound() throws IOException {
    givenSource(List.of(new Person("1", "Ada"), new Person("2", "Grace")));

    var first = export(delete("1"));
    var second = export(delete("1"));

    assertThat(statuses(first)).containsExactly(Status.OK);
    assertThat(statuses(second)).containsExactly(Status.NOT_FOUND);
    assertThat(persons()).isEqualTo(Map.of("2", "Grace"));
  }

  @Test
  void updatingWhatIsMissingIsNotFoundAndMakesNothing() throws IOException {
    givenSource(List.of(new Person("1", "Ada")));

    var results = export(rename("9", "Nobody"));

    assertThat(statuses(results)).containsExactly(Status.NOT_FOUND);
    assertThat(persons()).isEqualTo(Map.of("1", "Ada"));
  }

  @Test
  void oneRefusedOperationDoesNotStopTheOthers() throws IOException {
    givenSource(List.of());
    var unknownType =
        new ExportOperation(
            Kind.CREATE,
            "no such type",
            UUID.randomUUID(),
            null,
            placeOf("1"),
            null,
            List.of(set(id(), "1")),
            false);

    var results = export(unknownType, create("2", "Grace", false));

    assertThat(statuses(results)).containsExactly(Status.REFUSED, Status.OK);
    assertThat(results.get(0).text()).contains("no such type");
    assertThat(persons()).isEqualTo(Map.of("2", "Grace"));
  }

  @Test
  void afterAStopNothingIsBegun() throws IOException {
    givenSource(List.of(new Person("1", "Ada")));
    var stopped = new AtomicBoolean();

    try (var connector = connector();
        var session = connector.openExport(scope(), stopped::get)) {
      stopped.set(true);

      assertThat(statuses(session.execute(List.of(delete("1"), create("2", "Eve", false)))))
          .containsExactly(Status.RETRYABLE, Status.RETRYABLE);
    }
    assertThat(persons()).isEqualTo(Map.of("1", "Ada"));
  }

  @Test
  void scopeWithoutTypesIsRefused() throws IOException {
    givenSource(List.of());
    var nothing = new ImportScope(null, List.of(), scope().partitions());

    try (var connector = connector()) {
      assertThatThrownBy(() -> connector.openExport(nothing, () -> false))
          .isInstanceOf(RunFailure.class);
    }
  }
}
