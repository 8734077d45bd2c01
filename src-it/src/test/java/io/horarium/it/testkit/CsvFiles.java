package io.horarium.it.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A CSV file of people with twelve attributes, always the same for the same calls. Changes are made
 * to the people first; {@link #write} brings them to the file.
 */
public final class CsvFiles {

  /** The header. */
  public static final List<String> COLUMNS =
      List.of(
          "employeeId",
          "firstName",
          "lastName",
          "displayName",
          "email",
          "department",
          "title",
          "phone",
          "city",
          "country",
          "startDate",
          "costCentre");

  /** The column that tells people apart. */
  public static final String ANCHOR = "employeeId";

  private static final List<String> DEPARTMENTS =
      List.of("HR", "IT", "Finance", "Sales", "Legal", "Research", "Facilities");

  private final Path path;
  private final BitSet present = new BitSet();
  private byte[] versions;

  private CsvFiles(Path path, int people) {
    this.path = path;
    this.versions = new byte[people];
    present.set(0, people);
  }

  /** A written file of so many people. */
  public static CsvFiles ofPeople(Path path, int people) {
    return new CsvFiles(path, people).write();
  }

  /** A file of exactly these lines, each ended. */
  public static Path ofLines(Path path, String... lines) {
    return raw(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A file of exactly these bytes. */
  public static Path raw(Path path, byte[] content) {
    try {
      return Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  public int people() {
    return present.cardinality();
  }

  /** Person number {@code index} of all that ever were in the file. */
  public String anchor(int index) {
    return "E%07d".formatted(index);
  }

  /** Changes one attribute of each of {@code count} people from {@code first} on. */
  public CsvFiles change(int first, int count) {
    for (int index = first; index < first + count; index++) {
      versions[index]++;
    }
    return this;
  }

  /** Removes {@code count} people from {@code first} on. */
  public CsvFiles delete(int first, int count) {
    present.clear(first, first + count);
    return this;
  }

  /** Brings deleted people back. */
  public CsvFiles bringBack(int first, int count) {
    present.set(first, first + count);
    return this;
  }

  /** Adds people who were never there. */
  public CsvFiles add(int count) {
    int first = versions.length;
    versions = Arrays.copyOf(versions, first + count);
    present.set(first, first + count);
    return this;
  }

  /** Writes the file anew, whole or not at all. */
  public CsvFiles write() {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        out.write(String.join(",", COLUMNS));
        out.newLine();
        forEachRow(
            row -> {
              try {
                out.write(String.join(",", row));
                out.newLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
      Files.move(part, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's text changed by somebody else. */
  public CsvFiles rewrite(Charset encoding, java.util.function.UnaryOperator<String> change) {
    try {
      Files.writeString(path, change.apply(Files.readString(path)), encoding);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every row in the order of the file, values in the order of {@link #COLUMNS}. */
  public void forEachRow(Consumer<String[]> consumer) {
    present.stream().forEach(index -> consumer.accept(row(index)));
  }

  private String[] row(int index) {
    SplittableRandom dice = new SplittableRandom(index);
    String first = "First" + dice.nextInt(5_000);
    String last = "Last" + dice.nextInt(20_000);
    return new String[] {
      anchor(index),
      first,
      last,
      first + " " + last,
      "e" + index + "@example.test",
      DEPARTMENTS.get(Math.floorMod(index + versions[index], DEPARTMENTS.size())),
      "Title " + dice.nextInt(300),
      "+44 20 " + (1_000_000 + dice.nextInt(9_000_000)),
      "City " + dice.nextInt(200),
      "GB",
      "20%02d-0%d-1%d".formatted(10 + dice.nextInt(16), 1 + dice.nextInt(9), dice.nextInt(10)),
      "CC" + dice.nextInt(900)
    };
  }
}
