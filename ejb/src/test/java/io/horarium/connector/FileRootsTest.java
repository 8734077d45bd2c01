package io.horarium.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.FileRoots.Entry;
import io.horarium.problem.InvalidInput;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside the roots can be reached, by no spelling. */
class FileRootsTest {

  @TempDir Path temp;
  private Path first;
  private Path second;
  private Path outside;
  private FileRoots roots;

  @BeforeEach
  void setUp() throws IOException {
    Path base = temp.toRealPath();
    first = Files.createDirectory(base.resolve("first"));
    second = Files.createDirectory(base.resolve("second"));
    outside = Files.createDirectory(base.resolve("first-secret"));
    Files.writeString(outside.resolve("passwords.csv"), "x");
    roots = new FileRoots(List.of(first, second));
  }

  private void assertRefused(String path) {
    assertThatThrownBy(() -> roots.resolve("File Path", path))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsOnlyKeys("File Path"))
        .hasMessageStartingWith("File Path")
        .message()
        .endsWith(".");
    assertThat(roots.isAllowed(path)).isFalse();
  }

  @Test
  void relativeAndJimPathsLieUnderTheFirstRoot() {
    assertThat(roots.resolve("f", "hr/a.csv")).isEqualTo(first.resolve("hr/a.csv"));
    assertThat(roots.resolve("f", "/connector-files/hr/a.csv"))
        .isEqualTo(first.resolve("hr/a.csv"));
    assertThat(roots.resolve("f", "/connector-files")).isEqualTo(first);
    assertThat(roots.resolve("f", "/connector-files//a.csv")).isEqualTo(first.resolve("a.csv"));
    assertThat(roots.isAllowed("./a.csv")).isTrue();
  }

  @Test
  void absolutePathsMayLieUnderEveryRoot() {
    String path = second.resolve("a.csv").toString();

    assertThat(roots.resolve("f", path)).isEqualTo(second.resolve("a.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "..",
        "../first-secret/passwords.csv",
        "hr/../a.csv",
        "..\\a.csv",
        "/connector-files/../first-secret/passwords.csv",
        "/connector-filesystem/a.csv",
        "/etc/passwd",
        "/",
        "a\0b.csv"
      })
  void refused(String path) {
    assertRefused(path);
  }

  @Test
  void neighbourWithTheSameBeginningIsOutside() {
    assertRefused(outside.resolve("passwords.csv").toString());
  }

  @Test
  void nullIsRefused() {
    assertRefused(null);
  }

  @Test
  void linksOutOfTheRootAreRefused() throws IOException {
    Files.createSymbolicLink(first.resolve("folder"), outside);
    Files.createSymbolicLink(first.resolve("file.csv"), outside.resolve("passwords.csv"));
    Files.createSymbolicLink(first.resolve("dangling.csv"), outside.resolve("later.csv"));

    assertRefused("folder/passwords.csv");
    assertRefused("folder/new.csv");
    assertRefused("file.csv");
    assertRefused("dangling.csv");
  }

  @Test
  void linksWithinTheRootsAreFollowed() throws IOException {
    Files.createSymbolicLink(first.resolve("link"), second);

    assertThat(roots.resolve("f", "link/a.csv")).isEqualTo(second.resolve("a.csv"));
  }

  @Test
  void rootMayItselfBeALink() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), second);
    var linked = new FileRoots(List.of(link));

    assertThat(linked.resolve("f", "a.csv")).isEqualTo(second.resolve("a.csv"));
    assertThat(linked.roots()).containsExactly(link);
  }

  @Test
  void rootsComeFromTheSetting() {
    System.setProperty("horarium.file.roots", second + File.pathSeparator + " " + first);
    try {
      var configured = new FileRoots();
      configured.open();

      assertThat(configured.roots()).containsExactly(second, first);
      assertThat(configured.resolve("f", "a.csv")).isEqualTo(second.resolve("a.csv"));
    } finally {
      System.clearProperty("horarium.file.roots");
    }
  }

  @Test
  void defaultRootIsMadeInTheHome() {
    System.setProperty("horarium.home", first.toString());
    try {
      var configured = new FileRoots();
      configured.open();

      assertThat(configured.roots()).containsExactly(first.resolve("connector-files"));
      assertThat(first.resolve("connector-files")).isDirectory();
    } finally {
      System.clearProperty("horarium.home");
    }
  }

  @Test
  void listsFoldersFirstAndNoLinksThatLeadOut() throws IOException {
    Files.writeString(first.resolve("a.csv"), "x");
    Path folder = Files.createDirectory(first.resolve("z"));
    Files.createSymbolicLink(first.resolve("b.csv"), outside.resolve("passwords.csv"));

    var listing = roots.list(null);

    assertThat(listing.success()).isTrue();
    assertThat(listing.isRoot()).isTrue();
    assertThat(listing.parentPath()).isNull();
    assertThat(listing.entries())
        .containsExactly(
            new Entry("z", folder.toString(), true),
            new Entry("a.csv", first.resolve("a.csv").toString(), false));
    assertThat(roots.list(folder.toString()).parentPath()).isEqualTo(first.toString());
  }

  @Test
  void listingOutsideIsDeniedAndOfNothingIsNotFound() {
    var denied = roots.list(outside.toString());
    var missing = roots.list("nothing");

    assertThat(denied.success()).isFalse();
    assertThat(denied.isAccessDenied()).isTrue();
    assertThat(denied.entries()).isEmpty();
    assertThat(missing.success()).isFalse();
    assertThat(missing.isAccessDenied()).isFalse();
    assertThat(missing.error()).endsWith(".");
  }
}
