package io.horarium.sync.rule;

import static io.horarium.sync.rule.RuleFixture.ADA;
import static io.horarium.sync.rule.RuleFixture.attribute;
import static io.horarium.sync.rule.RuleFixture.mv;
import static io.horarium.sync.rule.RuleFixture.ownAttribute;
import static io.horarium.sync.rule.RuleFixture.rule;
import static io.horarium.sync.rule.RuleFixture.selected;
import static io.horarium.sync.rule.RuleFixture.system;
import static io.horarium.sync.rule.RuleFixture.takeDrift;
import static io.horarium.sync.rule.RuleFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.DataType;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.CriterionInput.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scoping criteria on a real PostgreSQL (contract/jim-sync.md 6). */
class ScopingServiceTest {

  private static final Values NONE = new Values(null, null, null, null, null, null, null);

  private int system;
  private int exports;
  private int group;

  @BeforeEach
  void makeGroup() {
    system = system();
    exports = rule(system, Direction.Export);
    group = with(f -> f.scoping().createGroup(exports, null, GroupType.All, 0, ADA).id());
  }

  private static Values text(String value) {
    return new Values(value, null, null, null, null, null, null);
  }

  private static CriterionInput input(int mvAttribute, ComparisonType comparison, Values values) {
    return new CriterionInput(mvAttribute, null, comparison, values, null, null, null, null, null);
  }

  private ScopeCriterionView create(int mvAttribute, ComparisonType comparison, Values values) {
    return with(
        f ->
            f.scoping()
                .createCriterion(exports, group, input(mvAttribute, comparison, values), ADA));
  }

  private static String stored(int criterion) {
    return with(
        f ->
            f.sql()
                .first(
                    "select value from horarium.scope_criterion where id = ?",
                    row -> row.getString(1),
                    criterion)
                .orElse(null));
  }

  @Test
  void groupsNestAndShowInTheirOrder() {
    int second = with(f -> f.scoping().createGroup(exports, null, GroupType.Any, 2, ADA).id());
    int child = with(f -> f.scoping().createGroup(exports, second, GroupType.All, 1, ADA).id());
    with(f -> f.scoping().createGroup(exports, child, GroupType.Any, 0, ADA));

    with(f -> f.scoping().updateGroup(exports, group, GroupType.Any, 3, ADA));
    var roots = with(f -> f.scoping().list(exports));

    assertThat(roots).extracting(ScopeGroupView::id).containsExactly(second, group);
    assertThat(roots.get(1).type()).isEqualTo(GroupType.Any);
    assertThat(roots.get(0).childGroups()).extracting(ScopeGroupView::id).containsExactly(child);
    assertThat(roots.get(0).childGroups().get(0).childGroups()).hasSize(1);
    assertThat(with(f -> f.scoping().get(exports, child)).childGroups()).hasSize(1);

    with(
        f -> {
          f.scoping().deleteGroup(exports, child, ADA);
          return null;
        });
    assertThat(with(f -> f.scoping().get(exports, second)).childGroups()).isEmpty();
    assertThatThrownBy(() -> with(f -> f.scoping().get(exports, child)))
        .isInstanceOf(NotFound.class);
    int other = rule(system, Direction.Export);
    assertThatThrownBy(() -> with(f -> f.scoping().get(other, group))).isInstanceOf(NotFound.class);
  }

  @Test
  void valuesAreStoredInTheirCanonicalForm() {
    int number = ownAttribute(DataType.Number);
    int big = ownAttribute(DataType.LongNumber);
    int decimal = ownAttribute(DataType.Decimal);
    int instant = ownAttribute(DataType.DateTime);
    int bool = ownAttribute(DataType.Boolean);
    int guid = ownAttribute(DataType.Guid);
    UUID id = UUID.fromString("0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01");
    Instant at = Instant.parse("2026-03-01T06:00:00Z");

    var text = create(mv("Email"), ComparisonType.EndsWith, text(" @x.org"));
    var ofNumber =
        create(number, ComparisonType.LessThan, new Values(null, -7, null, null, null, null, null));
    var ofBig =
        create(big, ComparisonType.Equals, new Values(null, 7, null, null, null, null, null));
    var ofDecimal =
        create(
            decimal,
            ComparisonType.GreaterThan,
            new Values(null, null, null, new BigDecimal("1.500"), null, null, null));
    var ofInstant =
        create(
            instant,
            ComparisonType.GreaterThanOrEquals,
            new Values(null, null, null, null, at, null, null));
    var ofBool =
        create(bool, ComparisonType.Equals, new Values(null, null, null, null, null, true, null));
    var ofGuid =
        create(guid, ComparisonType.NotEquals, new Values(null, null, null, null, null, null, id));

    assertThat(stored(text.id())).isEqualTo(" @x.org");
    assertThat(stored(ofNumber.id())).isEqualTo("-7");
    assertThat(ofNumber.intValue()).isEqualTo(-7);
    assertThat(ofBig.longValue()).isEqualTo(7L);
    assertThat(ofBig.intValue()).isNull();
    assertThat(stored(ofDecimal.id())).isEqualTo("1.5");
    assertThat(ofDecimal.decimalValue()).isEqualByComparingTo("1.5");
    assertThat(ofInstant.dateTimeValue()).isEqualTo(at);
    assertThat(stored(ofBool.id())).isEqualTo("true");
    assertThat(ofGuid.guidValue()).isEqualTo(id);
    assertThat(text.caseSensitive()).isTrue();
    assertThat(text.valueMode()).isEqualTo(ValueMode.Absolute);
    assertThat(text.metaverseAttributeName()).isEqualTo("Email");
  }

  @ParameterizedTest
  @CsvSource({
    "Text,LessThan", "Number,Contains", "DateTime,StartsWith", "Boolean,GreaterThan",
    "Guid,Contains", "Binary,StartsWith", "Reference,LessThan", "Decimal,NotContains"
  })
  void aComparisonSuitsTheType(DataType type, ComparisonType comparison) {
    int attribute = ownAttribute(type);

    assertField(attribute, comparison, text("1"), "comparisonType");
  }

  @Test
  void absenceAndPresenceAreAskedWithoutAValue() {
    for (DataType type : DataType.values()) {
      if (type != DataType.NotSet) {
        int attribute = ownAttribute(type);
        var absent = create(attribute, ComparisonType.Equals, NONE);
        create(attribute, ComparisonType.NotEquals, NONE);
        assertThat(stored(absent.id())).isNull();
      }
    }
    assertField(mv("Email"), ComparisonType.StartsWith, NONE, "stringValue");
    assertField(mv("Email"), ComparisonType.Equals, text(""), "stringValue");
    assertField(mv("Photo"), ComparisonType.Equals, text("x"), "stringValue");
    assertField(mv("Manager"), ComparisonType.Equals, text("x"), "stringValue");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    var number = new Values(null, 1, null, null, null, null, null);
    var two = new Values(null, 1, 1L, null, null, null, null);
    var huge = new Values(null, null, 5_000_000_000L, null, null, null, null);

    assertField(mv("Email"), ComparisonType.Equals, number, "intValue");
    assertField(mv("Employee Number"), ComparisonType.Equals, text("1"), "stringValue");
    assertField(mv("Employee Number"), ComparisonType.Equals, huge, "longValue");
    assertThatThrownBy(() -> create(mv("Employee Number"), ComparisonType.Equals, two))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void instantsRelativeToTheRunAreRefused() {
    int attribute = mv("Employee Start Date");
    var relative =
        new CriterionInput(
            attribute,
            null,
            ComparisonType.LessThan,
            NONE,
            null,
            ValueMode.Relative,
            30,
            "Days",
            "Ago");
    var parts =
        new CriterionInput(
            attribute, null, ComparisonType.Equals, NONE, null, null, 30, null, null);

    assertThatThrownBy(() -> with(f -> f.scoping().createCriterion(exports, group, relative, ADA)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsKey("valueMode"));
    assertThatThrownBy(() -> with(f -> f.scoping().createCriterion(exports, group, parts, ADA)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsKey("relativeCount"));
    assertThat(with(f -> f.scoping().get(exports, group)).criteria()).isEmpty();
  }

  @Test
  void theAttributeIsOneOfTheRulesType() {
    int imports = rule(system, Direction.Import);
    int importGroup = with(f -> f.scoping().createGroup(imports, null, GroupType.All, 0, ADA).id());
    int department = attribute(system, "department", "Text");
    int foreign = attribute(system(), "department", "Text");

    var criterion =
        with(
            f ->
                f.scoping()
                    .createCriterion(
                        imports,
                        importGroup,
                        new CriterionInput(
                            mv("Email"),
                            department,
                            ComparisonType.Equals,
                            text("HR"),
                            false,
                            ValueMode.Absolute,
                            null,
                            null,
                            null),
                        ADA));

    assertThat(criterion.connectedSystemAttributeName()).isEqualTo("department");
    assertThat(criterion.metaverseAttributeId()).isNull();
    assertThat(criterion.caseSensitive()).isFalse();
    assertThat(selected(department)).isTrue();
    for (int unknown : new int[] {foreign, 999_999}) {
      var input =
          new CriterionInput(
              null, unknown, ComparisonType.Equals, text("x"), null, null, null, null, null);
      assertThatThrownBy(
              () -> with(f -> f.scoping().createCriterion(imports, importGroup, input, ADA)))
          .isInstanceOf(NotFound.class);
    }
    assertThatThrownBy(() -> create(mv("Group Scope"), ComparisonType.Equals, text("x")))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                with(
                    f ->
                        f.scoping()
                            .createCriterion(
                                imports,
                                importGroup,
                                input(mv("Email"), ComparisonType.Equals, NONE),
                                ADA)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.fieldMessages()).containsKey("connectedSystemAttributeId"));
  }

  @Test
  void aCriterionIsReplacedWholeAndDeleted() {
    int id = create(mv("Email"), ComparisonType.StartsWith, text("a")).id();
    takeDrift(system);

    var replaced =
        with(
            f ->
                f.scoping()
                    .updateCriterion(
                        exports,
                        group,
                        id,
                        input(mv("Display Name"), ComparisonType.NotEquals, NONE),
                        ADA));
    assertThat(replaced.stringValue()).isNull();
    assertThat(replaced.metaverseAttributeName()).isEqualTo("Display Name");
    assertThat(takeDrift(system)).isTrue();

    with(
        f -> {
          f.scoping().deleteCriterion(exports, group, id, ADA);
          return null;
        });
    assertThat(with(f -> f.scoping().get(exports, group)).criteria()).isEmpty();
    assertThat(takeDrift(system)).isTrue();
    assertThatThrownBy(
            () ->
                with(
                    f -> {
                      f.scoping().deleteCriterion(exports, group, id, ADA);
                      return null;
                    }))
        .isInstanceOf(NotFound.class);
  }

  private void assertField(
      int attribute, ComparisonType comparison, Values values, String property) {
    assertThatThrownBy(() -> create(attribute, comparison, values))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsKey(property));
  }
}
