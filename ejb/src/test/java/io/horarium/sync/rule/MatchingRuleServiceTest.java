package io.horarium.sync.rule;

import static io.horarium.sync.rule.RuleFixture.ADA;
import static io.horarium.sync.rule.RuleFixture.attribute;
import static io.horarium.sync.rule.RuleFixture.listed;
import static io.horarium.sync.rule.RuleFixture.mv;
import static io.horarium.sync.rule.RuleFixture.mvType;
import static io.horarium.sync.rule.RuleFixture.rule;
import static io.horarium.sync.rule.RuleFixture.selected;
import static io.horarium.sync.rule.RuleFixture.system;
import static io.horarium.sync.rule.RuleFixture.takeDrift;
import static io.horarium.sync.rule.RuleFixture.typeOf;
import static io.horarium.sync.rule.RuleFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.MatchingMode;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Matching rules in both places, and the switch between them, on a real PostgreSQL. */
class MatchingRuleServiceTest {

  private int system;
  private int type;
  private int id;
  private int mail;
  private int user;

  @BeforeEach
  void makeSystem() {
    system = system();
    type = typeOf(system);
    id = attribute(system, "id", "Text");
    mail = attribute(system, "mail", "Text");
    user = mvType("User");
  }

  private MatchingRuleInput input(int source, String target) {
    return new MatchingRuleInput(user, mv(target), List.of(source), null, null);
  }

  private MatchingRuleView ofType(int source, String target) {
    var input = input(source, target);
    return with(f -> f.matching().createOfObjectType(system, type, input, ADA));
  }

  private MatchingRuleView ofRule(int rule, int source, String target) {
    var input = input(source, target);
    return with(f -> f.matching().createOfSyncRule(rule, input, ADA));
  }

  private MatchingModeView switchTo(MatchingMode mode) {
    return with(f -> f.modes().change(system, mode, ADA));
  }

  @Test
  void rulesOfATypeAreTriedInTheirOrder() {
    var first = ofType(id, "Employee ID");
    var second = ofType(mail, "Email");

    assertThat(first.order()).isZero();
    assertThat(second.order()).isEqualTo(1);
    assertThat(first.caseSensitive()).isTrue();
    assertThat(first.connectedSystemObjectTypeName()).isEqualTo("person");
    assertThat(first.metaverseObjectTypeName()).isEqualTo("User");
    assertThat(first.syncRuleId()).isNull();
    assertThat(first.sources())
        .singleElement()
        .satisfies(source -> assertThat(source.connectedSystemAttributeName()).isEqualTo("id"));
    assertThat(selected(id)).isTrue();
    assertThat(takeDrift(system)).isTrue();

    var moved =
        with(
            f ->
                f.matching()
                    .updateOfSystem(
                        system,
                        first.id(),
                        new MatchingRuleInput(null, null, null, 5, false),
                        ADA));

    assertThat(moved.caseSensitive()).isFalse();
    assertThat(moved.targetMetaverseAttributeName()).isEqualTo("Employee ID");
    assertThat(listed(f -> f.matching().ofObjectType(system, type)))
        .extracting(MatchingRuleView::id)
        .containsExactly(second.id(), first.id());
    with(
        f -> {
          f.matching().deleteOfSystem(system, second.id(), ADA);
          return null;
        });
    assertThatThrownBy(() -> with(f -> f.matching().getOfSystem(system, second.id())))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void whatCannotMatchIsRefused() {
    int number = attribute(system, "number", "Number");
    int when = attribute(system, "when", "DateTime");
    int foreign = attribute(system(), "id", "Text");

    refused(new MatchingRuleInput(user, mv("Email"), List.of(), null, null), "sources");
    refused(new MatchingRuleInput(user, mv("Email"), List.of(id, mail), null, null), "one");
    refused(new MatchingRuleInput(user, null, List.of(id), null, null), "targetMetaverse");
    refused(new MatchingRuleInput(null, mv("Email"), List.of(id), null, null), "metaverseObject");
    refused(input(number, "Email"), "Number");
    refused(input(when, "Account Expires"), "DateTime");
    refused(input(id, "Group Scope"), "assign");
    for (var input : List.of(input(foreign, "Email"), input(999_999, "Email"))) {
      assertThatThrownBy(() -> with(f -> f.matching().createOfObjectType(system, type, input, ADA)))
          .isInstanceOf(NotFound.class);
    }
    assertThat(listed(f -> f.matching().ofObjectType(system, type))).isEmpty();
  }

  private void refused(MatchingRuleInput input, String word) {
    assertThatThrownBy(() -> with(f -> f.matching().createOfObjectType(system, type, input, ADA)))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.getMessage()).contains(word));
  }

  @Test
  void rulesAreMadeOnlyWhereTheyWork() {
    int imports = rule(system, Direction.Import);
    int exports = rule(system, Direction.Export);

    assertThatThrownBy(() -> ofRule(imports, id, "Email"))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.getMessage()).contains("SyncRule"));
    switchTo(MatchingMode.SyncRule);
    assertThatThrownBy(() -> ofType(id, "Email")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> ofRule(exports, id, "Email"))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.getMessage()).contains("export"));

    var own = ofRule(imports, id, "Email");

    assertThat(own.connectedSystemObjectTypeId()).isZero();
    assertThat(own.metaverseObjectTypeId()).isNull();
    assertThat(own.syncRuleId()).isEqualTo(imports);
    MatchingRuleView read = with(f -> f.matching().getOfSyncRule(imports, own.id()));
    assertThat(read).isEqualTo(own);
  }

  @Test
  void switchingToRulesCopiesThoseOfTheTypeToRulesWithoutAny() {
    int first = rule(system, Direction.Import);
    rule(system, Direction.Export);
    ofType(id, "Employee ID");
    ofType(mail, "Email");
    takeDrift(system);

    var result = switchTo(MatchingMode.SyncRule);
    var again = switchTo(MatchingMode.SyncRule);

    assertThat(result.success()).isTrue();
    assertThat(result.newMode()).isEqualTo(MatchingMode.SyncRule);
    assertThat(result.syncRulesUpdated()).isEqualTo(1);
    assertThat(result.warnings()).isEmpty();
    assertThat(result.objectTypeMigrations())
        .singleElement()
        .satisfies(
            migration -> {
              assertThat(migration.syncRuleCount()).isEqualTo(1);
              assertThat(migration.matchingRulesSet()).isEqualTo(2);
            });
    assertThat(listed(f -> f.matching().ofSyncRule(first)))
        .extracting(MatchingRuleView::targetMetaverseAttributeName)
        .containsExactly("Employee ID", "Email");
    assertThat(listed(f -> f.matching().ofObjectType(system, type))).as("the originals").hasSize(2);
    assertThat(takeDrift(system)).isTrue();
    assertThat(again.syncRulesUpdated()).isZero();
    assertThat(again.objectTypeMigrations()).isEmpty();
  }

  @Test
  void switchingToTypesTakesTheCommonestSetAndTellsOfOthers() {
    switchTo(MatchingMode.SyncRule);
    int odd = rule(system, Direction.Import);
    int second = rule(system, Direction.Import);
    int third = rule(system, Direction.Import);
    ofRule(odd, mail, "Email");
    ofRule(second, id, "Employee ID");
    ofRule(third, id, "Employee ID");

    var result = switchTo(MatchingMode.ConnectedSystem);

    assertThat(result.syncRulesUpdated()).isEqualTo(3);
    assertThat(result.objectTypesUpdated()).isEqualTo(1);
    assertThat(result.warnings()).hasSize(1);
    assertThat(result.objectTypeMigrations().get(0).rulesDiverged()).isTrue();
    assertThat(result.objectTypeMigrations().get(0).uniqueSyncRuleConfigurations()).isEqualTo(2);
    assertThat(listed(f -> f.matching().ofObjectType(system, type)))
        .extracting(MatchingRuleView::targetMetaverseAttributeName)
        .containsExactly("Employee ID");
    assertThat(listed(f -> f.matching().ofSyncRule(odd))).isEmpty();
  }

  @Test
  void rulesOfTheTypeStayWhenTheyAreThereAlready() {
    int imports = rule(system, Direction.Import);
    ofType(id, "Employee ID");
    switchTo(MatchingMode.SyncRule);
    ofRule(imports, mail, "Email");

    var result = switchTo(MatchingMode.ConnectedSystem);

    assertThat(result.objectTypesUpdated()).isZero();
    assertThat(result.syncRulesUpdated()).isEqualTo(1);
    assertThat(listed(f -> f.matching().ofObjectType(system, type)))
        .extracting(MatchingRuleView::targetMetaverseAttributeName)
        .containsExactly("Employee ID");
  }
}
