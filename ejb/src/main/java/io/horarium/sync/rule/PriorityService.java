package io.horarium.sync.rule;

import io.horarium.access.Roles;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityStore;
import io.horarium.activity.ChangeCause;
import io.horarium.activity.ChangeRecord;
import io.horarium.connectedsystem.ChangeClass;
import io.horarium.connectedsystem.SyncConfigurationStore;
import io.horarium.metaverse.MetaverseRepository;
import io.horarium.metaverse.MvAttribute;
import io.horarium.metaverse.MvObjectType;
import io.horarium.problem.InvalidInput;
import io.horarium.problem.NotFound;
import io.horarium.sync.rule.PriorityView.ContributorView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Shows and changes which contributor of an attribute comes first (contract/jim-sync.md 8.4). A
 * change is recorded as one of the attribute, by an activity in its own transaction, and makes a
 * full synchronisation of every contributing system due.
 */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class PriorityService {

  private SyncRuleRepository rules;
  private SyncRuleStore store;
  private MetaverseRepository metaverse;
  private SyncConfigurationStore configuration;
  private ActivityStore activities;

  protected PriorityService() {}

  @Inject
  public PriorityService(
      SyncRuleRepository rules,
      SyncRuleStore store,
      MetaverseRepository metaverse,
      SyncConfigurationStore configuration,
      ActivityStore activities) {
    this.rules = rules;
    this.store = store;
    this.metaverse = metaverse;
    this.configuration = configuration;
    this.activities = activities;
  }

  /**
   * The contributors of an attribute of a type, the strongest first.
   *
   * @throws NotFound unknown attribute or type
   */
  public PriorityView get(int attributeId, int typeId) {
    MvAttribute attribute = metaverse.attribute(attributeId);
    MvObjectType type = metaverse.objectType(typeId);
    return view(attribute, type, rules.contributors(attributeId, typeId));
  }

  /**
   * Puts all contributors in this order.
   *
   * @throws NotFound unknown attribute or type
   * @throws InvalidInput a contributor is missing, named twice or none
   */
  public PriorityView reorder(
      int attributeId, int typeId, List<Integer> mappingIds, ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(attributeId);
    MvObjectType type = metaverse.objectType(typeId);
    List<Mapping> present = rules.contributors(attributeId, typeId);
    List<Integer> ids = present.stream().map(Mapping::id).toList();
    if (mappingIds.size() != ids.size() || !new TreeSet<>(mappingIds).equals(new TreeSet<>(ids))) {
      throw InvalidInput.field(
          "contributors",
          "contributors must name every contributor exactly once: "
              + ids
              + "; read the priorities and send all of them.");
    }
    return apply(attribute, type, present, mappingIds, cause);
  }

  /**
   * Moves one contributor.
   *
   * @param position from 1; one outside of the list counts as its first or last place
   * @throws NotFound unknown attribute or type, or no such contributor
   */
  public PriorityView move(
      int attributeId, int typeId, int mappingId, int position, ChangeCause cause) {
    configuration.lock();
    MvAttribute attribute = metaverse.attribute(attributeId);
    MvObjectType type = metaverse.objectType(typeId);
    List<Mapping> present = rules.contributors(attributeId, typeId);
    var ids = new ArrayList<>(present.stream().map(Mapping::id).toList());
    if (!ids.remove((Integer) mappingId)) {
      throw new NotFound("Contributing mapping", mappingId);
    }
    ids.add(Math.max(1, Math.min(position, ids.size() + 1)) - 1, mappingId);
    return apply(attribute, type, present, ids, cause);
  }

  private PriorityView apply(
      MvAttribute attribute,
      MvObjectType type,
      List<Mapping> present,
      List<Integer> mappingIds,
      ChangeCause cause) {
    store.prioritise(mappingIds);
    store.renumberPriorities();
    present.forEach(rules::refresh);
    configuration.changed(
        present.stream().map(mapping -> mapping.rule().system().id()).distinct().toList(),
        ChangeClass.SyncAffecting);
    activities.completed(
        ChangeRecord.ofMetaverseAttribute(ActivityOperation.Update, attribute.name(), cause));
    return view(attribute, type, rules.contributors(attribute.id(), type.id()));
  }

  private static PriorityView view(
      MvAttribute attribute, MvObjectType type, List<Mapping> contributors) {
    return new PriorityView(
        type.id(),
        attribute.id(),
        attribute.name(),
        contributors.stream().map(ContributorView::of).toList());
  }
}
