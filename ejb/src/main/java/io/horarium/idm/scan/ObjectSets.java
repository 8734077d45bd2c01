package io.horarium.idm.scan;

import io.horarium.idm.ConfigFiles;
import io.horarium.idm.scan.ObjectSet.Attribute;
import io.horarium.idm.scan.ScanStore.NamedAttribute;
import io.horarium.problem.RunFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which metaverse type a set of objects of IDM means, and which attribute a name (design.md 10.8):
 * {@code managed/NAME} and {@code managed/alpha_NAME} are the type NAME. An attribute is called as
 * in IDM where IDM knows it, else by its own name in camel case, {@code employeeId} for Employee
 * ID. {@code conf/sync.json} may say more: {@code "objects": {"managed/person": "User"}} and {@code
 * "attributes": {"costCentre": "Extension Attribute 1"}}.
 */
@ApplicationScoped
public class ObjectSets {

  /** What IDM calls the attributes of a person otherwise than the metaverse does. */
  private static final Map<String, String> OF_IDM =
      Map.ofEntries(
          Map.entry("userName", "Account Name"),
          Map.entry("givenName", "First Name"),
          Map.entry("sn", "Last Name"),
          Map.entry("cn", "Common Name"),
          Map.entry("mail", "Email"),
          Map.entry("accountStatus", "Status"),
          Map.entry("telephoneNumber", "Telephone Number"),
          Map.entry("stateProvince", "State or Province"),
          Map.entry("postalAddress", "StreetAddress"),
          Map.entry("city", "Locality"));

  private ConfigFiles files;
  private ScanStore store;

  protected ObjectSets() {}

  @Inject
  public ObjectSets(ConfigFiles files, ScanStore store) {
    this.files = files;
    this.store = store;
  }

  /**
   * The set of that name.
   *
   * @throws RunFailure it means nothing here
   */
  ObjectSet named(String name) {
    JsonObject configured = configured();
    String type =
        text(configured, "objects", name).or(() -> managed(name)).orElseThrow(() -> unknown(name));
    ScanStore.Type found = store.type(plain(type)).orElseThrow(() -> unknown(name));
    Map<String, NamedAttribute> byName = new HashMap<>();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (NamedAttribute attribute : store.attributes(found.id())) {
      byName.put(plain(attribute.name()), attribute);
      attributes.put(camelCase(attribute.name()), attribute.attribute());
    }
    OF_IDM.forEach((idm, ours) -> rename(attributes, byName, idm, ours));
    if (configured.get("attributes") instanceof JsonObject more) {
      for (String idm : more.keySet()) {
        if (more.get(idm) instanceof JsonString ours) {
          rename(attributes, byName, idm, ours.getString());
        }
      }
    }
    return new ObjectSet(name, found.id(), attributes);
  }

  private static void rename(
      Map<String, Attribute> attributes,
      Map<String, NamedAttribute> byName,
      String idm,
      String ours) {
    NamedAttribute attribute = byName.get(plain(ours));
    if (attribute != null) {
      attributes.values().remove(attribute.attribute());
      attributes.put(idm, attribute.attribute());
    }
  }

  private static Optional<String> managed(String name) {
    String[] parts = name.split("/", -1);
    return parts.length == 2 && parts[0].equals("managed") && !parts[1].isBlank()
        ? Optional.of(parts[1].replaceFirst("(?i)^(alpha|bravo)_", ""))
        : Optional.empty();
  }

  private static RunFailure unknown(String name) {
    return new RunFailure(
        "scan.object '"
            + name
            + "' names no type of the metaverse; write managed/user, managed/group, managed/ and the"
            + " name of a type, or name it under objects in conf/sync.json.");
  }

  private JsonObject configured() {
    Optional<String> text = files.other("sync");
    if (text.isEmpty()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (JsonReader reader = Json.createReader(new StringReader(text.get()))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new RunFailure("conf/sync.json is not a JSON object; correct the file.", e);
    }
  }

  private static Optional<String> text(JsonObject in, String group, String name) {
    return in.get(group) instanceof JsonObject object && object.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** {@code Employee ID} is {@code employeeId}; one word keeps its inner letters. */
  static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    String[] words = name.split("[^\\p{L}\\p{N}]+", -1);
    for (String word : words) {
      if (word.isEmpty()) {
        continue;
      }
      boolean shout = word.equals(word.toUpperCase(Locale.ROOT));
      String rest = shout ? word.substring(1).toLowerCase(Locale.ROOT) : word.substring(1);
      String first = word.substring(0, 1);
      text.append(text.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT));
      text.append(rest);
    }
    return text.toString();
  }
}
