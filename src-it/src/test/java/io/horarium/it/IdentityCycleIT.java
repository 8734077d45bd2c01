package io.horarium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.horarium.it.testkit.Directory;
import io.horarium.it.testkit.ExpectedDirectory;
import io.horarium.it.testkit.HrFile;
import io.horarium.it.testkit.IdentityCycle;
import io.horarium.it.testkit.JimClient;
import io.horarium.it.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * People on their whole way, driven by schedules alone: a personnel file, the metaverse, a
 * directory and back (contract/jim-sync.md 11). After every cycle the directory must equal what an
 * oracle computes from the file, and the cycle after it must do nothing (contract/sync-engine.md
 * 11).
 */
@ExtendWith(ArquillianExtension.class)
class IdentityCycleIT {

  private static final int PEOPLE = Integer.getInteger("people", 20_000);
  private static final int PEOPLE_OF_OPENLDAP = Integer.getInteger("openldap.people", 2_000);

  private final JimClient jim = JimClient.ofAdministrator();
  @TempDir Path folder;
  private Directory directory;
  private HrFile file;

  private void start(Directory started, int people) throws IOException {
    directory = started;
    Path path = Files.createTempFile(TestServer.files(), "hr-", ".csv");
    file = HrFile.ofPeople(path, people);
  }

  @AfterEach
  void stop() {
    if (directory != null) {
      directory.close();
    }
  }

  @Test
  void theDirectoryFollowsTheFileAndThenNothingIsLeftToDo() throws IOException {
    start(Directory.start(), PEOPLE);
    theDirectoryFollowsTheFile(false);
  }

  /** {@code -Dopenldap.people=N} takes another number of people than 2,000. */
  @Test
  void soDoesOpenLdap() throws IOException {
    Optional<String> missing = Directory.openLdapMissing();
    missing.ifPresent(
        why -> System.out.println("IdentityCycleIT.soDoesOpenLdap is skipped: " + why));
    assumeTrue(missing.isEmpty(), "OpenLDAP is not installed");
    start(Directory.startOpenLdap(folder), PEOPLE_OF_OPENLDAP);
    theDirectoryFollowsTheFile(true);
  }

  /**
   * {@code settlesLater}: the directory corrects references to who was renamed in its own time,
   * which may be after the import of that cycle.
   */
  private void theDirectoryFollowsTheFile(boolean settlesLater) {
    int people = file.people().size();
    IdentityCycle cycle = IdentityCycle.toDirectory(jim, file, directory);
    IdentityCycle.Schedule full = cycle.schedule("FullSynchronisation");
    IdentityCycle.Schedule delta = cycle.schedule("DeltaSynchronisation");

    List<Map<String, Integer>> first = full.run();
    assertThat(first.get(1)).containsEntry("totalProjections", people);
    assertThat(first.get(1)).containsEntry("totalProvisioned", people);
    assertThat(first.get(3)).containsEntry("totalPendingExportsConfirmed", people);
    assertDirectoryEqualsFile(cycle);
    assertNothingToDo(delta);
    assertNothingToDo(full);

    file.join(150).write();
    assertThat(delta.run().get(1)).containsEntry("totalProvisioned", 150);
    assertDirectoryEqualsFile(cycle);

    file.move(100, 200).write();
    assertThat(delta.run().get(1)).containsEntry("totalPendingExports", 200);
    assertDirectoryEqualsFile(cycle);

    // Among them managers: their reports lose the reference.
    file.leave(500, 120).write();
    assertThat(delta.run().get(1)).containsEntry("totalDisconnections", 120);
    assertDirectoryEqualsFile(cycle);

    file.rehire(500, 60).write();
    delta.run();
    assertDirectoryEqualsFile(cycle);

    file.reportTo(7, 1_000, 50).write();
    delta.run();
    assertDirectoryEqualsFile(cycle);

    String before = directory.entryUuid(ExpectedDirectory.dn(file.person(file.id(20))));
    file.rename(20, 30).write();
    delta.run();
    assertDirectoryEqualsFile(cycle);
    assertThat(directory.entryUuid(ExpectedDirectory.dn(file.person(file.id(20)))))
        .as("A renamed entry is the same entry")
        .isEqualTo(before);

    if (settlesLater) {
      delta.run();
      assertDirectoryEqualsFile(cycle);
    }
    assertNothingToDo(delta);
    assertNothingToDo(full);
    assertThat(cycle.directoryObjects("Normal")).isEqualTo(file.people().size());
    assertThat(cycle.directoryObjects("Obsolete")).isZero();
    assertThat(cycle.directoryObjects("PendingProvisioning")).isZero();
  }

  private void assertDirectoryEqualsFile(IdentityCycle cycle) {
    assertThat(directory.people()).isEqualTo(ExpectedDirectory.of(file));
    assertThat(cycle.pendingExports()).isEqualTo("0");
  }

  /** Every counter but that of unchanged objects is zero, in every step. */
  private static void assertNothingToDo(IdentityCycle.Schedule schedule) {
    for (Map<String, Integer> totals : schedule.run()) {
      assertThat(totals.keySet()).isSubsetOf("totalUnchanged", "totalObjectsProcessed");
    }
  }
}
