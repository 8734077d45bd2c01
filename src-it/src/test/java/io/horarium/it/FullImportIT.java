package io.horarium.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.it.testkit.CsvFiles;
import io.horarium.it.testkit.Database;
import io.horarium.it.testkit.ImportResult;
import io.horarium.it.testkit.ImportResult.Counts;
import io.horarium.it.testkit.ImportSystem;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.JimError;
import io.horarium.it.testkit.TestServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full Import from a file to the connector space (contract/sync-engine.md 5). */
@ExtendWith(ArquillianExtension.class)
class FullImportIT {

  private static final int PEOPLE = 2_000;
  private static final int FEW = 60;

  private final JimClient jim = JimClient.ofAdministrator();
  private final Database database = Database.ofTestServer();
  private Path file;

  @BeforeEach
  void fileOfItsOwn(TestInfo test) throws IOException {
    file =
        Files.createTempFile(
            TestServer.files(), test.getTestMethod().orElseThrow().getName(), ".csv");
  }

  @Test
  void theFirstImportAddsEverybody() {
    CsvFiles.ofPeople(file, PEOPLE);
    ImportSystem people = ImportSystem.over(file).in(jim);

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("Complete");
    assertThat(result.counts()).isEqualTo(new Counts(PEOPLE, PEOPLE, 0, 0, 0, 0));
    assertThat(result.changed("Added")).hasSize(PEOPLE).doesNotHaveDuplicates();
    assertThat(people.count("Normal")).isEqualTo(PEOPLE);
    assertThat(jim.send("GET", people.path("connector-space/count"), null).text())
        .isEqualTo(Integer.toString(PEOPLE));
  }

  @Test
  void theNextImportFindsExactlyWhatHasChangedAndNamesIt() {
    CsvFiles source = CsvFiles.ofPeople(file, PEOPLE);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    source.change(100, 100).delete(500, 50).add(25).write();

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("Complete");
    assertThat(result.counts())
        .isEqualTo(new Counts(PEOPLE - 50 + 25, 25, 100, 50, PEOPLE - 150, 0));
    assertThat(result.changed("Added")).isEqualTo(anchors(source, PEOPLE, 25));
    assertThat(result.changed("Updated")).isEqualTo(anchors(source, 100, 100));
    assertThat(result.changed("Deleted")).isEqualTo(anchors(source, 500, 50));
    assertThat(result.items()).hasSize(175);
    assertThat(people.count("Obsolete")).isEqualTo(50);
  }

  @Test
  void anUnchangedFileRewritesNoRow() {
    CsvFiles.ofPeople(file, PEOPLE);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    Map<String, String> before = database.rowVersions(people.id());

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("Complete");
    assertThat(result.counts()).isEqualTo(new Counts(PEOPLE, 0, 0, 0, PEOPLE, 0));
    assertThat(result.items()).isEmpty();
    assertThat(database.rowVersions(people.id())).hasSize(PEOPLE).isEqualTo(before);
  }

  /** Sources that say less than the truth, and what the run says about them. */
  static Stream<Arguments> sourcesThatCannotBeTrusted() {
    return Stream.of(
        unusable("an empty file", source -> CsvFiles.raw(source.path(), new byte[0]), "header"),
        unusable("a file cut in mid-record", FullImportIT::cutInMidRecord, "middle of the record"),
        unusable("a file cut inside quotes", FullImportIT::cutInsideQuotes, "quoted field"),
        unusable("a missing file", FullImportIT::deleteFile, "does not exist"),
        unusable("a binary file", FullImportIT::binary, "NUL character"),
        unusable(
            "a renamed anchor column",
            source ->
                source.rewrite(UTF_8, text -> text.replaceFirst("employeeId", "employeeNumber")),
            "employeeId"),
        unusable(
            "a renamed selected column",
            source -> source.rewrite(UTF_8, text -> text.replaceFirst("costCentre", "costCenter")),
            "costCentre"),
        unusable(
            "another encoding",
            source -> source.rewrite(ISO_8859_1, text -> text.replace("City", "Zürich")),
            "Encoding"),
        unusable(
            "two bytes for each character",
            source -> source.rewrite(UTF_16LE, text -> text),
            "NUL character"));
  }

  @ParameterizedTest
  @MethodSource("sourcesThatCannotBeTrusted")
  void anUnusableSourceStopsTheRunAndLosesNothing(Consumer<CsvFiles> harm, String word) {
    CsvFiles source = CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    Map<String, String> before = database.rowVersions(people.id());
    harm.accept(source);

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("FailedWithError");
    assertThat(result.sentences()).contains(word);
    assertThat(result.stats().getInt("totalObjectChangeCount")).isZero();
    assertThat(database.rowVersions(people.id())).hasSize(FEW).isEqualTo(before);
    assertThat(staged(result)).isZero();
  }

  @Test
  void aFileWithNothingButItsHeaderDeletesNobody() {
    CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    CsvFiles.ofLines(file, String.join(",", CsvFiles.COLUMNS));

    ImportResult result = people.run(Map.of("overrideDeleteGuard", true));

    assertThat(result.status()).isEqualTo("CompleteWithWarning");
    assertThat(result.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0));
    assertThat(result.deletesWithheld()).isEqualTo(FEW);
    assertThat(people.count("Normal")).isEqualTo(FEW);
  }

  @Test
  void aRaggedRowIsItsObjectsErrorOnly() {
    CsvFiles source = CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    List<String> before = database.content(people.id());
    source.rewrite(UTF_8, text -> text.replaceFirst("(?m)^(E0000007,[^,]*),.*$", "$1"));

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("CompleteWithWarning");
    assertThat(result.counts()).isEqualTo(new Counts(FEW, 0, 0, 0, FEW - 1, 1));
    assertThat(result.errors()).singleElement().asString().endsWith(" E0000007");
    assertThat(database.content(people.id())).isEqualTo(before);
  }

  @Test
  void aBlankAnchorIsAnErrorAndHoldsDeletionsBack() {
    CsvFiles source = CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    source.rewrite(UTF_8, text -> text.replaceFirst("E0000007,", " ,"));

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("CompleteWithWarning");
    assertThat(result.counts()).isEqualTo(new Counts(FEW, 0, 0, 0, FEW - 1, 1));
    assertThat(result.errors()).containsExactly("MissingExternalIdAttributeValue -");
    assertThat(result.deletesWithheld()).isOne();
    assertThat(people.count("Normal")).isEqualTo(FEW);
  }

  @Test
  void ofTwoRowsWithOneAnchorNeitherWins() {
    CsvFiles source = CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    List<String> before = database.content(people.id());
    source.change(7, 1).write();
    source.rewrite(UTF_8, text -> text.replaceFirst("E0000008,", "E0000007,"));

    ImportResult result = people.run(Map.of("overrideDeleteGuard", true));

    // E0000008 is missing now, which is a deletion like any other.
    assertThat(result.status()).isEqualTo("CompleteWithWarning");
    assertThat(result.errors())
        .containsExactly("DuplicateObject E0000007", "DuplicateObject E0000007");
    assertThat(result.changed("Updated")).isEmpty();
    assertThat(result.changed("Deleted")).containsExactly("E0000008");
    assertThat(database.content(people.id()).stream().filter(row -> row.startsWith("E0000007")))
        .isEqualTo(before.stream().filter(row -> row.startsWith("E0000007")).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../outside.csv",
        "/connector-files/../../etc/passwd",
        "a/../b.csv"
      })
  void aPathOutsideTheRootsIsRefusedWhereverItIsGiven(String path) {
    CsvFiles.ofPeople(file, 5);
    ImportSystem people = ImportSystem.over(file).in(jim);

    JimError atSystem =
        catchThrowableOfType(
            JimError.class, () -> ImportSystem.over(Path.of(path)).named("Thief").in(jim));
    JimError atProfile =
        catchThrowableOfType(JimError.class, () -> people.changeProfile(Map.of("filePath", path)));
    JimError atExecute =
        catchThrowableOfType(JimError.class, () -> people.start(Map.of("filePath", path)));

    assertThat(List.of(atSystem, atProfile, atExecute))
        .allSatisfy(
            error -> {
              assertThat(error.status()).isEqualTo(400);
              assertThat(error.code()).isEqualTo("VALIDATION_ERROR");
              assertThat(error.fields().values()).singleElement().asString().contains(path);
            });
    assertThat(atSystem.fields()).containsOnlyKeys("File Path");
    assertThat(atProfile.fields()).containsOnlyKeys("filePath");
    assertThat(atExecute.fields()).containsOnlyKeys("filePath");
  }

  @Test
  void aLinkThatLeadsOutsideTheRootsIsRefusedWhenTheRunReadsIt() throws IOException {
    CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    Path outside = CsvFiles.ofPeople(TestServer.files().resolveSibling("outside.csv"), 5).path();
    Files.delete(file);
    Files.createSymbolicLink(file, outside);

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("FailedWithError");
    assertThat(result.sentences()).contains("outside the folders");
    assertThat(people.count("Normal")).isEqualTo(FEW);
  }

  @Test
  void whoComesBackWhileObsoleteIsNormalAgain() {
    CsvFiles source = CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    source.delete(7, 1).write();
    people.run();
    int obsolete = people.count("Obsolete");
    source.bringBack(7, 1).write();

    ImportResult result = people.run();

    assertThat(obsolete).isOne();
    assertThat(result.status()).isEqualTo("Complete");
    assertThat(result.counts()).isEqualTo(new Counts(FEW, 0, 1, 0, FEW - 1, 0));
    assertThat(result.changed("Updated")).containsExactly("E0000007");
    assertThat(people.count("Obsolete")).isZero();
    assertThat(people.count("Normal")).isEqualTo(FEW);
  }

  @Test
  void referencesAreResolvedWhateverTheOrderAndWhenTheirObjectAppears() {
    CsvFiles.ofLines(file, "id,name,manager", "a,Ann,c", "b,Bob,a", "c,Cem,", "d,Dee,e");
    ImportSystem staff = ImportSystem.over(file).anchoredBy("id").referringBy("manager").in(jim);

    ImportResult first = staff.run();
    String dangling = unresolved(staff);
    CsvFiles.ofLines(file, "id,name,manager", "a,Ann,c", "b,Bob,a", "c,Cem,", "d,Dee,e", "e,Eve,b");
    ImportResult second = staff.run();

    assertThat(first.status()).isEqualTo("CompleteWithWarning");
    assertThat(first.errors()).containsExactly("UnresolvedReference d");
    assertThat(dangling).isEqualTo("1");
    assertThat(second.status()).isEqualTo("Complete");
    assertThat(second.counts()).isEqualTo(new Counts(5, 1, 0, 0, 4, 0));
    assertThat(unresolved(staff)).isEqualTo("0");
    assertThat(managers(staff)).containsExactly("a -> c", "b -> a", "d -> e", "e -> b");
  }

  @Test
  void theDeleteGuardWithholdsUntilItIsOverridden() {
    CsvFiles source = CsvFiles.ofPeople(file, 100);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    source.delete(0, 30).change(30, 5).add(2).write();

    ImportResult guarded = people.run();
    ImportResult overridden = people.run(Map.of("overrideDeleteGuard", true));

    assertThat(guarded.status()).isEqualTo("CompleteWithWarning");
    assertThat(guarded.counts()).isEqualTo(new Counts(72, 2, 5, 0, 65, 0));
    assertThat(guarded.deletesWithheld()).isEqualTo(30);
    assertThat(guarded.sentences()).contains("30 of 100").contains("20 %");
    assertThat(overridden.status()).isEqualTo("Complete");
    assertThat(overridden.counts()).isEqualTo(new Counts(72, 0, 0, 30, 72, 0));
  }

  @Test
  void aDeleteGuardThatRefusesAppliesNothing() {
    CsvFiles source = CsvFiles.ofPeople(file, 100);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.change(Map.of("deleteGuardAction", "Refuse", "deleteGuardMaxCount", 10));
    people.run();
    Map<String, String> before = database.rowVersions(people.id());
    source.delete(0, 11).change(30, 5).add(2).write();

    ImportResult result = people.run();

    assertThat(result.status()).isEqualTo("FailedWithError");
    assertThat(result.sentences()).contains("11 objects").contains("Nothing was applied");
    assertThat(database.rowVersions(people.id())).isEqualTo(before);
    assertThat(staged(result)).isZero();
  }

  @Test
  void verifyingContentHashesFindsWhatTheHashHides() {
    CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.run();
    List<String> before = database.content(people.id());
    database.update(
        """
        update horarium.cso set attrs = jsonb_set(attrs, '{city}', '["Atlantis"]')
        where system_id = ? and anchor = 'E0000007'""",
        people.id());

    ImportResult byHash = people.run();
    people.changeProfile(Map.of("verifyImportContentHashes", true));
    ImportResult verified = people.run();

    assertThat(byHash.counts()).isEqualTo(new Counts(FEW, 0, 0, 0, FEW, 0));
    assertThat(verified.status()).isEqualTo("Complete");
    assertThat(verified.counts()).isEqualTo(new Counts(FEW, 0, 1, 0, FEW - 1, 0));
    assertThat(verified.changed("Updated")).containsExactly("E0000007");
    assertThat(database.content(people.id())).isEqualTo(before);
  }

  @Test
  void aNewlySelectedAttributeIsReadThoughTheFileIsTheSame() {
    CsvFiles.ofPeople(file, FEW);
    ImportSystem people = ImportSystem.over(file).in(jim);
    people.attribute("city", Map.of("selected", false));
    people.run();
    people.attribute("city", Map.of("selected", true));

    ImportResult result = people.run();

    assertThat(result.counts()).isEqualTo(new Counts(FEW, 0, FEW, 0, 0, 0));
    assertThat(database.content(people.id())).allMatch(row -> row.contains("\"city\""));
  }

  private static Arguments unusable(String name, Consumer<CsvFiles> harm, String word) {
    return Arguments.of(Named.of(name, harm), word);
  }

  private static void cutInMidRecord(CsvFiles source) {
    source.rewrite(UTF_8, text -> text.substring(0, text.lastIndexOf("@example")));
  }

  private static void cutInsideQuotes(CsvFiles source) {
    source.rewrite(
        UTF_8,
        text -> text.replace("E0000007,", "\"E0000007,").substring(0, text.lastIndexOf(',')));
  }

  private static void binary(CsvFiles source) {
    CsvFiles.raw(source.path(), new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, 0, 0, '\n', 3, 4});
  }

  private static void deleteFile(CsvFiles source) {
    try {
      Files.delete(source.path());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long staged(ImportResult result) {
    return Long.parseLong(
        database
            .rows("select count(*) from horarium.import_stage where run_id = ?::uuid", result.id())
            .get(0));
  }

  private String unresolved(ImportSystem system) {
    return jim.send("GET", system.path("connector-space/unresolved-references/count"), null).text();
  }

  /** As REST shows them. */
  private List<String> managers(ImportSystem system) {
    List<JsonObject> objects = jim.all(system.path("connector-space"));
    Map<String, String> anchors =
        objects.stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    object -> object.getString("id"), FullImportIT::externalId));
    return objects.stream()
        .flatMap(
            object ->
                jim
                    .all(
                        system.path(
                            "connector-space/"
                                + object.getString("id")
                                + "/attributes/manager/values"))
                    .stream()
                    .map(
                        value ->
                            externalId(object)
                                + " -> "
                                + anchors.get(value.getString("referenceValueId"))))
        .sorted()
        .toList();
  }

  private static String externalId(JsonObject object) {
    return object.getString("externalIdValue");
  }

  private static List<String> anchors(CsvFiles source, int first, int count) {
    return IntStream.range(first, first + count).mapToObj(source::anchor).toList();
  }
}
