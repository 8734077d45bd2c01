package io.horarium.sync.rule;

import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.connectedsystem.ObjectType;
import io.horarium.metaverse.MetaverseRepository;
import io.horarium.metaverse.MvAttribute;
import io.horarium.metaverse.MvObjectType;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;

/** Finds the attributes that a rule may read and write. */
@ApplicationScoped
public class FlowAttributes {

  private SyncRuleRepository rules;
  private MetaverseRepository metaverse;

  protected FlowAttributes() {}

  @Inject
  public FlowAttributes(SyncRuleRepository rules, MetaverseRepository metaverse) {
    this.rules = rules;
    this.metaverse = metaverse;
  }

  /**
   * An attribute of this object type that may flow. It is looked for in all systems first, so that
   * an unknown one is not found and one of another type is refused.
   *
   * @throws NotFound there is no such attribute anywhere
   * @throws InvalidInput it is of another object type, or holds passwords
   */
  ObjectAttribute ofSystem(ObjectType type, int id) {
    ObjectAttribute attribute =
        rules
            .findObjectAttribute(id)
            .orElseThrow(() -> new NotFound("Connected system attribute", id));
    if (attribute.objectType().id() != type.id()) {
      throw InvalidInput.request(
          "Connected system attribute "
              + id
              + " does not belong to object type '"
              + type.name()
              + "'; choose one of its attributes.");
    }
    return notCredential(attribute);
  }

  /**
   * An attribute of this object type.
   *
   * @throws NotFound the type does not have it
   * @throws InvalidInput it holds passwords
   */
  ObjectAttribute ofType(ObjectType type, int id) {
    return notCredential(
        type.attribute(id)
            .orElseThrow(
                () ->
                    new NotFound(
                        "Connected system attribute",
                        id + " of object type '" + type.name() + "'")));
  }

  /**
   * An attribute that the metaverse type has.
   *
   * @param otherwise what to throw when the attribute exists and the type does not have it
   * @throws NotFound there is no such attribute
   */
  MvAttribute ofMetaverse(
      MvObjectType type, int id, Function<MvAttribute, RuntimeException> otherwise) {
    MvAttribute attribute = metaverse.attribute(id);
    boolean bound = attribute.objectTypes().stream().anyMatch(t -> t.id() == type.id());
    if (!bound) {
      throw otherwise.apply(attribute);
    }
    return attribute;
  }

  /** The refusal of an attribute that the metaverse type does not have. */
  static InvalidInput notOf(MvObjectType type, MvAttribute attribute) {
    return InvalidInput.request(
        "Metaverse object type '"
            + type.name()
            + "' does not have the attribute '"
            + attribute.name()
            + "'; assign the attribute to the type first.");
  }

  private static ObjectAttribute notCredential(ObjectAttribute attribute) {
    if (attribute.credential()) {
      throw InvalidInput.request(
          "Attribute '"
              + attribute.name()
              + "' holds passwords, which are never read or written; choose another one.");
    }
    return attribute;
  }
}
