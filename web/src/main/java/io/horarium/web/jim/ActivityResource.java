package io.horarium.web.jim;

import io.horarium.access.Initiator;
import io.horarium.activity.ActivityFilter;
import io.horarium.activity.ActivityOperation;
import io.horarium.activity.ActivityOrder;
import io.horarium.activity.ActivityOutcome;
import io.horarium.activity.ActivityQueries;
import io.horarium.activity.ActivityStatus;
import io.horarium.activity.ActivityTarget;
import io.horarium.problem.InvalidInput;
import io.horarium.web.Page;
import io.horarium.web.PageQuery;
import io.horarium.web.RequestQuery;
import io.horarium.web.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Activities (contract/jim.md 15.4). */
@Path("/activities")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ActivityResource {

  private static final int PAGE_SIZE = 25;

  @Inject ActivityQueries activities;

  @Inject RequestQuery query;

  /** One page of activities, the most recent first unless an order is asked for. */
  @GET
  public Page<ActivityView> list() {
    PageQuery page = PageQuery.of(query, PAGE_SIZE);
    return Page.of(
        activities.list(filter(), order(), page.offset(), page.pageSize()), page, ActivityView::of);
  }

  /** One activity. */
  @GET
  @Path("{id}")
  public ActivityDetailView get(@PathParam("id") UUID id) {
    return ActivityDetailView.of(activities.get(id));
  }

  /** The numbers of a run. */
  @GET
  @Path("{id}/stats")
  public ActivityStatsView stats(@PathParam("id") UUID id) {
    return ActivityStatsView.of(activities.stats(id));
  }

  /** How far an activity has come. */
  @GET
  @Path("{id}/progress")
  public ActivityProgressView progress(@PathParam("id") UUID id) {
    return ActivityProgressView.of(activities.progress(id));
  }

  /** One page of the items of a run. */
  @GET
  @Path("{id}/items")
  public Page<ActivityItemView> items(@PathParam("id") UUID id) {
    checkDirection();
    PageQuery page = PageQuery.of(query, PAGE_SIZE);
    return Page.of(
        activities.items(id, page.offset(), page.pageSize()), page, ActivityItemView::of);
  }

  /** One page of the children of an activity, the oldest first. */
  @GET
  @Path("{id}/children")
  public Page<ActivityView> children(@PathParam("id") UUID id) {
    checkDirection();
    PageQuery page = PageQuery.of(query, PAGE_SIZE);
    return Page.of(activities.children(id, page.offset(), page.pageSize()), page, ActivityView::of);
  }

  /** The order is fixed, but a direction that does not exist is refused here as well. */
  private void checkDirection() {
    query.sortDirectionIsDescending();
  }

  private ActivityOrder order() {
    if (query.text("sortBy") == null && query.text("sortDirection") == null) {
      return ActivityOrder.NEWEST_FIRST;
    }
    return new ActivityOrder(
        ActivityOrder.Sort.named(query.text("sortBy")), query.sortDirectionIsDescending());
  }

  private ActivityFilter filter() {
    return new ActivityFilter(
        query.text("search"),
        query.all("targetType", ActivityTarget.class),
        query.all("initiatorType", Initiator.Type.class),
        query.all("operation", ActivityOperation.class),
        query.all("outcome", ActivityOutcome.class),
        query.all("status", ActivityStatus.class),
        query.uuid("initiatedById"),
        query.text("initiatedBy"),
        query.bool("hasChildActivities"),
        query.instant("createdFrom"),
        query.instant("createdTo"),
        query.values("connectedSystem"),
        query.values("runProfile"),
        query.bool("scheduledOnly"),
        scheduleIds());
  }

  private List<UUID> scheduleIds() {
    List<UUID> ids = new ArrayList<>();
    for (String value : query.values("scheduleId")) {
      UUID id = Texts.uuid(value);
      if (id == null) {
        throw InvalidInput.field(
            "scheduleId", "scheduleId is not a GUID; give the id of a schedule, 36 characters.");
      }
      ids.add(id);
    }
    return ids;
  }
}
