package io.horarium.sync.rule;

import java.util.List;

/**
 * A group of scoping criteria with all below (contract/jim-sync.md 6).
 *
 * @param childGroups by position
 */
public record ScopeGroupView(
    int id,
    GroupType type,
    int position,
    List<ScopeCriterionView> criteria,
    List<ScopeGroupView> childGroups) {

  static ScopeGroupView of(ScopeGroup group) {
    return new ScopeGroupView(
        group.id(),
        group.type(),
        group.position(),
        group.criteria().stream().map(ScopeCriterionView::of).toList(),
        group.children().stream().map(ScopeGroupView::of).toList());
  }
}
