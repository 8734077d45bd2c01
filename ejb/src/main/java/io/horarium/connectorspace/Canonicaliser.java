package io.horarium.connectorspace;

import io.horarium.connector.DataType;
import io.horarium.connector.ImportRecord;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import io.horarium.connector.ValueForm;
import io.horarium.connectorspace.CanonicalRecord.ValueError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings records of one object type into canonical form. Together with {@link ValueForm} it is the
 * one place that decides when two objects are equal (contract/sync-engine.md 17.5): order, repeats,
 * empty texts and the spelling of typed values do not matter, everything else does.
 *
 * <p>Keeps a digest and buffers between records: one per run, one thread.
 */
public final class Canonicaliser {

  /** A value is not of its attribute's type, or cannot be stored. */
  public static final String VALUE_ERROR = "ImportAttributeValueError";

  /** A single-valued attribute has several different values; none of them is taken. */
  public static final String SEVERAL_VALUES = "DuplicateImportedAttributes";

  /**
   * Bytes of UTF-8 of an anchor, a secondary id or a reference. They are index keys, and PostgreSQL
   * refuses one of more than a third of a page; that would fail the batch, not the object.
   */
  public static final int MAX_KEY_BYTES = 2000;

  private final ObjectTypeScope type;
  private final ValueForm form;
  private final Attribute[] attributes;
  private final ContentHash hash;

  /** An attribute and the bytes that stand for it in the hash. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Attribute(
      AttributeScope scope, boolean reference, boolean key, boolean anchor, byte[] hashHead) {}

  /**
   * A canonicaliser for one object type.
   *
   * @param culture how the source writes numbers and dates, or null for none
   */
  public Canonicaliser(ObjectTypeScope type, Locale culture) {
    this.type = type;
    this.form = culture == null ? ValueForm.INVARIANT : new ValueForm(culture);
    this.hash = new ContentHash(type.name());
    this.attributes =
        type.attributes().stream()
            .sorted(Comparator.comparing(AttributeScope::name))
            .map(this::attribute)
            .toArray(Attribute[]::new);
  }

  private Attribute attribute(AttributeScope scope) {
    boolean reference = scope.type() == DataType.Reference;
    boolean anchor = scope.name().equals(type.anchor());
    boolean key = reference || anchor || scope.name().equals(type.secondaryId());
    return new Attribute(
        scope, reference, key, anchor, ContentHash.head(scope.name(), scope.type()));
  }

  /**
   * The canonical form of a record of this type; values of attributes that are not in the scope are
   * ignored. Never fails: what cannot be used is left out and reported.
   */
  public CanonicalRecord canonicalise(ImportRecord record) {
    Map<String, List<String>> attrs = new LinkedHashMap<>(attributes.length * 2);
    Map<Integer, List<String>> refs = new TreeMap<>();
    List<ValueError> errors = new ArrayList<>(0);
    String anchor = null;
    String secondaryId = null;
    hash.begin();
    for (Attribute attribute : attributes) {
      String name = attribute.scope().name();
      List<String> values = values(attribute, record.values().get(name), errors);
      if (values.isEmpty()) {
        continue;
      }
      hash.add(attribute.hashHead(), values);
      if (attribute.reference()) {
        refs.put(attribute.scope().id(), values);
      } else {
        attrs.put(name, values);
      }
      if (attribute.anchor() && !values.get(0).isBlank()) {
        anchor = values.get(0);
      }
      if (name.equals(type.secondaryId())) {
        secondaryId = values.get(0);
      }
    }
    return new CanonicalRecord(
        type.name(), anchor, secondaryId, attrs, refs, hash.end(), List.copyOf(errors));
  }

  private List<String> values(Attribute attribute, List<String> raws, List<ValueError> errors) {
    if (raws == null || raws.isEmpty()) {
      return List.of();
    }
    if (raws.size() == 1) {
      String value = value(attribute, raws.get(0), errors);
      return value == null ? List.of() : List.of(value);
    }
    var found = new String[raws.size()];
    int count = 0;
    for (String raw : raws) {
      String value = value(attribute, raw, errors);
      if (value != null) {
        found[count++] = value;
      }
    }
    // Sorting and dropping neighbours: a group has hundreds of thousands of members.
    Arrays.sort(found, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (distinct == 0 || !found[i].equals(found[distinct - 1])) {
        found[distinct++] = found[i];
      }
    }
    if (distinct > 1 && !attribute.scope().multiValued()) {
      report(
          errors,
          attribute,
          SEVERAL_VALUES,
          "has several different values, but is single-valued; leave one value in the source,"
              + " or make the attribute multi-valued.");
      return List.of();
    }
    return List.of(Arrays.copyOf(found, distinct));
  }

  /**
   * The canonical text, or null when there is no value or (then reported) none that can be used.
   */
  private String value(Attribute attribute, String raw, List<ValueError> errors) {
    DataType dataType = attribute.scope().type();
    if (raw == null || raw.isEmpty()) {
      return null;
    }
    boolean text = attribute.reference() || dataType == DataType.Text;
    if (!text && dataType != DataType.NotSet && raw.isBlank()) {
      return null; // a number or date of blanks is none
    }
    String value = form.canonical(dataType, raw);
    if (value == null) {
      report(
          errors,
          attribute,
          VALUE_ERROR,
          "has a value that is not of type "
              + dataType
              + "; correct it in the source, or change the type of the attribute or the"
              + " culture of the system.");
      return null;
    }
    if (!Storable.text(value)) {
      report(
          errors,
          attribute,
          VALUE_ERROR,
          "has a value with a NUL or half a character, which cannot be stored; correct it in"
              + " the source.");
      return null;
    }
    // Three bytes at most stand for one char, so short texts need not be encoded.
    if (attribute.key()
        && value.length() > MAX_KEY_BYTES / 3
        && value.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      report(
          errors,
          attribute,
          VALUE_ERROR,
          "identifies objects by a value of more than "
              + MAX_KEY_BYTES
              + " bytes; choose a shorter attribute as id, or shorten it in the source.");
      return null;
    }
    return value;
  }

  /**
   * Once per attribute and kind: a large group may hold the same mistake a hundred thousand times.
   */
  private static void report(
      List<ValueError> errors, Attribute attribute, String type, String text) {
    String name = attribute.scope().name();
    var error = new ValueError(name, type, "Attribute '" + name + "' " + text);
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }
}
