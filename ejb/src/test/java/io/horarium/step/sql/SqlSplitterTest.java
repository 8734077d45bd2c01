package io.horarium.step.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSplitterTest {

  @Test
  void splitsAtSemicolonsAndKnowsLines() {
    List<SqlStatement> statements =
        SqlSplitter.split("select 1;\n\n -- nothing; here\n;; insert into t\n values (1);select 2");

    assertThat(statements)
        .containsExactly(
            new SqlStatement(1, 1, "select 1", "SELECT"),
            new SqlStatement(2, 4, "insert into t\n values (1)", "INSERT INTO"),
            new SqlStatement(3, 5, "select 2", "SELECT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'a;b''c;'",
        "select E'a\\';b'",
        "select e'\\\\', ';'",
        "select \"a;\"\"b\" from t",
        "select $$a;b$$",
        "do $x$ begin perform 1; perform $$;$$; end $x$",
        "select 1 /* a; /* b; */ c; */ + 2",
        "select 1 -- a;\n + 2",
        "create rule r as on insert to t do (delete from a; delete from b)",
        "create function f() returns int begin atomic select 1; select case when true then 1 end; end",
        "create or replace procedure p() begin atomic delete from t; end",
        "select a$1 from t where b$x = 'a;'",
        "select $1$2, 1"
      })
  void keepsAStatementTogether(String text) {
    assertThat(SqlSplitter.split(text))
        .singleElement()
        .extracting(SqlStatement::text)
        .isEqualTo(text);
    assertThat(SqlSplitter.split(text + ";" + text + "\n;"))
        .extracting(SqlStatement::text)
        .containsExactly(text, text);
  }

  @Test
  void aTransactionIsNoRoutine() {
    assertThat(
            SqlSplitter.split(
                "begin; create table t (x int); end; create function f() language sql as 'a;b'; select 1"))
        .hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select 'a", "select \"a", "select $$a", "select $x$ a $$", "/* a /* b */"})
  void whatIsNotClosedIsRefused(String text) {
    assertThatThrownBy(() -> SqlSplitter.split("select 1;\n" + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in line 2 that is not closed");
  }

  @Test
  void emptyScriptsHaveNoStatements() {
    assertThat(SqlSplitter.split("")).isEmpty();
    assertThat(SqlSplitter.split("\uFEFF ;; -- x\n /* y */ ;")).isEmpty();
  }

  @Property
  void statementsJoinedBySemicolonsComeBack(@ForAll("parts") List<String> parts) {
    List<String> wanted =
        parts.stream().filter(part -> !part.isBlank()).map(String::strip).toList();

    assertThat(SqlSplitter.split(String.join(" ;\n", parts)))
        .extracting(SqlStatement::text)
        .isEqualTo(wanted);
  }

  @Provide
  Arbitrary<List<String>> parts() {
    Arbitrary<String> piece =
        Arbitraries.of(
            " ",
            "\n",
            "x",
            "7",
            "$",
            ",",
            "(1;2)",
            "'a;''b'",
            "\"c;\"",
            "$$d;$$",
            "$t$;$$;$t$",
            "E'\\';'");
    return piece
        .list()
        .ofMaxSize(8)
        // a space between, so that pieces do not join to something else
        .map(pieces -> String.join(" ", pieces).strip())
        .list()
        .ofMaxSize(5);
  }
}
