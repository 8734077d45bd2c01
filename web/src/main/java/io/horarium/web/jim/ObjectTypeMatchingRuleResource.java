package io.horarium.web.jim;

import io.horarium.sync.rule.MatchingRuleService;
import io.horarium.sync.rule.MatchingRuleView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Matching rules of one object type (contract/jim-sync.md 7). */
@Path("/synchronisation/connected-systems/{system}/object-types/{type}/matching-rules")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ObjectTypeMatchingRuleResource {

  @Inject MatchingRuleService matching;

  /** All of them, in their order. */
  @GET
  public List<MatchingRuleView> list(@PathParam("system") int system, @PathParam("type") int type) {
    return matching.ofObjectType(system, type);
  }
}
