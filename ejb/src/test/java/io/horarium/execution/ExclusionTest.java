package io.horarium.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.activity.ActivityStore;
import io.horarium.platform.Database;
import io.horarium.testdb.History;
import io.horarium.testdb.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may run beside whom (contract/sync-engine.md 3.5), against a real PostgreSQL. */
class ExclusionTest {

  private static final int METAVERSE = 0;

  private final Database database = TestDatabase.database();
  private final MemberStore members = new MemberStore(database, new ActivityStore(database));

  @BeforeEach
  void emptyDatabase() {
    TestDatabase.clear();
  }

  private Member member() {
    UUID execution = History.execution("2026-03-01T06:00:00Z").insert();
    UUID activity = History.activity("2026-03-01T06:00:00Z").insert();
    UUID id = History.step(execution, 0, 0).with("activity_id", activity).insert();
    return members.open(id).orElseThrow();
  }

  private List<Integer> held(Member member) {
    return database.list(
        "select system_id from horarium.system_lease where step_execution_id = ? order by system_id",
        row -> row.getInt(1),
        member.id());
  }

  @Test
  void oneSynchronisationAtATime() {
    // given
    Member first = member();
    Member second = member();

    // when
    boolean began = members.admit(first, Set.of(METAVERSE, 1, 3));
    boolean other = members.admit(second, Set.of(METAVERSE, 2));

    // then: all of it or nothing
    assertThat(began).isTrue();
    assertThat(other).isFalse();
    assertThat(held(first)).containsExactly(METAVERSE, 1, 3);
    assertThat(held(second)).isEmpty();
  }

  @Test
  void aSynchronisationKeepsOutRunsOfTheSystemsItWritesTo() {
    // given
    Member synchronisation = member();
    members.admit(synchronisation, Set.of(METAVERSE, 1, 3));

    // when
    boolean target = members.admit(member(), Set.of(3));
    boolean own = members.admit(member(), Set.of(1));
    boolean another = members.admit(member(), Set.of(2));

    // then
    assertThat(target).isFalse();
    assertThat(own).isFalse();
    assertThat(another).isTrue();
  }

  @Test
  void aSynchronisationWaitsForARunOfATarget() {
    // given
    Member export = member();
    members.admit(export, Set.of(3));
    Member synchronisation = member();

    // when
    boolean before = members.admit(synchronisation, Set.of(METAVERSE, 1, 3));
    members.cancelled(export);
    boolean after = members.admit(synchronisation, Set.of(METAVERSE, 1, 3));

    // then: waiting held nothing
    assertThat(before).isFalse();
    assertThat(after).isTrue();
  }

  @Test
  void theEndGivesEverythingBack() {
    // given
    Member synchronisation = member();
    members.admit(synchronisation, Set.of(METAVERSE, 1, 3));

    // when
    members.cancelled(synchronisation);

    // then
    assertThat(held(synchronisation)).isEmpty();
  }

  @Test
  void anAttemptThatGoesOnHasItsOwnAlready() {
    // given
    Member synchronisation = member();
    members.admit(synchronisation, Set.of(METAVERSE, 1));

    // when: the configuration has another target meanwhile
    boolean again = members.admit(synchronisation, Set.of(METAVERSE, 1, 3));

    // then
    assertThat(again).isTrue();
    assertThat(held(synchronisation)).containsExactly(METAVERSE, 1, 3);
  }

  @Test
  void aRunThatLeftItsLeaseBehindKeepsNobodyOut() {
    // given
    Member dead = member();
    members.admit(dead, Set.of(METAVERSE, 1));
    database.update(
        "update horarium.step_execution set completed_at = now(), status = 'Failed' where id = ?",
        dead.id());

    // when
    boolean began = members.admit(member(), Set.of(METAVERSE, 1));

    // then
    assertThat(began).isTrue();
  }
}
