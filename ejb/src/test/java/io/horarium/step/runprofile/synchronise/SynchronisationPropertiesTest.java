package io.horarium.step.runprofile.synchronise;

import static io.horarium.step.runprofile.synchronise.SyncFixture.BADGE;
import static io.horarium.step.runprofile.synchronise.SyncFixture.DIRECTORY;
import static io.horarium.step.runprofile.synchronise.SyncFixture.HR;
import static org.assertj.core.api.Assertions.assertThat;

import io.horarium.connectedsystem.RunType;
import io.horarium.metaverse.MvDocument;
import io.horarium.metaverse.MvValue;
import io.horarium.step.ChunkDriver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** What holds whatever happens (contract/sync-engine.md 2.3 and 11). */
class SynchronisationPropertiesTest {

  /** One thing that happens to one of five people in one of the systems. */
  record Event(Kind kind, int system, int person, int variant) {
    enum Kind {
      IMPORTED,
      GONE,
      REFERS,
      SYNCHRONISED,
      EXPORTED
    }

    void happen(SyncFixture systems) {
      String name = "E" + person;
      boolean there =
          systems.database.number(
                  "select count(*) from horarium.cso where system_id = ? and anchor = ?",
                  system,
                  name)
              > 0;
      switch (kind) {
        case IMPORTED -> {
          String[] values = {
            "displayName=Name " + variant, "dept=D" + variant % 2, "mail=" + name + "@x" + variant
          };
          if (there) {
            systems.change(system, name, values);
          } else {
            systems.object(system, name, values);
          }
        }
        case GONE -> systems.gone(system, name);
        case REFERS -> {
          String other = "E" + (1 + (person + variant) % 5);
          boolean otherThere =
              systems.database.number(
                      "select count(*) from horarium.cso where system_id = ? and anchor = ?",
                      system,
                      other)
                  > 0;
          if (there && otherThere) {
            systems.sql(
                "delete from horarium.cso_ref where cso_id in (select id from horarium.cso where system_id = ? and anchor = ?)",
                system,
                name);
            systems.reference(system, name, "manager", other);
          }
        }
        case SYNCHRONISED -> systems.delta(system);
        case EXPORTED -> systems.exported();
      }
    }
  }

  @Provide
  Arbitrary<List<Event>> histories() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(Event.Kind.IMPORTED)),
                Tuple.of(2, Arbitraries.just(Event.Kind.GONE)),
                Tuple.of(2, Arbitraries.just(Event.Kind.REFERS)),
                Tuple.of(2, Arbitraries.just(Event.Kind.SYNCHRONISED)),
                Tuple.of(1, Arbitraries.just(Event.Kind.EXPORTED))),
            Arbitraries.of(HR, BADGE),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(0, 3))
        .as(Event::new)
        .list()
        .ofMinSize(3)
        .ofMaxSize(25);
  }

  /** Both sources contribute; each is the stronger one for something. */
  private static SyncFixture configured() {
    SyncFixture systems = new SyncFixture().inBatchesOf(2);
    int hr =
        systems.importRule(
            HR,
            "employeeId > Employee ID",
            "displayName > Display Name",
            "dept > Department",
            "manager > Manager");
    int badge =
        systems.importRule(
            BADGE,
            "employeeId > Employee ID",
            "displayName > Display Name",
            "mail > Email",
            "manager > Manager");
    for (String attribute : List.of("Employee ID", "Display Name", "Manager")) {
      systems.priority(hr, attribute, attribute.equals("Display Name") ? 2 : 1);
      systems.priority(badge, attribute, attribute.equals("Display Name") ? 1 : 2);
    }
    systems.matching(HR, "employeeId = Employee ID", true);
    systems.matching(BADGE, "employeeId = Employee ID", true);
    int export =
        systems.exportRule(
            DIRECTORY,
            "Employee ID > dn",
            "Display Name > cn",
            "Email > mail",
            "Department > employeeNumber",
            "Manager > manager");
    systems.scope(export, false, DIRECTORY, "Employee ID", "NotEquals", null);
    return systems;
  }

  /** Every system until nothing is pending and references have settled. */
  private static void settle(SyncFixture systems, int... order) {
    for (int round = 0; round < 4; round++) {
      for (int system : order) {
        systems.delta(system);
      }
    }
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void computingTheMetaverseAgainChangesNothing(@ForAll("histories") List<Event> history) {
    // given
    SyncFixture systems = configured();

    // when
    history.forEach(event -> event.happen(systems));
    settle(systems, HR, BADGE);

    // then
    assertThat(storedValues(systems)).isEqualTo(computedValues(systems));
    assertThat(
            systems.database.number(
                "select count(*) from horarium.contribution c where not exists (select 1 from horarium.mvo m where m.id = c.mvo_id)"))
        .isZero();
    assertThat(
            systems.database.number(
                "select count(*) from horarium.mvo_ref r where not exists (select 1 from horarium.mvo m where m.id = r.target_mvo_id)"))
        .isZero();
    assertThat(
            systems.database.number(
                "select count(*) from horarium.cso c where (c.mvo_id is not null) and not exists (select 1 from horarium.mvo m where m.id = c.mvo_id)"))
        .isZero();
    assertThat(
            systems.database.number(
                "select count(*) from (select 1 from horarium.cso where mvo_id is not null group by mvo_id, object_type_id having count(*) > 1) x"))
        .isZero();

    // and a full synchronisation finds nothing to do
    List<String> before = systems.versions();
    for (int system : new int[] {HR, BADGE, DIRECTORY}) {
      systems.full(system);
      assertThat(systems.counters()).as(() -> systems.items().toString()).isEmpty();
    }
    assertThat(systems.versions()).isEqualTo(before);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void theOrderOfRunsDoesNotMatter(@ForAll("histories") List<Event> history) {
    // given
    List<Event> imports =
        history.stream()
            .filter(
                event -> event.kind() != Event.Kind.SYNCHRONISED && event.kind() != Event.Kind.GONE)
            .toList();
    SyncFixture first = configured();
    imports.forEach(event -> event.happen(first));
    settle(first, HR, BADGE);
    List<String> expected = first.values();

    // when
    SyncFixture second = configured();
    imports.forEach(event -> event.happen(second));
    settle(second, BADGE, HR);

    // then
    assertThat(second.values()).isEqualTo(expected);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void aKilledRunEndsAsIfItHadNotBeen(
      @ForAll("histories") List<Event> history, @ForAll("chunks") int killAt) {
    // given
    SyncFixture calm = configured();
    history.forEach(event -> event.happen(calm));
    calm.full(HR);
    Map<String, Long> counters = calm.counters();
    List<String> metaverse = calm.metaverse();
    List<String> exports = calm.exports();
    List<String> items = calm.items();

    // when
    SyncFixture systems = configured();
    history.forEach(event -> event.happen(systems));
    systems.begin();
    ChunkDriver driver = systems.driver().killedAt(killAt);
    boolean killed = false;
    try {
      driver.run(systems.work(RunType.FullSynchronisation, HR));
    } catch (ChunkDriver.Killed e) {
      killed = true;
    }
    if (killed) {
      driver.killedAt(Integer.MAX_VALUE).run(systems.work(RunType.FullSynchronisation, HR));
    }

    // then
    assertThat(systems.counters()).isEqualTo(counters);
    assertThat(systems.metaverse()).isEqualTo(metaverse);
    assertThat(systems.exports()).isEqualTo(exports);
    assertThat(systems.items()).isEqualTo(items);
  }

  @Provide
  Arbitrary<Integer> chunks() {
    return Arbitraries.integers().between(1, 6);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void theSizeOfBatchesDoesNotShow(@ForAll("histories") List<Event> history) {
    // given
    SyncFixture small = configured().inBatchesOf(1);
    history.forEach(event -> event.happen(small));
    small.full(HR);
    Map<String, Long> counters = small.counters();
    List<String> metaverse = small.metaverse();
    List<String> exports = small.exports();

    // when
    SyncFixture large = configured().inBatchesOf(1);
    history.forEach(event -> event.happen(large));
    large.inBatchesOf(100).full(HR);

    // then
    assertThat(large.metaverse()).isEqualTo(metaverse);
    assertThat(large.exports()).isEqualTo(exports);
    assertThat(large.counters()).isEqualTo(counters);
  }

  private static Map<String, Map<Integer, MvValue>> storedValues(SyncFixture systems) {
    Map<String, Map<Integer, MvValue>> stored = new HashMap<>();
    systems.database.list(
        "select id::text, attrs from horarium.mvo",
        row -> stored.put(row.getString(1), MvDocument.values(row.getString(2))));
    systems.database.list(
        "select mvo_id::text, mv_attribute_id, target_mvo_id::text, rule_id, system_id from horarium.mvo_ref",
        row ->
            stored
                .get(row.getString(1))
                .put(
                    row.getInt(2),
                    new MvValue(List.of(row.getString(3)), row.getInt(4), row.getInt(5))));
    return stored;
  }

  /** The rule of 8.6 written down once more, as plainly as can be. */
  private static Map<String, Map<Integer, MvValue>> computedValues(SyncFixture systems) {
    record Offered(
        String mvo, int attribute, int priority, int rule, int system, List<String> values) {}
    Map<String, Integer> priorities = new HashMap<>();
    systems.database.list(
        "select sync_rule_id || '/' || target_mv_attribute_id, priority from horarium.sync_mapping where target_mv_attribute_id is not null",
        row -> priorities.put(row.getString(1), row.getInt(2)));
    List<Offered> offered = new ArrayList<>();
    systems.database.list(
        "select mvo_id::text, rule_id, system_id, attrs, refs from horarium.contribution",
        row -> {
          Map<Integer, List<String>> values = new HashMap<>();
          MvDocument.offers(row.getString(4), values);
          MvDocument.offers(row.getString(5), values);
          int rule = row.getInt(2);
          int system = row.getInt(3);
          String mvo = row.getString(1);
          values.forEach(
              (attribute, texts) ->
                  offered.add(
                      new Offered(
                          mvo,
                          attribute,
                          priorities.get(rule + "/" + attribute),
                          rule,
                          system,
                          texts)));
          return null;
        });
    offered.sort(
        (a, b) ->
            a.priority() != b.priority()
                ? Integer.compare(b.priority(), a.priority())
                : Integer.compare(b.rule(), a.rule()));
    Map<String, Map<Integer, MvValue>> computed = new HashMap<>();
    systems.database.list(
        "select id::text from horarium.mvo",
        row -> computed.put(row.getString(1), new HashMap<>()));
    offered.forEach(
        offer ->
            computed
                .get(offer.mvo())
                .put(offer.attribute(), new MvValue(offer.values(), offer.rule(), offer.system())));
    return computed;
  }
}
