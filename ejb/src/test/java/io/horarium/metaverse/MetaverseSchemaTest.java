package io.horarium.metaverse;

import static io.horarium.sync.rule.RuleFixture.ADA;
import static io.horarium.sync.rule.RuleFixture.attribute;
import static io.horarium.sync.rule.RuleFixture.evaluate;
import static io.horarium.sync.rule.RuleFixture.map;
import static io.horarium.sync.rule.RuleFixture.mv;
import static io.horarium.sync.rule.RuleFixture.mvType;
import static io.horarium.sync.rule.RuleFixture.mvo;
import static io.horarium.sync.rule.RuleFixture.rule;
import static io.horarium.sync.rule.RuleFixture.system;
import static io.horarium.sync.rule.RuleFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.horarium.connectedsystem.Plurality;
import io.horarium.connector.DataType;
import io.horarium.platform.Ids;
import io.horarium.platform.RecordListing;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema of the metaverse on a real PostgreSQL: what is built in, and what may change. */
class MetaverseSchemaTest {

  private static final RecordListing ALL = new RecordListing(null, false, null, 0, 1000);

  private String name;

  @BeforeEach
  void chooseName() {
    name = "Thing " + Ids.next();
  }

  private static MvObjectTypeChange values(String name, List<Integer> attributes) {
    return new MvObjectTypeChange(
        name, name == null ? null : name + "s", null, attributes, null, null, null, null);
  }

  private int newType(Integer... attributes) {
    return with(f -> f.mvTypes().create(values(name, List.of(attributes)), ADA).id());
  }

  private int newAttribute(DataType type, Integer... types) {
    return with(
        f -> f.mvAttributes().create(name, type, Plurality.SingleValued, List.of(types), ADA).id());
  }

  @Test
  void theBuiltInSchemaIsThatOfTheContract() {
    var attributes =
        with(f -> f.mvAttributes().list(ALL)).items().stream()
            .filter(MvAttributeHeaderView::builtIn)
            .toList();
    var user = with(f -> f.mvTypes().get(mvType("User")));
    var group = with(f -> f.mvTypes().get(mvType("Group")));

    assertThat(attributes).hasSize(95);
    assertThat(user.pluralName()).isEqualTo("Users");
    assertThat(user.builtIn()).isTrue();
    assertThat(user.deletionRule()).isEqualTo(DeletionRule.WhenLastConnectorDisconnected);
    assertThat(group.deletionRule()).isEqualTo(DeletionRule.WhenLastConnectorDisconnected);
    // 29 shared ones, 60 of User and 6 of Group (contract/jim-sync.md 8.3)
    assertThat(user.attributes()).filteredOn(a -> a.builtIn()).hasSize(89);
    assertThat(group.attributes()).filteredOn(a -> a.builtIn()).hasSize(35);
    assertThat(attributes)
        .filteredOn(a -> a.name().equals("Static Members"))
        .singleElement()
        .satisfies(
            members -> {
              assertThat(members.type()).isEqualTo(DataType.Reference);
              assertThat(members.attributePlurality()).isEqualTo(Plurality.MultiValued);
              assertThat(members.metaverseObjectTypes())
                  .extracting(MvAttributeHeaderView.TypeEntry::value)
                  .contains("Group")
                  .doesNotContain("User");
            });
  }

  @Test
  void aTypeIsMadeShownAndChanged() {
    int employeeId = mv("Employee ID");

    int id = newType(employeeId);
    var made = with(f -> f.mvTypes().get(id));
    var changed =
        with(
            f ->
                f.mvTypes()
                    .update(
                        id,
                        new MvObjectTypeChange(
                            null,
                            null,
                            " Box ",
                            null,
                            DeletionRule.WhenLastConnectorDisconnected,
                            Duration.ZERO,
                            DeletionTriggerMode.AllSourcesDisconnect,
                            List.of()),
                        ADA));

    assertThat(made.deletionRule()).isEqualTo(DeletionRule.Manual);
    assertThat(made.attributes()).extracting("name").containsExactly("Employee ID");
    assertThat(changed.name()).isEqualTo(name);
    assertThat(changed.icon()).isEqualTo("Box");
    assertThat(changed.deletionRule()).isEqualTo(DeletionRule.WhenLastConnectorDisconnected);
  }

  @Test
  void takenNamesAndUnknownAttributesAreRefused() {
    newType();

    assertField(() -> create(values(name.toUpperCase(Locale.ROOT), null)), "name");
    assertField(
        () ->
            create(
                new MvObjectTypeChange(
                    "Another " + name, name + "S", null, null, null, null, null, null)),
        "pluralName");
    assertField(() -> create(values("Another " + name, List.of(999_999))), "attributeIds");
    var free = with(f -> f.mvTypes().nameAvailability(name, "Free " + name, null));
    assertThat(free.nameAvailable()).isFalse();
    assertThat(free.pluralNameAvailable()).isTrue();
  }

  @Test
  void whatThisVersionCannotDoIsRefusedByName() {
    int id = newType();

    assertField(
        () -> update(id, DeletionRule.WhenAuthoritativeSourceDisconnected, null, null, null),
        "deletionRule");
    assertField(() -> update(id, null, Duration.ofDays(7), null, null), "deletionGracePeriod");
    assertField(() -> update(id, null, Duration.ofDays(-7), null, null), "deletionGracePeriod");
    assertField(
        () -> update(id, null, null, DeletionTriggerMode.SpecificSourcesDisconnect, null),
        "deletionTriggerMode");
    assertField(
        () -> update(id, null, null, null, List.of(1)), "deletionTriggerConnectedSystemIds");
  }

  @Test
  void builtInTypesKeepTheirNames() {
    int user = mvType("User");

    assertThatThrownBy(() -> with(f -> f.mvTypes().update(user, values(name, null), ADA)))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> with(f -> f.mvTypes().delete(user, "User", ADA)))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> with(f -> f.mvTypes().get(999_999))).isInstanceOf(NotFound.class);
  }

  @Test
  void aTypeIsDeletedOnceNothingNeedsItAndItsNameIsConfirmed() {
    int id = newType(mv("Employee ID"));
    mvo(id, "{}");

    var blocked = with(f -> f.mvTypes().delete(id, name, ADA));
    assertThat(blocked.deleted()).isFalse();
    assertThat(blocked.blockedByObjects()).isTrue();
    assertThat(blocked.metaverseObjectCount()).isEqualTo(1);
    with(f -> f.sql().update("delete from horarium.mvo where mv_type_id = ?", id));
    assertField(() -> with(f -> f.mvTypes().delete(id, null, ADA)), "confirmationName");
    assertField(() -> with(f -> f.mvTypes().delete(id, "x", ADA)), "confirmationName");

    var impact = with(f -> f.mvTypes().delete(id, name, ADA));

    assertThat(impact.deleted()).isTrue();
    assertThat(impact.cascadeReferences()).hasSize(1);
    assertThatThrownBy(() -> with(f -> f.mvTypes().get(id))).isInstanceOf(NotFound.class);
  }

  @Test
  void anAttributeIsMadeAssignedAndTakenAway() {
    int type = newType();
    int id = newAttribute(DataType.Text);

    var assigned = with(f -> f.mvAttributes().assign(id, type, ADA));
    with(f -> f.mvAttributes().assign(id, type, ADA));
    var unassigned = with(f -> f.mvAttributes().unassign(id, type, null, ADA));
    var again = with(f -> f.mvAttributes().unassign(id, type, null, ADA));

    assertThat(assigned.objectTypes()).extracting("name").containsExactly(name);
    assertThat(unassigned.unassigned()).isTrue();
    assertThat(again.wasBound()).isFalse();
    assertThat(with(f -> f.mvTypes().get(type)).attributes()).isEmpty();
    assertThatThrownBy(
            () ->
                with(f -> f.mvAttributes().unassign(mv("Manager"), mvType("User"), "Manager", ADA)))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void anAttributeChangesItsTypeOnlyWhileNothingDependsOnIt() {
    int user = mvType("User");
    int id = newAttribute(DataType.Text, user);
    mvo(user, "{\"%d\":{\"v\":[\"x\"],\"r\":1,\"s\":1}}".formatted(id));

    var blocked = with(f -> f.mvAttributes().redefine(id, DataType.Number, single(), ADA));
    assertThat(blocked.blockedByValues()).isTrue();
    assertThat(blocked.totalObjectsWithValues()).isEqualTo(1);
    assertThat(with(f -> f.mvAttributes().unassign(id, user, name, ADA)).blockedByValues())
        .isTrue();
    with(f -> f.sql().update("delete from horarium.mvo where jsonb_exists(attrs, ?)", "" + id));

    MvAttributeImpact none =
        with(f -> f.mvAttributes().redefine(id, DataType.Number, single(), ADA));
    assertThat(none).isNull();
    assertThat(with(f -> f.mvAttributes().get(id)).type()).isEqualTo(DataType.Number);
    assertThatThrownBy(
            () -> with(f -> f.mvAttributes().redefine(mv("Email"), DataType.Text, single(), ADA)))
        .isInstanceOf(InvalidInput.class);
  }

  private static Plurality single() {
    return Plurality.SingleValued;
  }

  @Test
  void whatRulesReferToStays() {
    int system = system();
    int source = attribute(system, "source", "Text");
    int id = newAttribute(DataType.Text, mvType("User"));
    int rule = rule(system, Direction.Import);
    int mapping = map(rule, id, source).id();

    var blocked = with(f -> f.mvAttributes().delete(id, name, ADA));

    assertThat(blocked.deleted()).isFalse();
    assertThat(blocked.blockedByReferences()).isTrue();
    assertThat(blocked.references()).extracting("kind").containsExactly("Binding", "MappingTarget");
    assertThat(with(f -> f.mvAttributes().unassignImpact(id, mvType("User"))).blocked()).isTrue();

    with(
        f -> {
          f.mappings().delete(rule, mapping, ADA);
          return null;
        });
    assertField(() -> with(f -> f.mvAttributes().delete(id, null, ADA)), "confirmationName");
    assertThat(with(f -> f.mvAttributes().delete(id, name, ADA)).deleted()).isTrue();
  }

  @Test
  void anAttributeThatExpressionsReadByNameKeepsItsName() {
    int system = system();
    int target = attribute(system, "target", "Text");
    int id = newAttribute(DataType.Text, mvType("User"));
    int rule = rule(system, Direction.Export);
    evaluate(rule, target, "Trim( mv [ \"" + name.toUpperCase(Locale.ROOT) + "\" ])");

    assertThatThrownBy(() -> with(f -> f.mvAttributes().update(id, "New " + name, null, null, ADA)))
        .isInstanceOf(Conflict.class);
    assertThat(with(f -> f.mvAttributes().deletionImpact(id)).references())
        .extracting("kind")
        .containsExactly("Binding", "Expression");
    var shown = with(f -> f.mvAttributes().update(id, null, RenderingHint.Table, List.of(), ADA));
    assertThat(shown.renderingHint()).isEqualTo(RenderingHint.Table);
  }

  @Test
  void standardNamesAreKeptInTheirOrder() {
    int id = newAttribute(DataType.Text);
    var ldap = new StandardMapping(StandardMapping.Standard.Ldap, "cn", null);
    var scim = new StandardMapping(StandardMapping.Standard.Scim, "name", "full");

    with(f -> f.mvAttributes().update(id, null, null, List.of(ldap), ADA));
    with(f -> f.mvAttributes().update(id, "New " + name, null, List.of(scim, ldap), ADA));
    var shown = with(f -> f.mvAttributes().get(id));

    assertThat(shown.name()).isEqualTo("New " + name);
    assertThat(shown.standardMappings())
        .extracting("counterpartName")
        .containsExactly("name", "cn");
    assertThatThrownBy(
            () ->
                with(
                    f ->
                        f.mvAttributes()
                            .create("NEW " + name, DataType.Text, single(), List.of(), ADA)))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void everyChangeIsRecorded() {
    int type = newType();
    int id = newAttribute(DataType.Text, type);
    with(f -> f.mvAttributes().delete(id, name, ADA));
    with(f -> f.mvTypes().delete(type, name, ADA));

    List<String> recorded =
        with(
            f ->
                f.sql()
                    .list(
                        """
                        select target_type || ' ' || target_operation_type || ' ' || change_reason
                        from horarium.activity where target_name = ? order by created, id""",
                        row -> row.getString(1),
                        name));

    assertThat(recorded)
        .containsExactlyInAnyOrder(
            "MetaverseObjectType Create Audit",
            "MetaverseAttribute Create Audit",
            "MetaverseAttribute Delete Audit",
            "MetaverseObjectType Delete Audit");
  }

  private static void create(MvObjectTypeChange values) {
    with(f -> f.mvTypes().create(values, ADA));
  }

  private static void update(
      int id, DeletionRule rule, Duration grace, DeletionTriggerMode mode, List<Integer> systems) {
    with(
        f ->
            f.mvTypes()
                .update(
                    id,
                    new MvObjectTypeChange(null, null, null, null, rule, grace, mode, systems),
                    ADA));
  }

  private static void assertField(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.fieldMessages()).containsKey(field));
  }
}
