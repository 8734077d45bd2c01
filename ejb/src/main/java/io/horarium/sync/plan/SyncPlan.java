package io.horarium.sync.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The configuration that one synchronisation works by: read once when the run begins, unchanging
 * and without any tie to the database.
 *
 * @param systemId the system that is synchronised
 * @param fullSyncRequired whether the configuration changed since its last full synchronisation
 * @param importRules enabled ones of the system by object type, in the order of their ids
 * @param importedTypes object types of any system that have an enabled import rule
 * @param priorities by rule and attribute of every import rule of every system: 1 is strongest
 * @param simpleMatching matching rules that hang on object types, by type, in order
 * @param targets where metaverse objects are sent, by metaverse type
 * @param keyAttributes metaverse attributes some matching rule of any system looks for
 * @param displayAttributes attributes that name an object, the best first
 */
public record SyncPlan(
    int systemId,
    boolean fullSyncRequired,
    Map<Integer, MvType> mvTypes,
    Map<Integer, MvAttribute> mvAttributes,
    Map<Integer, SpaceType> spaceTypes,
    Map<Integer, List<ImportRule>> importRules,
    Set<Integer> importedTypes,
    Map<RuleAttribute, Integer> priorities,
    Map<Integer, List<MatchingRule>> simpleMatching,
    Map<Integer, List<ExportTarget>> targets,
    Set<Integer> keyAttributes,
    List<Integer> displayAttributes) {

  /** Priority of a rule that has none any more, for example because it was deleted. */
  public static final int UNRANKED = Integer.MAX_VALUE;

  /** One attribute of one import rule. */
  public record RuleAttribute(int ruleId, int mvAttributeId) {}

  /** The enabled import rules of an object type of the system, by id. */
  public List<ImportRule> importRules(int objectTypeId) {
    return importRules.getOrDefault(objectTypeId, List.of());
  }

  /** Where metaverse objects of the type are sent; may be empty. */
  public List<ExportTarget> targets(int mvTypeId) {
    return targets.getOrDefault(mvTypeId, List.of());
  }

  /** Whether metaverse objects can have references. */
  public boolean hasReferences() {
    return priorities.keySet().stream()
        .anyMatch(
            key ->
                mvAttributes.containsKey(key.mvAttributeId())
                    && mvAttributes.get(key.mvAttributeId()).reference());
  }

  /** Whether any rule takes or sends references. */
  public boolean followsReferences() {
    return importRules.values().stream()
            .flatMap(List::stream)
            .flatMap(rule -> rule.mappings().stream())
            .anyMatch(mapping -> mapping.flow() == null)
        || targets.values().stream().flatMap(List::stream).anyMatch(ExportTarget::sendsReferences);
  }

  /** Ids of the systems that any metaverse object is sent to, ascending. */
  public Set<Integer> targetSystems() {
    var systems = new TreeSet<Integer>();
    targets.values().forEach(list -> list.forEach(target -> systems.add(target.type().systemId())));
    return systems;
  }

  /** The metaverse attributes by name, without regard to case. */
  public Map<String, MvAttribute> mvAttributesByName() {
    var byName = new HashMap<String, MvAttribute>();
    mvAttributes.values().forEach(a -> byName.put(a.name().toLowerCase(java.util.Locale.ROOT), a));
    return byName;
  }
}
