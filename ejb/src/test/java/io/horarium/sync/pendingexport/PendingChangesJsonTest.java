package io.horarium.sync.pendingexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.platform.Database;
import io.horarium.testdb.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The document of changes: as migration V010 describes it, also after PostgreSQL rewrote it. */
class PendingChangesJsonTest {

  @Example
  void writesTheShapeThatIsStored() {
    // given
    List<PendingChange> changes =
        List.of(
            PendingChange.staged(203, ChangeOp.Set, "x"),
            new PendingChange(7, ChangeOp.Clear, null, ChangeStatus.NotConfirmed, 2, "was \"y\""));

    // when
    String json = PendingChangesJson.write(changes);

    // then
    assertThat(json)
        .isEqualTo(
            "[{\"a\":203,\"o\":\"Set\",\"v\":\"x\",\"s\":\"Pending\",\"n\":0},"
                + "{\"a\":7,\"o\":\"Clear\",\"s\":\"NotConfirmed\",\"n\":2,\"l\":\"was \\\"y\\\"\"}]");
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadAgain(@ForAll("changes") List<PendingChange> changes) {
    assertThat(PendingChangesJson.read(PendingChangesJson.write(changes))).isEqualTo(changes);
  }

  @Property(tries = 50)
  void alsoAfterTheDatabaseRewroteIt(@ForAll("changes") List<PendingChange> changes) {
    // given
    Database database = TestDatabase.database();

    // when
    String stored =
        database
            .first(
                "select ?::jsonb::text", row -> row.getString(1), PendingChangesJson.write(changes))
            .orElseThrow();

    // then
    assertThat(PendingChangesJson.read(stored)).isEqualTo(changes);
  }

  @Example
  void aDocumentOfAnotherShapeIsRefused() {
    for (String json : List.of("", "{}", "[1]", "[{\"a\":\"x\"}]", "[{\"a\":1,\"o\":\"Set")) {
      assertThatThrownBy(() -> PendingChangesJson.read(json))
          .as(json)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Provide
  Arbitrary<List<PendingChange>> changes() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.of("", "\"", "\\", "a\nb\t\r\u0001", "Zoë 漢字 \uD83D\uDE00", "</x>{}[]:,"),
            Arbitraries.strings().alpha().numeric().withChars(' ', ',', '"', '\\').ofMaxLength(20));
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(1),
            Arbitraries.of(ChangeOp.class),
            text,
            Arbitraries.of(ChangeStatus.class),
            Arbitraries.integers().between(0, 9),
            text.injectNull(0.5))
        .as(
            (attribute, op, value, status, attempts, seen) ->
                new PendingChange(
                    attribute, op, op == ChangeOp.Clear ? null : value, status, attempts, seen))
        .list()
        .ofMaxSize(8);
  }
}
