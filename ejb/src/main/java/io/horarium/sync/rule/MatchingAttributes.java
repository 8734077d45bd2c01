package io.horarium.sync.rule;

import io.horarium.connectedsystem.ObjectAttribute;
import io.horarium.connectedsystem.ObjectType;
import io.horarium.connector.DataType;
import io.horarium.metaverse.MvAttribute;
import io.horarium.metaverse.MvObjectType;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.MatchingRule.MatchBy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;

/** By which attributes objects can be matched (contract/jim-sync.md 7 and 12 row 26). */
@ApplicationScoped
public class MatchingAttributes {

  private static final Set<DataType> SUITABLE =
      EnumSet.of(
          DataType.Text, DataType.Number, DataType.LongNumber, DataType.Decimal, DataType.Guid);

  private FlowAttributes attributes;

  protected MatchingAttributes() {}

  @Inject
  public MatchingAttributes(FlowAttributes attributes) {
    this.attributes = attributes;
  }

  /**
   * What is asked for. The attribute of the system gets selected: without that it has no value.
   *
   * @param before the rule to change, for what is not given; null for a new one
   * @throws NotFound an attribute is unknown
   * @throws InvalidInput something is missing, or the attributes cannot be compared
   */
  MatchBy matchBy(
      ObjectType type, MvObjectType mvType, MatchingRuleInput input, MatchingRule before) {
    ObjectAttribute source =
        input.sources() == null && before != null
            ? before.source()
            : attributes.ofType(type, onlySource(input));
    Integer targetId =
        input.targetMetaverseAttributeId() == null && before != null
            ? (Integer) before.target().id()
            : input.targetMetaverseAttributeId();
    if (targetId == null) {
      throw InvalidInput.field(
          "targetMetaverseAttributeId",
          "targetMetaverseAttributeId is required; give the id of a metaverse attribute.");
    }
    MvAttribute target =
        attributes.ofMetaverse(
            mvType, targetId, attribute -> FlowAttributes.notOf(mvType, attribute));
    if (source.type() != target.type() || !SUITABLE.contains(source.type())) {
      throw InvalidInput.request(
          "'"
              + source.name()
              + "' ("
              + source.type()
              + ") and '"
              + target.name()
              + "' ("
              + target.type()
              + ") cannot be matched; both must be of one type, Text, Number, LongNumber, Decimal or"
              + " Guid.");
    }
    source.selectForUse();
    boolean caseSensitive =
        input.caseSensitive() == null
            ? before == null || before.caseSensitive()
            : input.caseSensitive();
    return new MatchBy(mvType, source, target, caseSensitive);
  }

  private static int onlySource(MatchingRuleInput input) {
    if (input.sources() == null || input.sources().isEmpty()) {
      throw InvalidInput.field(
          "sources", "sources is empty; give one source with its connectedSystemAttributeId.");
    }
    if (input.sources().size() > 1) {
      throw InvalidInput.field(
          "sources",
          "sources has "
              + input.sources().size()
              + " entries, but a matching rule compares one attribute; make several rules.");
    }
    return input.sources().get(0);
  }
}
