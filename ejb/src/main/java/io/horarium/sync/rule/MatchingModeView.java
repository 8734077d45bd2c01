package io.horarium.sync.rule;

import io.horarium.connectedsystem.MatchingMode;
import java.util.List;

/**
 * What a switch of the matching mode did (contract/jim-sync.md 7).
 *
 * @param syncRulesUpdated how many import rules got or lost matching rules of their own
 * @param objectTypesUpdated how many object types got matching rules
 */
public record MatchingModeView(
    boolean success,
    MatchingMode newMode,
    int syncRulesUpdated,
    int objectTypesUpdated,
    List<String> warnings,
    List<MigrationView> objectTypeMigrations,
    String errorMessage) {

  /**
   * What became of one object type.
   *
   * @param uniqueSyncRuleConfigurations how many different sets of matching rules its import rules
   *     had
   * @param rulesDiverged whether they had more than one
   * @param matchingRulesSet how many matching rules were made
   * @param syncRulesCleared how many import rules lost theirs
   */
  public record MigrationView(
      int objectTypeId,
      String objectTypeName,
      int syncRuleCount,
      int syncRulesWithMatchingRules,
      int uniqueSyncRuleConfigurations,
      boolean rulesDiverged,
      int matchingRulesSet,
      int syncRulesCleared) {}

  static MatchingModeView unchanged(MatchingMode mode) {
    return new MatchingModeView(true, mode, 0, 0, List.of(), List.of(), null);
  }
}
