package io.horarium.sync.plan;

import java.util.List;
import java.util.Optional;

/**
 * The place where metaverse objects of one type have at most one object each: an object type of a
 * system that export rules write to. Its rules are judged together, because they write the same
 * object.
 *
 * @param rules by id, never empty
 * @param matching rules that find an object which is there already, in order
 */
public record ExportTarget(
    SpaceType type, int mvTypeId, List<ExportRule> rules, List<MatchingRule> matching) {

  /** Whether any of its mappings sends references to objects. */
  public boolean sendsReferences() {
    return rules.stream()
        .flatMap(rule -> rule.mappings().stream())
        .anyMatch(mapping -> mapping.target().reference());
  }

  /**
   * The mapped secondary id, or the mapped anchor when the type has none; what a new object is
   * called by.
   */
  public Optional<SpaceAttribute> identity() {
    return type.secondaryId().or(type::anchor);
  }
}
