package io.horarium.connectorspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.horarium.connector.DataType;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connectorspace.CanonicalRecord.ValueError;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Equal objects have equal forms and hashes, different ones have not. */
class CanonicaliserTest {

  private static ObjectTypeScope type(AttributeScope... attributes) {
    var all = new ArrayList<>(List.of(attributes));
    all.add(0, new AttributeScope(1, "id", DataType.Text, false));
    return new ObjectTypeScope(7, "person", "id", "dn", all);
  }

  private static AttributeScope attribute(int id, String name, DataType type, boolean multi) {
    return new AttributeScope(id, name, type, multi);
  }

  private static ImportRecord record(Map<String, List<String>> values) {
    return new ImportRecord("person", values, null);
  }

  private static CanonicalRecord canonicalise(
      ObjectTypeScope type, Map<String, List<String>> values) {
    return new Canonicaliser(type, null).canonicalise(record(values));
  }

  /** Four multi-valued texts, one of them a reference. */
  private static ObjectTypeScope multiValued() {
    return type(
        attribute(2, "a", DataType.Text, true),
        attribute(3, "b", DataType.Text, true),
        attribute(4, "ab", DataType.Reference, true),
        attribute(5, "c", DataType.Binary, true));
  }

  @Provide
  Arbitrary<Map<String, List<String>>> documents() {
    // few letters, so that texts run into each other and documents meet
    var values = Arbitraries.strings().withChars("ab\"\u00e9").ofMaxLength(3).list().ofMaxSize(4);
    var names = Arbitraries.of("a", "b", "ab");
    return Arbitraries.maps(names, values).ofMaxSize(3);
  }

  private static Map<String, List<String>> meaning(Map<String, List<String>> values) {
    var result = new TreeMap<String, List<String>>();
    values.forEach(
        (name, list) -> {
          var kept = new TreeSet<>(list);
          kept.remove("");
          if (!kept.isEmpty()) {
            result.put(name, List.copyOf(kept));
          }
        });
    return result;
  }

  @Property
  void hashesAreEqualExactlyWhenTheDocumentsAre(
      @ForAll("documents") Map<String, List<String>> one,
      @ForAll("documents") Map<String, List<String>> other) {
    var canonicaliser = new Canonicaliser(multiValued(), null);

    byte[] first = canonicaliser.canonicalise(record(one)).hash();
    byte[] second = canonicaliser.canonicalise(record(other)).hash();

    assertThat(Arrays.equals(first, second)).isEqualTo(meaning(one).equals(meaning(other)));
  }

  @Property
  void orderAndRepeatsDoNotMatter(
      @ForAll("documents") Map<String, List<String>> values, @ForAll long seed) {
    var mixed = new HashMap<String, List<String>>();
    values.forEach(
        (name, list) -> {
          var copy = new ArrayList<>(list);
          copy.addAll(list);
          copy.add("");
          Collections.shuffle(copy, new Random(seed));
          mixed.put(name, copy);
        });
    var turned = new ArrayList<>(multiValued().attributes());
    Collections.shuffle(turned, new Random(seed));
    var otherOrder = new ObjectTypeScope(7, "person", "id", "dn", turned);

    var expected = canonicalise(multiValued(), values);
    var actual = canonicalise(otherOrder, mixed);

    assertThat(actual.hash()).isEqualTo(expected.hash());
    assertThat(DocumentJson.attrsJson(actual.attrs()))
        .isEqualTo(DocumentJson.attrsJson(expected.attrs()));
    assertThat(actual.refs()).isEqualTo(expected.refs());
  }

  @Property
  void longValuesAreHashedToTheirEnd(@ForAll("longTexts") String text) {
    var type = type(attribute(2, "a", DataType.Text, true));

    var one = canonicalise(type, Map.of("a", List.of(text, "x")));
    var other = canonicalise(type, Map.of("a", List.of(text + "y", "x")));

    assertThat(one.hash()).isNotEqualTo(other.hash());
    assertThat(one.hash()).isEqualTo(canonicalise(type, Map.of("a", List.of("x", text))).hash());
  }

  @Provide
  Arbitrary<String> longTexts() {
    return Arbitraries.integers().between(0, 3_000).map("z"::repeat);
  }

  @Example
  void valuesAreSortedAndReferencesApart() {
    var result =
        canonicalise(
            multiValued(),
            Map.of("id", List.of("1"), "b", List.of("y", "", "x", "y"), "ab", List.of("2", "1")));

    assertThat(result.anchor()).isEqualTo("1");
    assertThat(result.attrs())
        .containsExactly(entry("b", List.of("x", "y")), entry("id", List.of("1")));
    assertThat(result.refs()).containsExactly(entry(4, List.of("1", "2")));
    assertThat(result.hash()).hasSize(32);
    assertThat(result.errors()).isEmpty();
  }

  @Example
  void spellingOfTypedValuesDoesNotMatter() {
    var type =
        type(
            attribute(2, "d", DataType.Decimal, false),
            attribute(3, "t", DataType.DateTime, false),
            attribute(4, "g", DataType.Guid, false));
    String guid = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    var one =
        canonicalise(
            type,
            Map.of(
                "d", List.of("1.50"),
                "t", List.of("2026-01-31T09:00:00+01:00"),
                "g", List.of("{" + guid.toUpperCase(Locale.ROOT) + "}")));
    var other =
        canonicalise(
            type,
            Map.of(
                "d", List.of("01.5", "1.500"),
                "t", List.of("2026-01-31 08:00"),
                "g", List.of(guid)));

    assertThat(one.hash()).isEqualTo(other.hash());
    assertThat(one.errors()).isEmpty();
    assertThat(other.errors()).isEmpty();
  }

  @Example
  void formOfTheHashIsStoredAndMustNotChange() throws Exception {
    var type = type(attribute(2, "m", DataType.Reference, true));

    byte[] hash =
        canonicalise(type, Map.of("id", List.of("\u00e9"), "m", List.of("y", "x"))).hash();

    var content = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(content)) {
      out.writeByte(1);
      for (Object part :
          new Object[] {"person", "id", "Text", 1, "\u00e9", "m", "Reference", 2, "x", "y"}) {
        if (part instanceof Integer count) {
          out.writeInt(count);
        } else {
          byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
          out.writeInt(bytes.length);
          out.write(bytes);
        }
      }
    }
    assertThat(hash).isEqualTo(MessageDigest.getInstance("SHA-256").digest(content.toByteArray()));
  }

  @Example
  void typeAndNameAreInTheHash() {
    var values = Map.of("a", List.of("1"));

    byte[] text = canonicalise(type(attribute(2, "a", DataType.Text, false)), values).hash();
    byte[] number = canonicalise(type(attribute(2, "a", DataType.Number, false)), values).hash();
    byte[] otherId = canonicalise(type(attribute(9, "a", DataType.Text, false)), values).hash();

    assertThat(number).isNotEqualTo(text);
    assertThat(otherId).isEqualTo(text);
  }

  @Example
  void unreadableValueIsLeftOutAndReportedWithoutItself() {
    var type =
        type(attribute(2, "n", DataType.Number, true), attribute(3, "name", DataType.Text, false));

    var result =
        canonicalise(
            type,
            Map.of("id", List.of("1"), "n", List.of("1", "secret", " "), "name", List.of("Ada")));

    assertThat(result.attrs())
        .containsEntry("n", List.of("1"))
        .containsEntry("name", List.of("Ada"));
    assertThat(result.errors())
        .singleElement()
        .satisfies(e -> assertThat(e.attribute()).isEqualTo("n"))
        .satisfies(e -> assertThat(e.type()).isEqualTo("ImportAttributeValueError"))
        .satisfies(e -> assertThat(e.text()).doesNotContain("secret").endsWith("."));
  }

  @Example
  void severalValuesOfASingleValuedAttribute() {
    var type = type(attribute(2, "n", DataType.Number, false));

    var different = canonicalise(type, Map.of("id", List.of("1"), "n", List.of("1", "2")));
    var same = canonicalise(type, Map.of("id", List.of("1"), "n", List.of("1", "01")));
    var anchor = canonicalise(type, Map.of("id", List.of("1", "2")));

    assertThat(different.attrs()).doesNotContainKey("n");
    assertThat(different.errors())
        .extracting(ValueError::type)
        .containsExactly("DuplicateImportedAttributes");
    assertThat(same.attrs()).containsEntry("n", List.of("1"));
    assertThat(anchor.anchor()).isNull();
  }

  @Example
  void anchorAndSecondaryId() {
    var type = type(attribute(2, "dn", DataType.Text, false));

    var blank = canonicalise(type, Map.of("id", List.of(" "), "dn", List.of("CN=Ada")));
    var tooLong = canonicalise(type, Map.of("id", List.of("\u00e9".repeat(1_001))));
    var justFits = canonicalise(type, Map.of("id", List.of("\u00e9".repeat(1_000))));

    assertThat(blank.anchor()).isNull();
    assertThat(blank.secondaryId()).isEqualTo("CN=Ada");
    assertThat(tooLong.anchor()).isNull();
    assertThat(tooLong.errors()).hasSize(1);
    assertThat(justFits.anchor()).hasSize(1_000);
  }

  @Example
  void textThatPostgresCannotHoldIsRefused() {
    var type = type(attribute(2, "name", DataType.Text, true));

    var result =
        canonicalise(
            type, Map.of("name", List.of("a\0b", "\ud83d", "\ude00\ud83d", "\ud83d\ude00")));

    assertThat(result.attrs()).containsExactly(entry("name", List.of("\ud83d\ude00")));
    assertThat(result.errors()).hasSize(1);
  }

  @Example
  void valuesOutOfScopeAreIgnored() {
    assertThat(canonicalise(type(), Map.of("id", List.of("1"), "other", List.of("x"))).attrs())
        .containsOnlyKeys("id");
  }
}
