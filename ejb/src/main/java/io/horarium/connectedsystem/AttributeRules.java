package io.horarium.connectedsystem;

import io.horarium.connector.ConnectorDescriptor.Capabilities;
import io.horarium.connector.DataType;
import io.horarium.problem.Conflict;
import io.horarium.problem.InvalidInput;

/**
 * Which changes of an attribute are allowed (contract/jim-sync.md 2.6 and 12 rows 7, 10, 35 and
 * 38). Everything is checked before anything is changed.
 */
final class AttributeRules {

  private final Capabilities capabilities;
  private final StoredObjects objects;

  AttributeRules(Capabilities capabilities, StoredObjects objects) {
    this.capabilities = capabilities;
    this.objects = objects;
  }

  /** What is in the connector space already. */
  interface StoredObjects {

    /** Whether there is any object of the type. */
    boolean exist(ObjectType type);

    /** Whether any object of the type has a value of the attribute. */
    boolean hold(ObjectType type, ObjectAttribute attribute);

    /** Whether a mapping, a scoping criterion or a matching rule uses the attribute. */
    boolean use(ObjectAttribute attribute);
  }

  /**
   * Applies the change.
   *
   * @throws InvalidInput it is not allowed
   * @throws Conflict the anchor would change while there are objects
   */
  void apply(ObjectType type, ObjectAttribute attribute, AttributeChange change) {
    boolean anchor = orElse(change.isExternalId(), attribute.externalId());
    boolean secondary = orElse(change.isSecondaryExternalId(), attribute.secondaryExternalId());
    boolean selected = orElse(change.selected(), attribute.selected() || anchor || secondary);
    Plurality plurality = change.plurality() == null ? attribute.plurality() : change.plurality();

    checkSelection(attribute, anchor || secondary, selected);
    checkLock(attribute, anchor, secondary, selected);
    checkAnchor(type, attribute, anchor, plurality);
    if (secondary && !attribute.secondaryExternalId() && !capabilities.secondaryExternalId()) {
      throw refused(attribute, "isSecondaryExternalId", "the connector has no secondary ids");
    }
    checkDefinition(type, attribute, change);

    attribute.select(selected);
    if (anchor && !attribute.externalId()) {
      type.anchorBy(attribute);
    } else {
      attribute.markExternalId(anchor);
    }
    if (secondary && !attribute.secondaryExternalId()) {
      type.addressBy(attribute);
    } else {
      attribute.markSecondaryExternalId(secondary);
    }
    if (change.type() != null) {
      attribute.setType(change.type());
    }
    if (change.plurality() != null && change.plurality() != attribute.plurality()) {
      attribute.setPlurality(change.plurality());
    }
  }

  private static void checkSelection(ObjectAttribute attribute, boolean id, boolean selected) {
    if (id && !selected) {
      throw refused(
          attribute,
          "selected",
          "it is the external id or secondary external id; choose another first");
    }
    if (selected && CredentialAttributes.contains(attribute.name())) {
      throw refused(attribute, "selected", "it holds passwords, which are never imported");
    }
  }

  private static void checkLock(
      ObjectAttribute attribute, boolean anchor, boolean secondary, boolean selected) {
    if (attribute.selectionLocked()
        && (anchor != attribute.externalId()
            || secondary != attribute.secondaryExternalId()
            || selected != attribute.selected())) {
      throw refused(attribute, "selected", "the connector has fixed its selection and id flags");
    }
  }

  private void checkAnchor(
      ObjectType type, ObjectAttribute attribute, boolean anchor, Plurality plurality) {
    if (anchor && plurality == Plurality.MultiValued) {
      throw refused(
          attribute, "isExternalId", "an external id has one value, and it is multi-valued");
    }
    if (anchor == attribute.externalId()) {
      return;
    }
    if (!capabilities.userSelectedExternalId()) {
      throw refused(attribute, "isExternalId", "the connector chooses the external id");
    }
    boolean replaces = attribute.externalId() || type.anchor().isPresent();
    if (replaces && objects.exist(type)) {
      throw new Conflict(
          "The external id of object type '"
              + type.name()
              + "' cannot change while the connector space has objects of it; clear the connected"
              + " system first.");
    }
  }

  private void checkDefinition(ObjectType type, ObjectAttribute attribute, AttributeChange change) {
    if (change.type() == DataType.NotSet) {
      throw refused(attribute, "type", "NotSet is no type to choose");
    }
    boolean defines = change.type() != null || change.plurality() != null;
    if (defines && !capabilities.userSelectedAttributeTypes()) {
      throw refused(attribute, "type", "the connector decides about types");
    }
    boolean differs =
        (change.type() != null && change.type() != attribute.type())
            || (change.plurality() != null && change.plurality() != attribute.plurality());
    if (differs && objects.use(attribute)) {
      throw refused(
          attribute,
          change.type() != null ? "type" : "attributePlurality",
          "a mapping, a scoping criterion or a matching rule uses it; remove that first");
    }
    if (differs && objects.hold(type, attribute)) {
      throw refused(
          attribute,
          change.type() != null ? "type" : "attributePlurality",
          "objects hold values of it; clear the connected system first");
    }
  }

  private static boolean orElse(Boolean wanted, boolean present) {
    return wanted == null ? present : wanted;
  }

  private static InvalidInput refused(ObjectAttribute attribute, String property, String why) {
    return InvalidInput.request(
        property + " of attribute '" + attribute.name() + "' cannot be set so: " + why + ".");
  }
}
