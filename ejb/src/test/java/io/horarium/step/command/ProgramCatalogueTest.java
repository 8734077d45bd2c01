package io.horarium.step.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.problem.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramCatalogueTest {

  @TempDir Path folder;
  private Path file;
  private ProgramCatalogue catalogue;

  @BeforeEach
  void open() {
    file = folder.resolve("programs.json");
    catalogue = new ProgramCatalogue(file);
  }

  @Test
  void noFileIsAnEmptyCatalogue() {
    assertThat(catalogue.entries()).isEmpty();
    assertThat(catalogue.find("any")).isEmpty();
  }

  @Test
  void findsByNameAndByPathAndSeesChanges() throws IOException {
    write("{\"programs\": [{\"name\": \"a\", \"path\": \"/opt/a\"}]}");
    assertThat(catalogue.find("a")).isPresent();
    assertThat(catalogue.find("/opt/a")).isPresent();
    assertThat(catalogue.find("b")).isEmpty();

    write("{\"programs\": [{\"name\": \"other\", \"path\": \"/opt/b\"}]}");

    assertThat(catalogue.find("a")).isEmpty();
    assertThat(catalogue.find("other")).isPresent();
  }

  @Test
  void showsNoValuesOfVariables() throws IOException {
    write(
        """
        {"programs": [{"name": "a", "path": "/opt/a", "timeoutSeconds": 60, "exitCodes": [0, 3],
          "folder": "/var/tmp", "environment": {"pass": ["PATH"], "set": {"TOKEN": "s3cret"}},
          "parameters": [{"name": "channel", "type": "choice", "values": ["ops", "dev"]}],
          "arguments": ["--to={channel}"]}]}""");

    ProgramCatalogue.Entry entry = catalogue.entries().get(0);

    assertThat(entry.environment()).containsExactly("PATH", "TOKEN");
    assertThat(entry.toString()).doesNotContain("s3cret");
    assertThat(entry.exitCodes()).containsExactly(0, 3);
    assertThat(entry.timeoutSeconds()).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                                              | not well-formed JSON
          []                                                             | not well-formed JSON
          {"programs": 1}                                                | programs must be a list
          {"program": []}                                                | programs is missing
          {"programs": [], "x": 1}                                       | x is not known here
          {"programs": [1]}                                              | programs[0] must be an object
          {"programs": [{"path": "/a"}]}                                 | programs[0].name is missing
          {"programs": [{"name": "a"}]}                                  | programs[0].path is missing
          {"programs": [{"name": "a", "path": "a"}]}                     | programs[0].path must be an absolute path
          {"programs": [{"name": "a", "path": "/a", "checksum": "12"}]}  | programs[0].checksum must be the SHA-256
          {"programs": [{"name": "a", "path": "/a", "timeoutSeconds": 0}]} | programs[0].timeoutSeconds must be a whole number from 1
          {"programs": [{"name": "a", "path": "/a"}, {"name": "a", "path": "/b"}]} | programs[1].name is used
          {"programs": [{"name": "a", "path": "/a", "arguments": ["{x}"]}]} | programs[0].arguments names {x}
          {"programs": [{"name": "a", "path": "/a", "parameters": [{"name": "x", "type": "date"}]}]} | programs[0].parameters[0].type must be
          {"programs": [{"name": "a", "path": "/a", "environment": {"set": {"A=": "1"}}}]} | programs[0].environment.set holds
          """)
  void saysWhereAMistakeIs(String text, String problem) throws IOException {
    write(text);

    assertThatThrownBy(() -> catalogue.find("a"))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void templatesTakeTypedValuesAsWholeArguments() throws IOException {
    write(
        """
        {"programs": [{"name": "a", "path": "/a",
          "parameters": [{"name": "to", "pattern": "[a-z ;]+"}, {"name": "n", "type": "integer"},
            {"name": "mode", "type": "choice", "values": ["fast", "safe"], "optional": true}],
          "arguments": ["--to={to}", "-n", "{n}", "--mode={mode}"]}]}""");
    ArgumentTemplate template = catalogue.find("a").orElseThrow().arguments();

    assertThat(template.apply(List.of("x; y", "-3", "safe")))
        .containsExactly("--to=x; y", "-n", "-3", "--mode=safe");
    assertThat(template.apply(List.of("x", "1"))).containsExactly("--to=x", "-n", "1");
    for (var wrong :
        Map.of(
                List.of("x"), "gives 1 values, but the program takes 2 to 3: to, n, mode",
                List.of("X", "1"), "for to, which must be a text of the form",
                List.of("x", "1.5"), "for n, which must be a whole number",
                List.of("x", "1", "slow"), "for mode, which must be one of fast, safe")
            .entrySet()) {
      assertThatThrownBy(() -> template.apply(wrong.getKey()))
          .hasMessageContaining(wrong.getValue());
    }
  }

  @Test
  void aTemplateMayHandEverythingOn() throws IOException {
    write(
        """
        {"programs": [{"name": "a", "path": "/a", "arguments": ["run", "{arguments}", "--end"]}]}""");
    ArgumentTemplate template = catalogue.find("a").orElseThrow().arguments();

    assertThat(template.apply(List.of("{arguments}", "$1")))
        .containsExactly("run", "{arguments}", "$1", "--end");
  }

  private void write(String text) throws IOException {
    // a new file, as an editor makes it: its key differs even within one tick of the clock
    Path fresh = Files.writeString(folder.resolve("fresh"), text);
    Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
