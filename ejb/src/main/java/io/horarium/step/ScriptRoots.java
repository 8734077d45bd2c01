package io.horarium.step;

import io.horarium.connector.FileRoots;
import io.horarium.platform.Settings;
import io.horarium.problem.RunFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folders scripts lie in: {@code HORARIUM_SCRIPT_ROOTS}, by default {@code
 * HORARIUM_HOME/script} (design.md 10.6). Horarium only reads there. A script that a connector
 * could write is refused: otherwise whoever may define an export could have any program run.
 */
@ApplicationScoped
public class ScriptRoots {

  private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");

  private List<Path> roots = List.of();
  private FileRoots fileRoots;

  protected ScriptRoots() {}

  @Inject
  public ScriptRoots(FileRoots fileRoots) {
    this(configured(), fileRoots);
  }

  /** Exactly these folders, the first being the one of relative paths. */
  public ScriptRoots(List<Path> roots, FileRoots fileRoots) {
    this.roots = roots;
    this.fileRoots = fileRoots;
  }

  private static List<Path> configured() {
    List<Path> given =
        Settings.get("HORARIUM_SCRIPT_ROOTS").stream()
            .flatMap(text -> Arrays.stream(text.split(Pattern.quote(File.pathSeparator))))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(part -> Path.of(part).toAbsolutePath().normalize())
            .toList();
    return given.isEmpty() ? List.of(Settings.home().resolve("script")) : given;
  }

  /** The folders, absolute; they need not exist. */
  public List<Path> roots() {
    return roots;
  }

  /**
   * Why a script with this path can never be run, to be read after the name of the field; empty if
   * it can. It need not exist yet.
   */
  public Optional<String> problem(String path) {
    if (SEPARATORS.splitAsStream(path).anyMatch(".."::equals)) {
      return Optional.of("'" + path + "' contains '..'; write the path without it");
    }
    Path script;
    try {
      script = located(path);
    } catch (InvalidPathException e) {
      return Optional.of("holds a character that no path may have; write it without");
    }
    if (roots.stream().noneMatch(root -> within(root, script))) {
      return Optional.of(
          "'"
              + path
              + "' lies outside the folders for scripts; put the script below "
              + roots.get(0)
              + " or another folder that HORARIUM_SCRIPT_ROOTS names");
    }
    if (fileRoots.isAllowed(script.toString())) {
      return Optional.of(
          "'"
              + path
              + "' lies in a folder of HORARIUM_FILE_ROOTS, where an export could write it; keep"
              + " scripts and connector files apart");
    }
    return Optional.empty();
  }

  /** Whether there is such a file now. */
  public boolean exists(String path) {
    return problem(path).isEmpty() && Files.isRegularFile(located(path));
  }

  /**
   * The script, links resolved.
   *
   * @param field name of the property that holds the path
   * @throws RunFailure it lies elsewhere, or is not there
   */
  public Path script(String field, String path) {
    problem(path)
        .ifPresent(
            problem -> {
              throw new RunFailure(field + " " + problem + ".");
            });
    Path script = located(path);
    if (!Files.isRegularFile(script) || !Files.isReadable(script)) {
      throw new RunFailure(
          field
              + " '"
              + path
              + "' is not a file that the server can read; put the script there or correct the"
              + " path.");
    }
    return real(script);
  }

  private Path located(String path) {
    return roots.get(0).resolve(path).normalize();
  }

  private static boolean within(Path root, Path path) {
    return real(path).startsWith(real(root));
  }

  /** The path with the links of its existing part resolved. */
  private static Path real(Path path) {
    Path existing = path;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null
          ? path
          : existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      return path;
    }
  }
}
