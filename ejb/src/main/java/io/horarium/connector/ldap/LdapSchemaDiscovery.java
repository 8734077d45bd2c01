package io.horarium.connector.ldap;

import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.AttributeUsage;
import com.unboundid.ldap.sdk.schema.DITContentRuleDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassType;
import com.unboundid.ldap.sdk.schema.Schema;
import io.horarium.connector.DataType;
import io.horarium.connector.DiscoveredSchema;
import io.horarium.connector.DiscoveredSchema.DiscoveredAttribute;
import io.horarium.connector.DiscoveredSchema.DiscoveredType;
import io.horarium.connector.DiscoveredSchema.Tag;
import io.horarium.connector.DiscoveredSchema.Writability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Object types and attributes of a directory's schema (contract/jim-sync.md 2.5, LDAP). */
final class LdapSchemaDiscovery {

  private static final String SYNTAX = "1.3.6.1.4.1.1466.115.121.1.";

  private static final Set<String> BINARY =
      Set.of(
          SYNTAX + "5",
          SYNTAX + "8",
          SYNTAX + "9",
          SYNTAX + "10",
          SYNTAX + "23",
          SYNTAX + "28",
          SYNTAX + "40",
          "1.2.840.113556.1.4.907");

  /** Attributes of the server's own that people ask for, in every type if the schema has them. */
  private static final List<String> OPERATIONAL =
      List.of(
          "createTimestamp",
          "modifyTimestamp",
          "creatorsName",
          "modifiersName",
          "structuralObjectClass",
          "hasSubordinates",
          "memberOf",
          "isMemberOf",
          "nsAccountLock",
          "pwdAccountLockedTime",
          "pwdChangedTime",
          "pwdPolicySubentry");

  /** Classes of a server's own entries, beside those that begin with {@link #OWN_PREFIXES}. */
  private static final Set<String> OWN =
      Set.of(
          "alias",
          "collectiveattributesubentry",
          "dynamicobject",
          "extensibleobject",
          "glue",
          "ldaprootdse",
          "ldapsubentry",
          "openldaprootdse",
          "referral",
          "subentry",
          "subschema",
          "syncconsumersubentry",
          "syncprovidersubentry",
          "top");

  private static final List<String> OWN_PREFIXES = List.of("olc", "audit", "monitor", "ds-cfg-");

  private final Schema schema;
  private final Directory directory;
  private final boolean auxiliaries;

  LdapSchemaDiscovery(Schema schema, Directory directory, boolean auxiliaries) {
    this.schema = schema;
    this.directory = directory;
    this.auxiliaries = auxiliaries;
  }

  DiscoveredSchema discover() {
    List<DiscoveredType> types = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    schema.getObjectClasses().stream()
        .sorted(Comparator.comparing(ObjectClassDefinition::getNameOrOID))
        .filter(this::isOffered)
        .filter(definition -> names.add(definition.getNameOrOID()))
        .forEach(definition -> types.add(type(definition)));
    return new DiscoveredSchema(types);
  }

  private boolean isOffered(ObjectClassDefinition definition) {
    ObjectClassType kind = definition.getObjectClassType(schema);
    return kind == ObjectClassType.STRUCTURAL || (auxiliaries && kind == ObjectClassType.AUXILIARY);
  }

  private DiscoveredType type(ObjectClassDefinition definition) {
    Map<String, DiscoveredAttribute> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    addOf(definition, attributes);
    SchemaClasses.superiors(schema, definition).forEach(above -> addOf(above, attributes));
    addOfContentRule(definition, attributes);
    OPERATIONAL.forEach(name -> add(name, definition, attributes));
    String anchor = directory.anchor();
    add(anchor, definition, attributes);
    attributes.computeIfAbsent(anchor, name -> anchor(name, definition));
    boolean real = attributes.containsKey(EntryValues.DN_ATTRIBUTE);
    attributes.put(
        EntryValues.DN_ATTRIBUTE,
        new DiscoveredAttribute(
            EntryValues.DN_ATTRIBUTE,
            "Where the entry is: its distinguished name.",
            definition.getNameOrOID(),
            DataType.Text,
            false,
            real && directory.isActiveDirectory() ? Writability.ReadOnly : Writability.Writable));
    boolean internal = isInternal(definition);
    List<Tag> tags = new ArrayList<>();
    tags.add(
        new Tag("class-kind", Directory.lower(definition.getObjectClassType(schema).getName())));
    if (internal) {
      tags.add(new Tag("visibility", "internal"));
    }
    return new DiscoveredType(
        definition.getNameOrOID(),
        anchor,
        EntryValues.DN_ATTRIBUTE,
        List.copyOf(attributes.values()),
        tags,
        internal);
  }

  private static boolean isInternal(ObjectClassDefinition definition) {
    String name = Directory.lower(definition.getNameOrOID());
    return definition.isObsolete()
        || OWN.contains(name)
        || OWN_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private void addOf(
      ObjectClassDefinition definition, Map<String, DiscoveredAttribute> attributes) {
    for (String name : definition.getRequiredAttributes()) {
      add(name, definition, attributes);
    }
    for (String name : definition.getOptionalAttributes()) {
      add(name, definition, attributes);
    }
  }

  /** What auxiliary classes bring that the directory always allows with this class. */
  private void addOfContentRule(
      ObjectClassDefinition definition, Map<String, DiscoveredAttribute> attributes) {
    DITContentRuleDefinition rule = schema.getDITContentRule(definition.getOID());
    if (rule == null) {
      return;
    }
    for (String name : rule.getRequiredAttributes()) {
      add(name, definition, attributes);
    }
    for (String name : rule.getOptionalAttributes()) {
      add(name, definition, attributes);
    }
    if (directory.isActiveDirectory()) {
      for (String name : rule.getAuxiliaryClasses()) {
        ObjectClassDefinition auxiliary = schema.getObjectClass(name);
        if (auxiliary != null) {
          addOf(auxiliary, attributes);
        }
      }
    }
  }

  private void add(
      String name, ObjectClassDefinition definition, Map<String, DiscoveredAttribute> attributes) {
    AttributeTypeDefinition found = schema.getAttributeType(name);
    if (found == null || found.isObsolete()) {
      return;
    }
    attributes.computeIfAbsent(
        found.getNameOrOID(),
        canonical ->
            new DiscoveredAttribute(
                canonical,
                found.getDescription(),
                definition.getNameOrOID(),
                dataType(found),
                !found.isSingleValued(),
                isReadOnly(found) ? Writability.ReadOnly : Writability.Writable));
  }

  /** A server need not list the attribute it gives every entry. */
  private DiscoveredAttribute anchor(String name, ObjectClassDefinition definition) {
    return new DiscoveredAttribute(
        name,
        "Identifies the entry for ever.",
        definition.getNameOrOID(),
        directory.isActiveDirectory() ? DataType.Guid : DataType.Text,
        false,
        Writability.ReadOnly);
  }

  private boolean isReadOnly(AttributeTypeDefinition attribute) {
    if (attribute.isNoUserModification()) {
      return true;
    }
    boolean lock =
        attribute.hasNameOrOID("pwdAccountLockedTime") || attribute.hasNameOrOID("nsAccountLock");
    return attribute.getUsage() != AttributeUsage.USER_APPLICATIONS && !lock;
  }

  private DataType dataType(AttributeTypeDefinition attribute) {
    if (attribute.hasNameOrOID("objectGUID")) {
      return DataType.Guid;
    }
    String syntax = AttributeTypeDefinition.getBaseSyntaxOID(attribute.getSyntaxOID(schema));
    if (syntax == null) {
      return DataType.Text;
    }
    if (BINARY.contains(syntax)) {
      return DataType.Binary;
    }
    return switch (syntax) {
      case SYNTAX + "27" -> DataType.Number;
      case "1.2.840.113556.1.4.906" -> DataType.LongNumber;
      case SYNTAX + "7" -> DataType.Boolean;
      case SYNTAX + "24", SYNTAX + "53" -> DataType.DateTime;
      case SYNTAX + "12", SYNTAX + "34" -> DataType.Reference;
      default -> DataType.Text;
    };
  }
}
