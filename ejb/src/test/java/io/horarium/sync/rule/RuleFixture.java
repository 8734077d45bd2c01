package io.horarium.sync.rule;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.connectedsystem.ConfigurationDatabase;
import io.horarium.connectedsystem.ConnectedSystemRepository;
import io.horarium.connectedsystem.Plurality;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.connector.DataType;
import io.horarium.metaverse.MetaverseRepository;
import io.horarium.metaverse.MvAttributeService;
import io.horarium.metaverse.MvObjectTypeService;
import io.horarium.metaverse.MvUseQueries;
import io.horarium.platform.Clock;
import io.horarium.platform.Database;
import io.horarium.platform.Ids;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The services of rules and of the metaverse on one entity manager, and rows of the tables they
 * build on.
 */
public record RuleFixture(EntityManager entities) {

  /** Who changes things in tests. */
  public static final ChangeCause ADA =
      new ChangeCause(new Initiator(Initiator.Type.ApiKey, Ids.next(), "Ada"), "Audit");

  /** Runs {@code work} in a transaction of its own, which is rolled back when it throws. */
  public static <T> T with(Function<RuleFixture, T> work) {
    return ConfigurationDatabase.inTransaction(entities -> work.apply(new RuleFixture(entities)));
  }

  /** As {@link #with}, for lists. */
  public static <T> List<T> listed(Function<RuleFixture, List<T>> work) {
    return with(work);
  }

  /** As {@link #with}, for the first number of the first row. */
  public static int counted(String sql, Object... parameters) {
    return with(f -> f.number(sql, parameters));
  }

  /** Plain SQL in the transaction. */
  public Database sql() {
    return ConfigurationDatabase.sql(entities);
  }

  MetaverseRepository metaverse() {
    return new MetaverseRepository(entities);
  }

  SyncRuleRepository rules() {
    return new SyncRuleRepository(entities);
  }

  SyncRuleStore store() {
    return new SyncRuleStore(sql());
  }

  SyncConfigurationStore configuration() {
    return new SyncConfigurationStore(sql());
  }

  private ActivityStore activities() {
    return new ActivityStore(sql());
  }

  private FlowAttributes attributes() {
    return new FlowAttributes(rules(), metaverse());
  }

  /** The types of the metaverse. */
  public MvObjectTypeService mvTypes() {
    return new MvObjectTypeService(
        metaverse(), new MvUseQueries(sql()), configuration(), activities(), new Clock());
  }

  /** The attributes of the metaverse. */
  public MvAttributeService mvAttributes() {
    return new MvAttributeService(
        metaverse(), new MvUseQueries(sql()), configuration(), activities(), new Clock());
  }

  /** The rules. */
  public SyncRuleService syncRules() {
    return new SyncRuleService(
        rules(),
        store(),
        new ConnectedSystemRepository(entities),
        metaverse(),
        configuration(),
        activities(),
        new Clock());
  }

  /** Their mappings. */
  public MappingService mappings() {
    return new MappingService(
        rules(), store(), attributes(), configuration(), activities(), new Clock());
  }

  ScopingService scoping() {
    return new ScopingService(rules(), attributes(), configuration(), activities());
  }

  MatchingRuleService matching() {
    return new MatchingRuleService(
        rules(),
        new ConnectedSystemRepository(entities),
        metaverse(),
        new MatchingAttributes(attributes()),
        configuration(),
        activities(),
        new Clock());
  }

  MatchingModeService modes() {
    return new MatchingModeService(
        rules(),
        new ConnectedSystemRepository(entities),
        configuration(),
        activities(),
        new Clock());
  }

  PriorityService priorities() {
    return new PriorityService(rules(), store(), metaverse(), configuration(), activities());
  }

  /** A connected system without settings; its object type is "person". */
  public static int system() {
    return with(
        f -> {
          f.sql()
              .update(
                  """
                  insert into horarium.connector_definition (connector_type, name) values ('rules', 'Rules')
                  on conflict do nothing""");
          int id =
              f.number(
                  """
                  insert into horarium.connected_system (name, connector_definition_id)
                  select ?, id from horarium.connector_definition where connector_type = 'rules' returning id""",
                  "System " + Ids.next());
          f.number(
              "insert into horarium.object_type (connected_system_id, name, selected)"
                  + " values (?, 'person', true) returning id",
              id);
          return id;
        });
  }

  /** The object type of a system. */
  public static int typeOf(int system) {
    return with(
        f -> f.number("select id from horarium.object_type where connected_system_id = ?", system));
  }

  /** A new attribute of the object type of a system, not selected. */
  public static int attribute(int system, String name, String type) {
    return with(
        f ->
            f.number(
                """
                insert into horarium.object_attribute (object_type_id, name, data_type)
                select id, ?, ? from horarium.object_type where connected_system_id = ? returning id""",
                name,
                type,
                system));
  }

  static boolean selected(int attribute) {
    return with(
        f ->
            f.number(
                    "select selected::integer from horarium.object_attribute where id = ?",
                    attribute)
                == 1);
  }

  /** The built-in or added metaverse attribute of this name. */
  public static int mv(String name) {
    return with(f -> f.number("select id from horarium.mv_attribute where name = ?", name));
  }

  /** A new metaverse attribute of User that nothing contributes to. */
  public static int ownAttribute(DataType type) {
    int user = mvType("User");
    return with(
        f ->
            f.mvAttributes()
                .create("Own " + Ids.next(), type, Plurality.SingleValued, List.of(user), ADA)
                .id());
  }

  /** The metaverse type of this name. */
  public static int mvType(String name) {
    return with(f -> f.number("select id from horarium.mv_object_type where name = ?", name));
  }

  /** A rule between the system's type and User. */
  public static int rule(int system, Direction direction) {
    int type = typeOf(system);
    int user = mvType("User");
    return with(
        f ->
            f.syncRules()
                .create(new SyncRuleSubject(system, type, user, direction), named(), ADA)
                .id());
  }

  static SyncRuleChange named() {
    return new SyncRuleChange("Rule " + Ids.next(), null, null, null, null, null, null, null);
  }

  /** Adds a mapping that reads one attribute. */
  public static MappingView map(int rule, Integer mvAttribute, Integer attribute) {
    return with(
        f -> {
          boolean imports = f.syncRules().get(rule).direction() == Direction.Import;
          return f.mappings()
              .create(
                  rule,
                  new MappingInput(
                      imports ? mvAttribute : null,
                      imports ? null : attribute,
                      List.of(
                          new MappingInput.Source(
                              imports ? null : mvAttribute,
                              imports ? attribute : null,
                              null,
                              null)),
                      null,
                      null,
                      null,
                      null),
                  ADA);
        });
  }

  /** Adds a mapping that evaluates an expression. */
  public static MappingView evaluate(int rule, int target, String expression) {
    return with(
        f -> {
          boolean imports = f.syncRules().get(rule).direction() == Direction.Import;
          return f.mappings()
              .create(
                  rule,
                  new MappingInput(
                      imports ? target : null,
                      imports ? null : target,
                      List.of(new MappingInput.Source(null, null, expression, null)),
                      null,
                      null,
                      null,
                      null),
                  ADA);
        });
  }

  /** Whether the system waits for a full synchronisation; the mark is taken away. */
  public static boolean takeDrift(int system) {
    return with(
        f ->
            f.sql()
                    .update(
                        """
                        update horarium.connected_system set full_sync_required = false
                        where id = ? and full_sync_required""",
                        system)
                == 1);
  }

  /** A metaverse object with these attributes as JSON. */
  public static UUID mvo(int type, String attrs) {
    UUID id = Ids.next();
    with(
        f ->
            f.sql()
                .update(
                    "insert into horarium.mvo (id, mv_type_id, attrs) values (?, ?, ?::jsonb)",
                    id,
                    type,
                    attrs));
    return id;
  }

  /** A connector space object of the system, joined to the metaverse object. */
  public static void join(int system, UUID mvo) {
    int type = typeOf(system);
    with(
        f ->
            f.sql()
                .update(
                    """
                    insert into horarium.cso (id, system_id, object_type_id, status, join_type, mvo_id)
                    values (?, ?, ?, 'Normal', 'Joined', ?)""",
                    Ids.next(),
                    system,
                    type,
                    mvo));
  }

  /** The first number of the first row. */
  public int number(String sql, Object... parameters) {
    return (int) sql().number(sql, parameters);
  }
}
