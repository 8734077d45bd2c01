package io.horarium.it.testkit;

import io.horarium.it.testkit.HrFile.Person;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the directory has to hold when everything of a file has arrived there: computed from the
 * people alone, by nothing of Horarium.
 */
public final class ExpectedDirectory {

  private ExpectedDirectory() {}

  /** In the form of {@link Directory#people}. */
  public static Map<String, Map<String, List<String>>> of(HrFile file) {
    Map<String, Map<String, List<String>>> people = new TreeMap<>();
    file.people().forEach(person -> people.put(dn(person), entry(person, file)));
    return people;
  }

  /** Where a person's entry is. */
  public static String dn(Person person) {
    return "uid=" + person.login() + ",ou=people," + Directory.SUFFIX;
  }

  private static Map<String, List<String>> entry(Person person, HrFile file) {
    Map<String, List<String>> values = new TreeMap<>();
    values.put("uid", List.of(person.login()));
    values.put("cn", List.of(person.firstName() + " " + person.lastName()));
    values.put("sn", List.of(person.lastName()));
    values.put("givenName", List.of(person.firstName()));
    values.put("mail", List.of(person.email()));
    values.put("employeeNumber", List.of(person.employeeId()));
    values.put("departmentNumber", List.of(person.department()));
    values.put("title", List.of(person.title()));
    Person manager = file.person(person.managerId());
    if (manager != null) {
      values.put("manager", List.of("uid=" + manager.login() + "," + Directory.PEOPLE));
    }
    return values;
  }
}
