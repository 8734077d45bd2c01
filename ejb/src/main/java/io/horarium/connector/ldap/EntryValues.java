package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.horarium.connector.DataType;
import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Turns entries of one object type into raw values, and says what to ask for. */
final class EntryValues {

  /** Name of the attribute that holds where an entry is; made up outside Active Directory. */
  static final String DN_ATTRIBUTE = "distinguishedName";

  private final ObjectTypeScope type;
  private final String placeholderKey;

  /**
   * For one type.
   *
   * @param placeholder DN of the member that stands for "no members", or null
   */
  EntryValues(ObjectTypeScope type, String placeholder) {
    this.type = type;
    this.placeholderKey = placeholder == null ? null : DnForm.key(placeholder);
  }

  /** What a search for the types must ask for. */
  static String[] requested(Iterable<ObjectTypeScope> types) {
    Set<String> names = new LinkedHashSet<>();
    names.add("objectClass");
    for (ObjectTypeScope type : types) {
      type.attributes().stream()
          .map(AttributeScope::name)
          .filter(name -> !name.equals(DN_ATTRIBUTE))
          .forEach(names::add);
    }
    return names.toArray(String[]::new);
  }

  /** Every selected attribute the entry has, as raw texts. */
  Map<String, List<String>> of(Entry entry) {
    Map<String, List<String>> values = new LinkedHashMap<>(type.attributes().size() * 2);
    for (AttributeScope attribute : type.attributes()) {
      List<String> found = values(entry, attribute);
      if (!found.isEmpty()) {
        values.put(attribute.name(), found);
      }
    }
    return values;
  }

  /** The anchor's text, or null when the entry shows none. */
  String anchor(Entry entry) {
    List<String> found =
        type.attribute(type.anchor()).map(scope -> values(entry, scope)).orElse(List.of());
    return found.isEmpty() ? null : found.get(0);
  }

  private List<String> values(Entry entry, AttributeScope attribute) {
    if (attribute.name().equals(DN_ATTRIBUTE)) {
      return List.of(DnForm.canonical(entry.getDN()));
    }
    if (attribute.type() == DataType.Binary) {
      List<String> all = new ArrayList<>();
      // Certificates come back with the option ";binary".
      for (Attribute found : entry.getAttributesWithOptions(attribute.name(), null)) {
        Arrays.stream(found.getValueByteArrays())
            .map(Base64.getEncoder()::encodeToString)
            .forEach(all::add);
      }
      return all;
    }
    Attribute found = entry.getAttribute(attribute.name());
    if (found == null || !found.hasValue()) {
      return List.of();
    }
    return switch (attribute.type()) {
      case Reference -> references(found);
      case DateTime -> Arrays.stream(found.getValues()).map(DirectoryTime::toIso).toList();
      case Guid -> Arrays.stream(found.getValueByteArrays()).map(EntryValues::guid).toList();
      default -> Arrays.asList(found.getValues());
    };
  }

  private List<String> references(Attribute attribute) {
    String[] raw = attribute.getValues();
    List<String> names = new ArrayList<>(raw.length);
    for (String text : raw) {
      String name = DnForm.canonical(text);
      if (placeholderKey == null || !isPlaceholder(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private boolean isPlaceholder(String name) {
    // The length tells nearly all others apart without parsing them.
    return name.length() == placeholderKey.length() && DnForm.key(name).equals(placeholderKey);
  }

  /** Sixteen bytes in the order of Windows, or a text. */
  static String guid(byte[] bytes) {
    if (bytes.length != 16) {
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
    ByteBuffer low = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long first = low.getInt() & 0xFFFFFFFFL;
    long second = low.getShort() & 0xFFFFL;
    long third = low.getShort() & 0xFFFFL;
    long rest = low.order(ByteOrder.BIG_ENDIAN).getLong();
    return new UUID(first << 32 | second << 16 | third, rest).toString();
  }

  /** The bytes of Windows for a GUID. */
  static byte[] guidBytes(String text) {
    UUID uuid = UUID.fromString(text);
    long high = uuid.getMostSignificantBits();
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
