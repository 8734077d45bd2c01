package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.horarium.connector.Connector;
import io.horarium.connector.DataType;
import io.horarium.connector.ExportConformance;
import io.horarium.connector.ImportScope;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.ImportScope.PartitionScope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The LDAP connector does what every connector must do. */
class LdapConnectorTest extends ExportConformance {

  private DirectoryFixture directory;
  private int number;

  @BeforeEach
  void start() throws LDAPException {
    directory = new DirectoryFixture();
  }

  @AfterEach
  void stop() {
    directory.close();
  }

  /** Several pages. */
  @Override
  protected int personsToKill() {
    return 500;
  }

  @Override
  protected String type() {
    return "inetOrgPerson";
  }

  @Override
  protected String id() {
    return "employeeNumber";
  }

  @Override
  protected String name() {
    return "displayName";
  }

  @Override
  protected String placeOf(String id) {
    return "cn=" + id + "," + DirectoryFixture.PEOPLE;
  }

  @Override
  protected Map<String, String> furtherAttributes() {
    return Map.of("sn", "x");
  }

  @Override
  protected ImportScope scope() {
    return new ImportScope(
        null,
        List.of(
            new ObjectTypeScope(
                1,
                type(),
                id(),
                null,
                List.of(
                    new AttributeScope(1, id(), DataType.Text, false),
                    new AttributeScope(2, name(), DataType.Text, false)))),
        List.of(new PartitionScope(1, DirectoryFixture.BASE, List.of())));
  }

  @Override
  protected void givenSource(List<Person> persons) throws IOException {
    try {
      for (Person person : persons) {
        // An anchor occurs twice in one test, a DN cannot.
        boolean taken = directory.server.getEntry(placeOf(person.id())) != null;
        Entry entry = new Entry(placeOf(taken ? person.id() + "-" + number++ : person.id()));
        entry.addAttribute("objectClass", type());
        entry.addAttribute("cn", entry.getRDN().getAttributeValues()[0]);
        entry.addAttribute("sn", "x");
        entry.addAttribute(id(), person.id());
        entry.addAttribute(name(), person.name());
        directory.server.add(entry);
      }
    } catch (LDAPException e) {
      throw new IOException(e);
    }
  }

  @Override
  protected void killSource() {
    directory.server.shutDown(true);
  }

  @Override
  protected Connector connector() {
    return directory.connector();
  }
}
