package io.horarium.web.jim;

import io.horarium.problem.InvalidInput;
import io.horarium.sync.rule.PriorityService;
import io.horarium.sync.rule.PriorityView;
import io.horarium.web.Caller;
import io.horarium.web.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which contributor of an attribute comes first (contract/jim-sync.md 8.4). */
@Path("/metaverse/attributes/{attribute}/priorities/{type}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AttributePriorityResource {

  @Inject PriorityService priorities;

  @Inject Caller caller;

  /** The contributors, the strongest first. */
  @GET
  public PriorityView get(@PathParam("attribute") int attribute, @PathParam("type") int type) {
    return priorities.get(attribute, type);
  }

  /** Puts all contributors in this order. */
  @PUT
  public PriorityView reorder(
      @PathParam("attribute") int attribute, @PathParam("type") int type, RequestBody body) {
    List<RequestBody> given = body.required().objects("contributors");
    if (given == null) {
      body.reject("contributors", "contributors is required; give the list of contributors.");
    }
    List<Integer> ids =
        Stream.ofNullable(given)
            .flatMap(List::stream)
            .map(
                contributor -> {
                  refuseNullIsValue(contributor);
                  return contributor.requiredInteger(
                      "mappingId", Integer.MIN_VALUE, Integer.MAX_VALUE);
                })
            .collect(Collectors.toList());
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return priorities.reorder(attribute, type, ids, caller.because(reason));
  }

  /** Moves one contributor. */
  @PUT
  @Path("mappings/{mapping}")
  public PriorityView move(
      @PathParam("attribute") int attribute,
      @PathParam("type") int type,
      @PathParam("mapping") int mapping,
      RequestBody body) {
    Integer position =
        body.required().requiredInteger("position", Integer.MIN_VALUE, Integer.MAX_VALUE);
    refuseNullIsValue(body);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return priorities.move(attribute, type, mapping, position, caller.because(reason));
  }

  private static void refuseNullIsValue(RequestBody body) {
    if (Boolean.TRUE.equals(body.bool("nullIsValue"))) {
      throw InvalidInput.request(
          "nullIsValue is not available in this version; leave it out or give false.");
    }
  }
}
