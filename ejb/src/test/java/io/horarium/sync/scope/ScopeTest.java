package io.horarium.sync.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connector.DataType;
import io.horarium.problem.InvalidInput;
import io.horarium.sync.value.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How criteria and groups are put together (contract/jim-sync.md 6). */
class ScopeTest {

  private static final Instant NOW = Instant.EPOCH;
  private static final Attributes OBJECT = name -> name.equals("yes") ? List.of("x") : List.of();
  private static final ScopeCriterion TRUE =
      new ScopeCriterion("yes", DataType.Text, Comparison.Equals, "x", true, null);
  private static final ScopeCriterion FALSE =
      new ScopeCriterion("no", DataType.Text, Comparison.Equals, "x", true, null);

  private static ScopeGroup group(ScopeGroup.Type type, ScopeCriterion... criteria) {
    return new ScopeGroup(type, List.of(criteria), List.of());
  }

  private static boolean covers(ScopeGroup... groups) {
    return new Scope(List.of(groups)).covers(OBJECT, NOW);
  }

  @Example
  void withoutGroupsEverythingIsInScope() {
    assertThat(Scope.EVERYTHING.covers(OBJECT, NOW)).isTrue();
    assertThat(Scope.EVERYTHING.covers(Attributes.NONE, NOW)).isTrue();
  }

  @Example
  void rootGroupsAreAlternatives() {
    ScopeGroup yes = group(ScopeGroup.Type.All, TRUE);
    ScopeGroup no = group(ScopeGroup.Type.All, FALSE);

    assertThat(covers(no)).isFalse();
    assertThat(covers(no, yes)).isTrue();
    assertThat(covers(yes, no)).isTrue();
    assertThat(covers(no, no)).isFalse();
  }

  @Example
  void anEmptyGroupHolds() {
    assertThat(covers(group(ScopeGroup.Type.All))).isTrue();
    assertThat(covers(group(ScopeGroup.Type.Any))).isTrue();
    ScopeGroup withEmptyChild =
        new ScopeGroup(ScopeGroup.Type.Any, List.of(FALSE), List.of(group(ScopeGroup.Type.Any)));
    assertThat(covers(withEmptyChild)).isTrue();
  }

  @Example
  void allAndAnyHoldOverCriteriaAndChildren() {
    assertThat(covers(group(ScopeGroup.Type.All, TRUE, TRUE))).isTrue();
    assertThat(covers(group(ScopeGroup.Type.All, TRUE, FALSE))).isFalse();
    assertThat(covers(group(ScopeGroup.Type.Any, FALSE, TRUE))).isTrue();
    assertThat(covers(group(ScopeGroup.Type.Any, FALSE, FALSE))).isFalse();
    assertThat(
            covers(
                new ScopeGroup(
                    ScopeGroup.Type.All,
                    List.of(TRUE),
                    List.of(group(ScopeGroup.Type.Any, FALSE)))))
        .isFalse();
    assertThat(
            covers(
                new ScopeGroup(
                    ScopeGroup.Type.Any,
                    List.of(FALSE),
                    List.of(group(ScopeGroup.Type.Any, TRUE)))))
        .isTrue();
  }

  /** Against the plainest reading of the rule. */
  @Property
  void groupsDecideLikeTheirParts(@ForAll("groups") ScopeGroup group) {
    assertThat(group.isFulfilled(OBJECT, NOW)).isEqualTo(expected(group));
  }

  private static boolean expected(ScopeGroup group) {
    var parts = new ArrayList<Boolean>();
    group.criteria().forEach(criterion -> parts.add(criterion.equals(TRUE)));
    group.children().forEach(child -> parts.add(expected(child)));
    if (parts.isEmpty()) {
      return true;
    }
    return group.type() == ScopeGroup.Type.All ? !parts.contains(false) : parts.contains(true);
  }

  @Provide
  Arbitrary<ScopeGroup> groups() {
    return groups(3);
  }

  private Arbitrary<ScopeGroup> groups(int depth) {
    Arbitrary<List<ScopeGroup>> children =
        depth == 0 ? Arbitraries.just(List.of()) : groups(depth - 1).list().ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(ScopeGroup.Type.class),
            Arbitraries.of(TRUE, FALSE).list().ofMaxSize(3),
            children)
        .as(ScopeGroup::new);
  }

  @Example
  void depthIsLimited() {
    ScopeGroup group = group(ScopeGroup.Type.All, TRUE);
    for (int depth = 1; depth < ScopeGroup.MAX_DEPTH; depth++) {
      group = new ScopeGroup(ScopeGroup.Type.All, List.of(), List.of(group));
    }
    ScopeGroup deepest = group;

    assertThat(covers(deepest)).isTrue();
    assertThatThrownBy(() -> new ScopeGroup(ScopeGroup.Type.All, List.of(), List.of(deepest)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("flatter");
  }
}
