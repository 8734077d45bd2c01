package io.horarium.connector;

import io.horarium.platform.Settings;
import io.horarium.problem.InvalidInput;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folders that connectors may read and write; everything outside of them is out of reach,
 * whatever a setting or a run profile says (contract/jim-sync.md 2.8, 12 row 5).
 *
 * <p>Paths are compared by segment after symbolic links were resolved, so neither {@code ../} nor a
 * link nor a neighbour whose name merely begins like a root leads outside. Thread-safe.
 */
@ApplicationScoped
public class FileRoots {

  /** JIM's only root. Scripts written for JIM name it, so it stands for our first root. */
  private static final String JIM_ROOT = "/connector-files";

  private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");

  /** A browsing person reads no more; a folder of a million files must not fill the memory. */
  private static final int MAX_ENTRIES = 10_000;

  private List<Path> roots = List.of();

  /** For the container, which calls {@link #open} afterwards. */
  public FileRoots() {}

  /**
   * Exactly these roots, the first being the one of relative paths; at least one. They should
   * exist.
   */
  public FileRoots(List<Path> roots) {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).distinct().toList();
    if (this.roots.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one root for connector files.");
    }
  }

  /** Reads {@code HORARIUM_FILE_ROOTS}; without it the default folder is made. */
  @PostConstruct
  void open() {
    List<Path> configured =
        Settings.get("HORARIUM_FILE_ROOTS")
            .map(text -> Arrays.stream(text.split(Pattern.quote(File.pathSeparator))))
            .map(parts -> parts.map(String::strip).filter(part -> !part.isEmpty()).map(Path::of))
            .map(paths -> paths.map(path -> path.toAbsolutePath().normalize()).distinct().toList())
            .orElse(List.of());
    roots = configured.isEmpty() ? List.of(defaultRoot()) : configured;
  }

  private static Path defaultRoot() {
    Path root = Settings.home().resolve("connector-files");
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder for connector files "
              + root
              + " cannot be made; set HORARIUM_FILE_ROOTS to a folder that exists.",
          e);
    }
    return root;
  }

  /** The configured folders, absolute, in the order of the setting; never empty. */
  public List<Path> roots() {
    return roots;
  }

  /**
   * The file or folder that {@code path} means. It need not exist.
   *
   * @param field name of the setting or property that holds the path, for the refusal
   * @param path absolute; or beginning with {@code /connector-files/}, or relative: under the first
   *     root
   * @return absolute path without symbolic links in its existing part
   * @throws InvalidInput when the path is blank, malformed, holds {@code ..} or lies outside of
   *     every root
   */
  public Path resolve(String field, String path) {
    Path real = realPath(located(field, path));
    if (real == null || rootOf(real) == null) {
      throw InvalidInput.field(
          field,
          field
              + " '"
              + path
              + "' lies outside the folders for connector files; use a path under one of the"
              + " folders that HORARIUM_FILE_ROOTS names.");
    }
    return real;
  }

  /** Whether {@link #resolve} would accept the path. */
  public boolean isAllowed(String path) {
    try {
      resolve("path", path);
      return true;
    } catch (InvalidInput e) {
      return false;
    }
  }

  /**
   * What a folder holds: sub-folders first, then files, by name; at most 10,000. Links that lead
   * outside the roots are left out.
   *
   * @param path as for {@link #resolve}; null or blank: the first root
   */
  public Listing list(String path) {
    String shown = path == null || path.isBlank() ? roots.get(0).toString() : path;
    Path folder;
    try {
      folder = resolve("path", shown);
    } catch (InvalidInput e) {
      return Listing.failed(shown, e.getMessage(), true);
    }
    var entries = new ArrayList<Entry>();
    try (var stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        Path real = realPath(child);
        if (real != null && rootOf(real) != null) {
          entries.add(
              new Entry(
                  child.getFileName().toString(), child.toString(), Files.isDirectory(child)));
        }
        if (entries.size() == MAX_ENTRIES) {
          break;
        }
      }
    } catch (AccessDeniedException e) {
      return Listing.failed(shown, "The server may not read the folder '" + shown + "'.", true);
    } catch (NotDirectoryException e) {
      return Listing.failed(shown, "'" + shown + "' is a file, not a folder.", false);
    } catch (IOException | DirectoryIteratorException e) {
      return Listing.failed(shown, "There is no folder '" + shown + "' to read.", false);
    }
    entries.sort(Comparator.comparing(Entry::isDirectory).reversed().thenComparing(Entry::name));
    boolean isRoot = folder.equals(rootOf(folder));
    String parent = isRoot ? null : folder.getParent().toString();
    return new Listing(folder.toString(), entries, parent, isRoot, null, false, true);
  }

  private Path located(String field, String path) {
    if (path == null || path.isBlank()) {
      throw InvalidInput.field(field, field + " is empty; give the path of a file.");
    }
    if (SEPARATORS.splitAsStream(path).anyMatch(".."::equals)) {
      throw InvalidInput.field(
          field, field + " '" + path + "' contains '..'; write the path without it.");
    }
    try {
      Path plain = Path.of(path);
      if (plain.isAbsolute()) {
        Path normal = plain.normalize();
        // A root that itself lies under /connector-files is meant literally.
        if (roots.stream().anyMatch(normal::startsWith)) {
          return normal;
        }
      }
      if (path.equals(JIM_ROOT) || path.startsWith(JIM_ROOT + "/")) {
        String rest = path.substring(JIM_ROOT.length()).replaceFirst("^/+", "");
        return roots.get(0).resolve(rest).normalize();
      }
      return roots.get(0).resolve(plain).normalize();
    } catch (InvalidPathException e) {
      throw InvalidInput.field(
          field, field + " holds a character that no path may have; write the path without it.");
    }
  }

  /** The path with the links of its existing part resolved, or null when that cannot be done. */
  private static Path realPath(Path path) {
    Path existing = path;
    // A dangling link "exists" here: what it points to is unknown, so the path is refused below.
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return null;
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      return null;
    }
  }

  /** The root (links resolved) that holds the real path, or null. */
  private Path rootOf(Path real) {
    for (Path root : roots) {
      Path realRoot = realPath(root);
      if (realRoot != null && real.startsWith(realRoot)) {
        return realRoot;
      }
    }
    return null;
  }

  /** One file or folder of a {@link Listing}. */
  public record Entry(String name, String fullPath, boolean isDirectory) {}

  /**
   * Answer to "what is in this folder", shaped as the wire wants it (contract/jim-sync.md 2.8).
   *
   * @param path the folder, links resolved; what was asked for when it failed
   * @param parentPath the folder above, or null at a root and after a failure
   * @param error one sentence, or null on success
   * @param isAccessDenied the path is outside the roots or unreadable (403), as against missing
   *     (404)
   */
  public record Listing(
      String path,
      List<Entry> entries,
      String parentPath,
      boolean isRoot,
      String error,
      boolean isAccessDenied,
      boolean success) {

    /** The entries are copied. */
    public Listing {
      entries = List.copyOf(entries);
    }

    static Listing failed(String path, String error, boolean isAccessDenied) {
      return new Listing(path, List.of(), null, false, error, isAccessDenied, false);
    }
  }
}
