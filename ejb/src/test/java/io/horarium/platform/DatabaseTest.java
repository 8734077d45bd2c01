package io.horarium.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.testdb.TestDatabase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private final Database database = TestDatabase.database();

  @Test
  void carriesValuesOfEveryTypeThereAndBack() {
    UUID id = Ids.next();
    Instant at = Instant.parse("2026-03-01T06:00:00.123456Z");
    Sql query =
        Sql.of("select ?::uuid as id, ?::timestamptz as moment", id, at)
            .then(", ?::int as number, ?::text as text", null, "it's")
            .then(Sql.where(List.of(Sql.of("'b' = any (?)", List.of("a", "b")), Sql.of("true"))));

    List<List<Object>> rows =
        query.list(
            database,
            row ->
                Arrays.asList(
                    row.getObject("id", UUID.class),
                    Database.instant(row, "moment"),
                    row.getObject("number", Integer.class),
                    row.getString("text")));

    assertThat(rows).containsExactly(Arrays.asList(id, at, null, "it's"));
  }

  @Test
  void emptiesTheTablesButKeepsWhatMigrationsFilled() {
    database.update(
        "insert into horarium.schedule (id, key, name) values (?, 'k', 'n')", Ids.next());

    TestDatabase.clear();

    assertThat(database.number("select count(*) from horarium.schedule")).isZero();
    assertThat(database.number("select count(*) from horarium.role")).isEqualTo(1);
  }
}
