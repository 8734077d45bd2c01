package io.horarium.sync.rule;

import static io.horarium.sync.rule.RuleFixture.ADA;
import static io.horarium.sync.rule.RuleFixture.attribute;
import static io.horarium.sync.rule.RuleFixture.evaluate;
import static io.horarium.sync.rule.RuleFixture.listed;
import static io.horarium.sync.rule.RuleFixture.map;
import static io.horarium.sync.rule.RuleFixture.mv;
import static io.horarium.sync.rule.RuleFixture.mvType;
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
import io.horarium.sync.rule.MappingInput.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mappings and priorities on a real PostgreSQL: the table of contract/jim-sync.md 5.2, and more.
 */
class MappingServiceTest {

  private int system;
  private int text;
  private int inbound;
  private int outbound;

  @BeforeEach
  void makeRules() {
    system = system();
    text = attribute(system, "text", "Text");
    inbound = rule(system, Direction.Import);
    outbound = rule(system, Direction.Export);
  }

  private static MappingInput into(Integer target, Source... sources) {
    return new MappingInput(target, null, List.of(sources), null, null, null, null);
  }

  private static MappingInput outTo(Integer target, Source... sources) {
    return new MappingInput(null, target, List.of(sources), null, null, null, null);
  }

  private static Source reading(Integer mvAttribute, Integer attribute) {
    return new Source(mvAttribute, attribute, null, null);
  }

  private void refused(int rule, MappingInput input, String... words) {
    assertThatThrownBy(() -> with(f -> f.mappings().create(rule, input, ADA)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void anInboundMappingShowsAsInTheContractAndSelectsWhatItReads() {
    takeDrift(system);
    int target = ownAttribute(DataType.Text);
    var input =
        new MappingInput(
            target,
            null,
            List.of(reading(null, text)),
            new ValueProcessing(true, true, true),
            CaseNormalisation.Lower,
            false,
            true);

    var mapping = with(f -> f.mappings().create(inbound, input, ADA));

    assertThat(mapping.targetMetaverseAttributeId()).isEqualTo(target);
    assertThat(mapping.targetConnectedSystemAttributeId()).isNull();
    assertThat(mapping.sourceType()).isEqualTo(SourceType.AttributeMapping);
    assertThat(mapping.inboundValueProcessing())
        .isEqualTo("TreatWhitespaceAsNoValue, TrimWhitespace, CollapseInternalWhitespace");
    assertThat(mapping.caseNormalisation()).isEqualTo(CaseNormalisation.Lower);
    assertThat(mapping.priority()).isEqualTo(Integer.MAX_VALUE);
    assertThat(mapping.initialExportOnly()).as("ignored: of the other direction").isFalse();
    assertThat(mapping.sources())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.connectedSystemAttributeName()).isEqualTo("text");
              assertThat(source.expression()).isNull();
              assertThat(source.missingInputBehaviour())
                  .isEqualTo(MissingInputBehaviour.EvaluateAnyway);
            });
    assertThat(selected(text)).isTrue();
    assertThat(takeDrift(system)).isTrue();
    assertThat(listed(f -> f.mappings().list(inbound))).containsExactly(mapping);
  }

  @Test
  void anExpressionBeatsAnAttributeAndSelectsWhatItReads() {
    int other = attribute(system, "other", "Text");
    var input =
        into(ownAttribute(DataType.Text), new Source(null, text, "Upper(cs[\"OTHER\"])", null));

    var mapping = with(f -> f.mappings().create(inbound, input, ADA));

    assertThat(mapping.sourceType()).isEqualTo(SourceType.ExpressionMapping);
    assertThat(mapping.sources().get(0).connectedSystemAttributeId()).isNull();
    assertThat(selected(other)).isTrue();
    assertThat(selected(text)).isFalse();
  }

  @Test
  void whatMaySurpriseIsSaidAtSaveAndLater() {
    var mapping = evaluate(inbound, ownAttribute(DataType.Text), "mv[\"Email\"] + \"!\"");

    assertThat(mapping.warnings()).isNotEmpty();
    MappingView read = with(f -> f.mappings().get(inbound, mapping.id()));
    assertThat(read.warnings()).isEqualTo(mapping.warnings());
  }

  @Test
  void anOutboundMappingHasNoRank() {
    var direct = map(outbound, mv("Display Name"), text);

    assertThat(direct.targetConnectedSystemAttributeName()).isEqualTo("text");
    assertThat(direct.sources().get(0).metaverseAttributeName()).isEqualTo("Display Name");
    assertThat(direct.priority()).isEqualTo(Integer.MAX_VALUE);
    assertThat(selected(text)).isTrue();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    int number = attribute(system, "number", "Number");
    int unset = attribute(system, "unset", "NotSet");
    int secret = attribute(system, "userPassword", "Text");
    int foreign = attribute(system(), "foreign", "Text");
    int email = mv("Email");

    refused(inbound, into(null, reading(null, text)), "targetMetaverseAttributeId");
    refused(outbound, outTo(null, reading(email, null)), "targetConnectedSystemAttributeId");
    refused(inbound, into(email), "sources is empty");
    refused(
        inbound, into(email, reading(null, text), reading(null, number)), "Coalesce", "2 entries");
    refused(inbound, into(email, reading(email, null)), "connectedSystemAttributeId");
    refused(outbound, outTo(text, reading(null, text)), "metaverseAttributeId");
    refused(inbound, into(email, reading(null, foreign)), "does not belong");
    refused(inbound, into(email, reading(null, secret)), "passwords");
    refused(outbound, outTo(secret, reading(email, null)), "passwords");
    refused(inbound, into(email, reading(null, number)), "Number", "Text");
    refused(inbound, into(email, reading(null, unset)), "not set");
    refused(inbound, into(mv("Group Scope"), reading(null, text)), "User", "assign");
    refused(inbound, into(email, new Source(null, null, "x".repeat(10_001), null)), "10001");
    refused(inbound, into(email, new Source(null, null, "Nope(", null)), "sources[0].expression");
    for (var input :
        List.of(into(999_999, reading(null, text)), into(email, reading(null, 999_999)))) {
      assertThatThrownBy(() -> with(f -> f.mappings().create(inbound, input, ADA)))
          .isInstanceOf(NotFound.class);
    }
    assertThat(listed(f -> f.mappings().list(inbound))).isEmpty();
    assertThat(selected(text)).isFalse();
  }

  @Test
  void aReadOnlyAttributeIsNoTarget() {
    with(
        f ->
            f.sql()
                .update(
                    "update horarium.object_attribute set writability = 'ReadOnly' where id = ?",
                    text));

    refused(outbound, outTo(text, reading(mv("Email"), null)), "read-only");
  }

  @Test
  void whatThisVersionCannotDoIsRefusedAndNotStored() {
    int email = mv("Email");

    refused(
        inbound,
        new MappingInput(email, null, List.of(reading(null, text)), null, null, true, null),
        "nullIsValue");
    refused(
        outbound,
        new MappingInput(null, text, List.of(reading(email, null)), null, null, null, true),
        "initialExportOnly");
    refused(
        inbound,
        into(email, new Source(null, null, "\"x\"", MissingInputBehaviour.ContributeNoValue)),
        "missingInputBehaviour");
    assertThat(listed(f -> f.mappings().list(inbound))).isEmpty();
  }

  @Test
  void aRuleHasOneMappingToEachTarget() {
    int target = ownAttribute(DataType.Text);
    map(inbound, target, text);
    map(outbound, mv("Email"), text);

    refused(inbound, into(target, new Source(null, null, "\"x\"", null)), "already");
    refused(outbound, outTo(text, reading(mv("Display Name"), null)), "already");
  }

  @Test
  void aPatchChangesWhatItGivesAndNothingElse() {
    int direct = map(inbound, ownAttribute(DataType.Text), text).id();
    int computed = evaluate(inbound, ownAttribute(DataType.Text), "\"a\"").id();

    var patched =
        with(
            f ->
                f.mappings()
                    .update(
                        inbound,
                        computed,
                        new MappingChange(
                            "\"b\"",
                            MissingInputBehaviour.EvaluateAnyway,
                            false,
                            new ValueProcessing(true, false, false),
                            CaseNormalisation.Upper,
                            null,
                            false),
                        ADA));

    assertThat(patched.sources().get(0).expression()).isEqualTo("\"b\"");
    assertThat(patched.inboundValueProcessing()).isEqualTo("TrimWhitespace");
    assertThat(patched.caseNormalisation()).isEqualTo(CaseNormalisation.Upper);
    assertThat(patched.enabled()).isFalse();
    patchRefused(inbound, computed, patch(null, null, null), "Nothing");
    patchRefused(inbound, direct, patch("\"x\"", null, null), "reads an attribute");
    patchRefused(inbound, computed, patch(" ", null, null), "blank");
    patchRefused(inbound, computed, patch("1 +", null, null), "expression");
    patchRefused(inbound, computed, patch(null, true, null), "nullIsValue");
    patchRefused(inbound, computed, patch(null, null, false), "export");
    int out = map(outbound, mv("Email"), text).id();
    patchRefused(outbound, out, patch(null, false, null), "import");
    patchRefused(outbound, out, patch(null, null, true), "initialExportOnly");
    assertThatThrownBy(() -> with(f -> f.mappings().get(outbound, computed)))
        .isInstanceOf(NotFound.class);
  }

  private static MappingChange patch(String expression, Boolean nullIsValue, Boolean initialOnly) {
    return new MappingChange(expression, null, nullIsValue, null, null, initialOnly, null);
  }

  private static void patchRefused(int rule, int mapping, MappingChange change, String word) {
    assertThatThrownBy(() -> with(f -> f.mappings().update(rule, mapping, change, ADA)))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.getMessage()).contains(word));
  }

  @Test
  void contributorsAreNumberedAsTheyComeAndGo() {
    int target = ownAttribute(DataType.Text);
    int second = rule(system, Direction.Import);
    int third = rule(system(), Direction.Import);

    int first = map(inbound, target, text).id();
    assertThat(priorities(target)).containsExactly(first, Integer.MAX_VALUE);
    int newcomer = map(second, target, text).id();
    int last = evaluate(third, target, "\"x\"").id();
    assertThat(priorities(target)).containsExactly(first, 1, newcomer, 2, last, 3);

    var moved = with(f -> f.priorities().move(target, mvType("User"), last, -5, ADA));
    assertThat(moved.contributors()).extracting("mappingId").containsExactly(last, first, newcomer);
    with(f -> f.priorities().reorder(target, mvType("User"), List.of(newcomer, first, last), ADA));
    assertThat(priorities(target)).containsExactly(newcomer, 1, first, 2, last, 3);

    with(
        f -> {
          f.mappings().delete(second, newcomer, ADA);
          f.syncRules().delete(third, ADA);
          return null;
        });
    assertThat(priorities(target)).containsExactly(first, Integer.MAX_VALUE);
  }

  @Test
  void anOrderNamesEveryContributorOnce() {
    int target = ownAttribute(DataType.Text);
    int other = rule(system, Direction.Import);
    int first = map(inbound, target, text).id();
    int second = map(other, target, text).id();
    int user = mvType("User");

    for (var ids : List.of(List.of(first), List.of(first, first), List.of(first, second, 7))) {
      assertThatThrownBy(() -> with(f -> f.priorities().reorder(target, user, ids, ADA)))
          .isInstanceOfSatisfying(
              InvalidInput.class, e -> assertThat(e.fieldMessages()).containsKey("contributors"));
    }
    assertThatThrownBy(() -> with(f -> f.priorities().move(target, user, 999_999, 1, ADA)))
        .isInstanceOf(NotFound.class);
    assertThat(with(f -> f.priorities().get(ownAttribute(DataType.Text), user)).contributors())
        .isEmpty();
  }

  /** Mapping id and priority of each contributor, the strongest first. */
  private static List<Integer> priorities(int attribute) {
    int user = mvType("User");
    return with(f -> f.priorities().get(attribute, user)).contributors().stream()
        .flatMap(c -> Stream.of(c.mappingId(), c.priority()))
        .toList();
  }
}
