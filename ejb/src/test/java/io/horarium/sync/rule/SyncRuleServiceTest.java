package io.horarium.sync.rule;

import static io.horarium.sync.rule.RuleFixture.ADA;
import static io.horarium.sync.rule.RuleFixture.attribute;
import static io.horarium.sync.rule.RuleFixture.counted;
import static io.horarium.sync.rule.RuleFixture.evaluate;
import static io.horarium.sync.rule.RuleFixture.join;
import static io.horarium.sync.rule.RuleFixture.map;
import static io.horarium.sync.rule.RuleFixture.mvType;
import static io.horarium.sync.rule.RuleFixture.mvo;
import static io.horarium.sync.rule.RuleFixture.named;
import static io.horarium.sync.rule.RuleFixture.ownAttribute;
import static io.horarium.sync.rule.RuleFixture.rule;
import static io.horarium.sync.rule.RuleFixture.system;
import static io.horarium.sync.rule.RuleFixture.takeDrift;
import static io.horarium.sync.rule.RuleFixture.typeOf;
import static io.horarium.sync.rule.RuleFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.ConnectedSystemDeleting;
import io.horarium.connector.DataType;
import io.horarium.platform.RecordListing;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Synchronisation rules on a real PostgreSQL: their life, and what it means for other systems. */
class SyncRuleServiceTest {

  private static final RecordListing ALL = new RecordListing(null, false, null, 0, 1000);

  private int system;

  @BeforeEach
  void makeSystem() {
    system = system();
  }

  private SyncRuleView create(Direction direction, SyncRuleChange values) {
    int type = typeOf(system);
    int user = mvType("User");
    return with(
        f -> f.syncRules().create(new SyncRuleSubject(system, type, user, direction), values, ADA));
  }

  private static SyncRuleChange flags(Boolean projects, Boolean provisions, Boolean enabled) {
    return new SyncRuleChange(
        named().name(), null, projects, provisions, enabled, null, null, null);
  }

  @Test
  void aNewRuleHasTheDefaultsOfTheContract() {
    var imports = create(Direction.Import, named());
    var exports = create(Direction.Export, named());

    assertThat(imports.enabled()).isTrue();
    assertThat(imports.enforceState()).isTrue();
    assertThat(imports.projectToMetaverse()).isFalse();
    assertThat(imports.provisionToConnectedSystem()).isNull();
    assertThat(imports.outboundDeprovisionAction()).isEqualTo(DeprovisionAction.Disconnect);
    assertThat(imports.inboundOutOfScopeAction()).isEqualTo(OutOfScopeAction.Disconnect);
    assertThat(imports.connectedSystemObjectTypeName()).isEqualTo("person");
    assertThat(imports.metaverseObjectTypeName()).isEqualTo("User");
    assertThat(imports.order()).isZero();
    assertThat(exports.projectToMetaverse()).isNull();
    assertThat(exports.provisionToConnectedSystem()).isFalse();
    assertThat(exports.order()).isEqualTo(1);
  }

  @Test
  void theSettingOfTheOtherDirectionIsDropped() {
    var imports = create(Direction.Import, flags(true, true, null));
    var exports = create(Direction.Export, flags(true, true, null));

    assertThat(imports.projectToMetaverse()).isTrue();
    assertThat(imports.provisionToConnectedSystem()).isNull();
    assertThat(exports.projectToMetaverse()).isNull();
    assertThat(exports.provisionToConnectedSystem()).isTrue();
    assertThat(
            counted(
                "select count(*) from horarium.sync_rule where id = ? and" + " provision_to_system",
                imports.id()))
        .isZero();
  }

  @Test
  void onlyWhatIsGivenChanges() {
    var rule = create(Direction.Import, flags(true, null, null));
    var change =
        new SyncRuleChange(
            null, " People ", null, null, false, false, null, OutOfScopeAction.RemainJoined);

    var changed = with(f -> f.syncRules().update(rule.id(), change, ADA));
    var blanked =
        with(
            f ->
                f.syncRules()
                    .update(
                        rule.id(),
                        new SyncRuleChange(null, " ", null, null, null, null, null, null),
                        ADA));

    assertThat(changed.name()).isEqualTo(rule.name());
    assertThat(changed.description()).isEqualTo("People");
    assertThat(changed.projectToMetaverse()).isTrue();
    assertThat(changed.enabled()).isFalse();
    assertThat(changed.enforceState()).isFalse();
    assertThat(changed.inboundOutOfScopeAction()).isEqualTo(OutOfScopeAction.RemainJoined);
    assertThat(blanked.description()).isNull();
    assertThat(blanked.enabled()).isFalse();
  }

  @Test
  void whatIsUnknownIsA400AndATakenNameA409() {
    int type = typeOf(system);
    int user = mvType("User");
    String taken = create(Direction.Import, named()).name();

    for (var subject :
        List.of(
            new SyncRuleSubject(999_999, type, user, Direction.Import),
            new SyncRuleSubject(system, 999_999, user, Direction.Import),
            new SyncRuleSubject(system, typeOf(system()), user, Direction.Import),
            new SyncRuleSubject(system, type, 999_999, Direction.Import))) {
      assertThatThrownBy(() -> with(f -> f.syncRules().create(subject, named(), ADA)))
          .isInstanceOf(InvalidInput.class);
    }
    var same =
        new SyncRuleChange(
            taken.toUpperCase(Locale.ROOT), null, null, null, null, null, null, null);
    assertThatThrownBy(() -> create(Direction.Export, same)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> with(f -> f.syncRules().get(999_999))).isInstanceOf(NotFound.class);
  }

  @Test
  void theListFilters() {
    var projects = create(Direction.Import, flags(true, null, null));
    var provisions = create(Direction.Export, flags(null, true, null));
    var flows = create(Direction.Export, flags(null, null, false));

    assertThat(ids(Set.of(), Set.of(), Set.of(), null))
        .containsExactlyInAnyOrder(projects.id(), provisions.id(), flows.id());
    assertThat(ids(Set.of(Direction.Import), Set.of(), Set.of(), null))
        .containsExactly(projects.id());
    assertThat(ids(Set.of(), Set.of(SyncRuleFilter.ActionType.FlowOnly), Set.of(), null))
        .containsExactly(flows.id());
    assertThat(
            ids(
                Set.of(),
                Set.of(SyncRuleFilter.ActionType.Provisions, SyncRuleFilter.ActionType.Projects),
                Set.of(SyncRuleFilter.Status.Enabled),
                null))
        .containsExactlyInAnyOrder(projects.id(), provisions.id());
    assertThat(ids(Set.of(), Set.of(), Set.of(SyncRuleFilter.Status.Disabled), null))
        .containsExactly(flows.id());
    assertThat(
            ids(Set.of(), Set.of(), Set.of(), flows.name().substring(6).toUpperCase(Locale.ROOT)))
        .containsExactly(flows.id());
  }

  private List<Integer> ids(
      Set<Direction> directions,
      Set<SyncRuleFilter.ActionType> actions,
      Set<SyncRuleFilter.Status> statuses,
      String search) {
    var filter = new SyncRuleFilter(Set.of(system), directions, actions, statuses, search);
    return with(f -> f.syncRules().list(filter, ALL)).items().stream()
        .map(SyncRuleView::id)
        .toList();
  }

  @Test
  void aChangeThatMattersAsksForAFullSynchronisation() {
    int rule = rule(system, Direction.Import);
    assertThat(takeDrift(system)).isTrue();

    with(
        f ->
            f.syncRules()
                .update(
                    rule,
                    new SyncRuleChange(null, "text only", null, null, null, null, null, null),
                    ADA));
    assertThat(takeDrift(system)).isFalse();

    with(f -> f.syncRules().update(rule, flags(true, null, null), ADA));
    assertThat(takeDrift(system)).isTrue();
  }

  @Test
  void anExportRuleConcernsTheSystemsThatMakeItsObjects() {
    int target = system();
    rule(system, Direction.Import);
    takeDrift(system);
    takeDrift(target);

    rule(target, Direction.Export);

    assertThat(takeDrift(system)).isTrue();
    assertThat(takeDrift(target)).isTrue();
  }

  @Test
  void deletingARuleTakesAllWithItAndHasItsObjectsLookedAt() {
    int mail = ownAttribute(DataType.Text);
    int rule = rule(system, Direction.Import);
    int other = rule(system(), Direction.Import);
    map(rule, mail, attribute(system, "mail", "Text"));
    int remaining = evaluate(other, mail, "\"x\"").id();
    with(f -> f.scoping().createGroup(rule, null, GroupType.All, 0, ADA));
    UUID joined = mvo(mvType("User"), "{}");
    join(system, joined);
    UUID stranger = mvo(mvType("User"), "{}");

    with(
        f -> {
          f.syncRules().delete(rule, ADA);
          return null;
        });

    assertThat(counted("select count(*) from horarium.sync_mapping where sync_rule_id = ?", rule))
        .isZero();
    assertThat(checked(joined)).isTrue();
    assertThat(checked(stranger)).isFalse();
    assertThat(with(f -> f.mappings().get(other, remaining)).priority())
        .as("the only contributor that is left")
        .isEqualTo(Mapping.SOLE);
    assertThatThrownBy(() -> with(f -> f.syncRules().get(rule))).isInstanceOf(NotFound.class);
  }

  private static boolean checked(UUID mvo) {
    return with(
        f -> f.number("select deletion_check::integer from horarium.mvo where id = ?", mvo) == 1);
  }

  @Test
  void deletingASystemTakesItsRulesAndConcernsItsNeighbours() {
    int neighbour = system();
    int rule = rule(system, Direction.Import);
    rule(neighbour, Direction.Export);
    UUID joined = mvo(mvType("User"), "{}");
    join(system, joined);
    takeDrift(neighbour);

    with(
        f -> {
          new DeletedSystems(f.store(), f.configuration())
              .deleting(new ConnectedSystemDeleting(system));
          return null;
        });

    assertThat(checked(joined)).isTrue();
    assertThat(takeDrift(neighbour)).isTrue();
    assertThatThrownBy(() -> with(f -> f.syncRules().get(rule))).isInstanceOf(NotFound.class);
  }
}
