package io.horarium.it.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The file of a personnel department: people with managers among them, always the same for the same
 * calls. Changes are made to the people first; {@link #write} brings them to the file.
 */
public final class HrFile {

  private static final List<String> DEPARTMENTS =
      List.of("HR", "IT", "Finance", "Sales", "Legal", "Research", "Facilities");

  /**
   * One row.
   *
   * @param managerId employeeId of another person, or empty
   */
  public record Person(
      String employeeId,
      String login,
      String firstName,
      String lastName,
      String email,
      String department,
      String title,
      String managerId) {

    Person in(String other) {
      return new Person(employeeId, login, firstName, lastName, email, other, title, managerId);
    }

    Person under(String other) {
      return new Person(employeeId, login, firstName, lastName, email, department, title, other);
    }

    Person as(String other) {
      return new Person(
          employeeId, other, firstName, lastName, email, department, title, managerId);
    }

    private String row() {
      return String.join(
          ",", employeeId, login, firstName, lastName, email, department, title, managerId);
    }
  }

  private final Path path;

  /** Part of every id, login and address, so that the people of one file are nobody else. */
  private final String tag = Long.toString(System.nanoTime(), 36);

  private final Map<String, Person> people = new TreeMap<>();
  private int ever;

  private HrFile(Path path) {
    this.path = path;
  }

  /** A written file of so many people; ten report to each manager. */
  public static HrFile ofPeople(Path path, int people) {
    return new HrFile(path).join(people).write();
  }

  public Path path() {
    return path;
  }

  /** What all mail addresses of the file end with. */
  public String mailDomain() {
    return "@" + tag + ".example.test";
  }

  public Collection<Person> people() {
    return people.values();
  }

  /** The person with this employeeId, or null when they have left. */
  public Person person(String employeeId) {
    return people.get(employeeId);
  }

  /** Person number {@code index} of all that ever joined. */
  public String id(int index) {
    return "E%s-%06d".formatted(tag, index);
  }

  /** People who were never there. */
  public HrFile join(int count) {
    IntStream.range(ever, ever + count).forEach(index -> people.put(id(index), newcomer(index)));
    ever += count;
    return this;
  }

  /** They change to another department. */
  public HrFile move(int first, int count) {
    return change(
        first,
        count,
        person ->
            person.in(
                DEPARTMENTS.get(
                    (DEPARTMENTS.indexOf(person.department()) + 1) % DEPARTMENTS.size())));
  }

  /** They leave, and their reports have no manager any more. */
  public HrFile leave(int first, int count) {
    IntStream.range(first, first + count).forEach(index -> people.remove(id(index)));
    return this;
  }

  /** They come back as they were when they joined. */
  public HrFile rehire(int first, int count) {
    IntStream.range(first, first + count).forEach(index -> people.put(id(index), newcomer(index)));
    return this;
  }

  /** They report to another. */
  public HrFile reportTo(int manager, int first, int count) {
    return change(first, count, person -> person.under(id(manager)));
  }

  /** They get another login, and so another name in the directory. */
  public HrFile rename(int first, int count) {
    return change(first, count, person -> person.as(person.login() + ".new"));
  }

  private HrFile change(int first, int count, UnaryOperator<Person> change) {
    IntStream.range(first, first + count)
        .forEach(index -> people.computeIfPresent(id(index), (id, person) -> change.apply(person)));
    return this;
  }

  /** Writes the file anew, whole or not at all; managers who have left are not named. */
  public HrFile write() {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        out.write("employeeId,login,firstName,lastName,email,department,title,managerId\n");
        for (Person person : people.values()) {
          out.write(people.containsKey(person.managerId()) ? person.row() : person.under("").row());
          out.write('\n');
        }
      }
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Person newcomer(int index) {
    SplittableRandom dice = new SplittableRandom(index);
    return new Person(
        id(index),
        "u" + index + "." + tag,
        "First" + dice.nextInt(5_000),
        // An apostrophe and letters beyond ASCII are in every directory.
        index % 97 == 0 ? "O'Sørensen" + dice.nextInt(100) : "Last" + dice.nextInt(20_000),
        "e" + index + mailDomain(),
        DEPARTMENTS.get(index % DEPARTMENTS.size()),
        "Title " + dice.nextInt(300),
        index == 0 ? "" : id(index / 10));
  }
}
