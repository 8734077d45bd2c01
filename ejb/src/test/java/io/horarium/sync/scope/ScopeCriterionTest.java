package io.horarium.sync.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.connector.DataType;
import io.horarium.problem.InvalidInput;
import io.horarium.sync.scope.RelativeDate.Direction;
import io.horarium.sync.scope.RelativeDate.Unit;
import io.horarium.sync.value.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** contract/jim-sync.md 6 and 12.25. */
class ScopeCriterionTest {

  private static final Instant NOW = Instant.parse("2026-03-31T10:20:30Z");
  private static final UUID GUID = UUID.fromString("0e9c6b52-4f0f-4b37-8d7e-8b1f4f3a9d01");
  private static final Set<Comparison> PRESENCE =
      EnumSet.of(Comparison.Equals, Comparison.NotEquals);
  private static final Set<Comparison> TEXTS =
      EnumSet.range(Comparison.Equals, Comparison.NotContains);
  private static final Set<Comparison> ORDERED =
      EnumSet.of(
          Comparison.Equals,
          Comparison.NotEquals,
          Comparison.LessThan,
          Comparison.LessThanOrEquals,
          Comparison.GreaterThan,
          Comparison.GreaterThanOrEquals);

  /** For every type: its comparisons, and three values in ascending order. */
  private record Kind(Set<Comparison> comparisons, Object low, Object middle, Object high) {}

  private static final Map<DataType, Kind> KINDS =
      Map.of(
          DataType.Text, new Kind(TEXTS, "a", "b", "c"),
          DataType.Number, new Kind(ORDERED, 1, 2, 3),
          DataType.LongNumber, new Kind(ORDERED, 1L, 6_000_000_000L, 7_000_000_000L),
          DataType.Decimal,
              new Kind(ORDERED, new BigDecimal("1.5"), new BigDecimal("2.0"), new BigDecimal("10")),
          DataType.DateTime, new Kind(ORDERED, NOW.minusNanos(1), NOW, NOW.plusSeconds(86_400)),
          DataType.Boolean, new Kind(PRESENCE, false, true, false),
          DataType.Guid, new Kind(PRESENCE, new UUID(0, 1), GUID, new UUID(0, 2)),
          DataType.Binary, new Kind(PRESENCE, null, null, null),
          DataType.Reference, new Kind(PRESENCE, null, null, null),
          DataType.NotSet, new Kind(Set.of(), null, null, null));

  private static ScopeCriterion criterion(DataType type, Comparison comparison, Object value) {
    return new ScopeCriterion("a", type, comparison, value, true, null);
  }

  private static boolean fulfilled(ScopeCriterion criterion, Object... values) {
    Attributes attributes = name -> name.equals("a") ? List.of(values) : List.of();
    return criterion.isFulfilled(attributes, NOW);
  }

  static Stream<Arguments> typesAndComparisons() {
    return Arrays.stream(DataType.values())
        .flatMap(type -> Arrays.stream(Comparison.values()).map(each -> Arguments.of(type, each)));
  }

  @ParameterizedTest
  @MethodSource("typesAndComparisons")
  void isDefinedForItsTypesOnly(DataType type, Comparison comparison) {
    Kind kind = KINDS.get(type);
    boolean defined = kind.comparisons().contains(comparison);

    assertThat(comparison.suits(type)).isEqualTo(defined);
    if (defined) {
      assertThat(criterion(type, comparison, kind.middle())).isNotNull();
    } else {
      var refusal =
          catchThrowableOfType(
              InvalidInput.class, () -> criterion(type, comparison, kind.middle()));
      assertThat(refusal.fieldMessages()).containsOnlyKeys("comparisonType");
      assertThat(refusal).hasMessageContaining(type.name()).hasMessageContaining("use ");
    }
  }

  @ParameterizedTest
  @MethodSource("typesAndComparisons")
  void comparesTypedValues(DataType type, Comparison comparison) {
    Kind kind = KINDS.get(type);
    if (kind.middle() == null || !ORDERED.contains(comparison) || !comparison.suits(type)) {
      return;
    }
    ScopeCriterion criterion = criterion(type, comparison, kind.middle());
    Set<Comparison> ofLow =
        EnumSet.of(Comparison.NotEquals, Comparison.LessThan, Comparison.LessThanOrEquals);
    Set<Comparison> ofMiddle =
        EnumSet.of(Comparison.Equals, Comparison.LessThanOrEquals, Comparison.GreaterThanOrEquals);
    Set<Comparison> ofHigh =
        EnumSet.of(Comparison.NotEquals, Comparison.GreaterThan, Comparison.GreaterThanOrEquals);

    assertThat(fulfilled(criterion, kind.low())).isEqualTo(ofLow.contains(comparison));
    assertThat(fulfilled(criterion, kind.middle())).isEqualTo(ofMiddle.contains(comparison));
    assertThat(fulfilled(criterion, kind.high())).isEqualTo(ofHigh.contains(comparison));
    assertThat(fulfilled(criterion)).as("absent").isFalse();
    boolean negative = comparison == Comparison.NotEquals;
    boolean anyOfAll =
        ofLow.contains(comparison) || ofMiddle.contains(comparison) || ofHigh.contains(comparison);
    assertThat(fulfilled(criterion, kind.low(), kind.middle(), kind.high()))
        .isEqualTo(!negative && anyOfAll);
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, mode = EnumSource.Mode.EXCLUDE, names = "NotSet")
  void withoutAValueItAsksForPresence(DataType type) {
    ScopeCriterion absent = criterion(type, Comparison.Equals, null);
    ScopeCriterion present = criterion(type, Comparison.NotEquals, null);

    assertThat(fulfilled(absent)).isTrue();
    assertThat(fulfilled(absent, "x")).isFalse();
    assertThat(fulfilled(present)).isFalse();
    assertThat(fulfilled(present, "x")).isTrue();
    assertThat(fulfilled(present, "x", "y")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Comparison.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"Equals", "NotEquals"})
  void othersNeedAValue(Comparison comparison) {
    DataType type = comparison.suits(DataType.Text) ? DataType.Text : DataType.Number;

    var refusal = catchThrowableOfType(InvalidInput.class, () -> criterion(type, comparison, null));

    assertThat(refusal).hasMessageContaining("needs a value");
  }

  static Stream<Arguments> foreignValues() {
    return KINDS.keySet().stream()
        .filter(type -> type != DataType.NotSet)
        .flatMap(
            type ->
                Stream.of("text", 1, 1L, BigDecimal.ONE, NOW, true, GUID, new byte[] {1})
                    .filter(
                        value ->
                            KINDS.get(type).middle() == null
                                || !KINDS.get(type).middle().getClass().isInstance(value))
                    .map(value -> Arguments.of(type, value)));
  }

  @ParameterizedTest
  @MethodSource("foreignValues")
  void refusesValuesOfAnotherType(DataType type, Object value) {
    var refusal =
        catchThrowableOfType(InvalidInput.class, () -> criterion(type, Comparison.Equals, value));

    assertThat(refusal).hasMessageContaining("not of its type " + type);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // comparison, value, case sensitive, values of the object, fulfilled
        "Equals,Adam,true,Adam,true",
        "Equals,Adam,true,adam,false",
        "Equals,Adam,false,aDAM,true",
        "Equals,Adam,false,Adams,false",
        "NotEquals,Adam,true,adam,true",
        "NotEquals,Adam,false,adam,false",
        "NotEquals,Adam,false,-,false",
        "StartsWith,Ad,true,Adam,true",
        "StartsWith,ad,true,Adam,false",
        "StartsWith,ad,false,Adam,true",
        "StartsWith,Adam,true,Ad,false",
        "NotStartsWith,Ad,true,Adam,false",
        "NotStartsWith,ad,true,Adam,true",
        "NotStartsWith,ad,false,Adam,false",
        "NotStartsWith,ad,false,-,false",
        "EndsWith,am,true,Adam,true",
        "EndsWith,AM,true,Adam,false",
        "EndsWith,AM,false,Adam,true",
        "EndsWith,xAdam,true,Adam,false",
        "NotEndsWith,am,true,Adam,false",
        "NotEndsWith,AM,true,Adam,true",
        "NotEndsWith,AM,true,-,false",
        "Contains,da,true,Adam,true",
        "Contains,DA,true,Adam,false",
        "Contains,DA,false,Adam,true",
        "Contains,am,false,Adam,true",
        "Contains,%,false,Adam,false",
        "Contains,_,false,Adam,false",
        "NotContains,da,true,Adam,false",
        "NotContains,DA,true,Adam,true",
        "NotContains,DA,false,Adam,false",
        "NotContains,DA,false,-,false",
        // Several values: any for a positive comparison, none for a negative one.
        "Equals,b,true,a;b,true",
        "Equals,c,true,a;b,false",
        "NotEquals,b,true,a;b,false",
        "NotEquals,c,true,a;b,true",
        "StartsWith,b,true,ax;bx,true",
        "NotStartsWith,b,true,ax;bx,false",
        "NotStartsWith,c,true,ax;bx,true",
        "EndsWith,b,true,xa;xb,true",
        "NotEndsWith,b,true,xa;xb,false",
        "Contains,b,true,xax;xbx,true",
        "NotContains,b,true,xax;xbx,false",
        "NotContains,c,true,xax;xbx,true",
        // An empty text is not the same as none.
        "Equals,'',true,a,false",
        "NotEquals,'',true,a,true",
        "Contains,'',true,a,true",
        "Equals,'',true,-,false",
      })
  void comparesTexts(
      Comparison comparison, String value, boolean caseSensitive, String values, boolean expected) {
    var criterion = new ScopeCriterion("a", DataType.Text, comparison, value, caseSensitive, null);
    Object[] found = values == null ? new Object[0] : values.split(";", -1);

    assertThat(fulfilled(criterion, found)).isEqualTo(expected);
  }

  /** The type of an attribute may change after its values were stored. */
  @ParameterizedTest
  @EnumSource(Comparison.class)
  void valuesOfAnotherTypeFulfilNothing(Comparison comparison) {
    DataType type = comparison.suits(DataType.Number) ? DataType.Number : DataType.Text;
    ScopeCriterion criterion =
        criterion(type, comparison, type == DataType.Text ? "1" : (Object) 1);

    assertThat(fulfilled(criterion, true)).isEqualTo(comparison.name().startsWith("Not"));
  }

  @ParameterizedTest
  @CsvSource({
    "0,Hours,Ago,2026-03-31T10:20:30Z",
    "5,Hours,Ago,2026-03-31T05:20:30Z",
    "5,Hours,FromNow,2026-03-31T15:20:30Z",
    "0,Days,Ago,2026-03-31T00:00:00Z",
    "30,Days,Ago,2026-03-01T00:00:00Z",
    "1,Days,FromNow,2026-04-01T00:00:00Z",
    "2,Weeks,Ago,2026-03-17T00:00:00Z",
    "1,Months,Ago,2026-02-28T00:00:00Z",
    "1,Months,FromNow,2026-04-30T00:00:00Z",
    "2,Years,Ago,2024-03-31T00:00:00Z",
    "2147483647,Years,Ago,-1000000000-01-01T00:00:00Z",
    "2147483647,Years,FromNow,+1000000000-12-31T23:59:59.999999999Z",
  })
  void relativeDatesCountFromTheRun(int count, Unit unit, Direction direction, Instant expected) {
    assertThat(new RelativeDate(count, unit, direction).at(NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "LessThan,2026-02-28T23:59:59Z,true",
    "LessThan,2026-03-01T00:00:00Z,false",
    "GreaterThanOrEquals,2026-03-01T00:00:00Z,true",
    "Equals,2026-03-01T00:00:00Z,true",
    "NotEquals,2026-03-01T00:00:00Z,false",
  })
  void comparesWithRelativeDates(Comparison comparison, Instant value, boolean expected) {
    var thirtyDaysAgo = new RelativeDate(30, Unit.Days, Direction.Ago);
    var criterion =
        new ScopeCriterion("a", DataType.DateTime, comparison, null, true, thirtyDaysAgo);

    assertThat(fulfilled(criterion, value)).isEqualTo(expected);
    assertThat(fulfilled(criterion)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Text,", "Number,", "DateTime,2026-01-01T00:00:00Z"})
  void relativeDatesAreForDatesWithoutAValue(DataType type, Instant value) {
    var relative = new RelativeDate(1, Unit.Days, Direction.Ago);

    var refusal =
        catchThrowableOfType(
            InvalidInput.class,
            () -> new ScopeCriterion("a", type, Comparison.Equals, value, true, relative));

    assertThat(refusal.fieldMessages()).containsOnlyKeys("valueMode");
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void negativesAreThoseNamedNot(Comparison comparison) {
    String name = comparison.name();
    Set<String> names =
        Arrays.stream(Comparison.values()).map(Comparison::name).collect(Collectors.toSet());

    assertThat(comparison.isNegative()).isEqualTo(name.startsWith("Not"));
    assertThat(names).contains(comparison.positive().name());
    assertThat(comparison.positive().name()).isEqualTo(name.replace("Not", ""));
  }
}
