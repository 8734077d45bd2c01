package io.horarium.web.jim;

import io.horarium.connectedsystem.MatchingMode;
import io.horarium.sync.rule.MatchingModeService;
import io.horarium.sync.rule.MatchingModeView;
import io.horarium.web.Caller;
import io.horarium.web.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where the matching rules of a connected system hang (contract/jim-sync.md 7). */
@Path("/synchronisation/connected-systems/{system}/matching-mode")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MatchingModeResource {

  @Inject MatchingModeService modes;

  @Inject Caller caller;

  /** Switches the mode and moves the rules along. */
  @POST
  public MatchingModeView change(@PathParam("system") int system, RequestBody body) {
    MatchingMode mode = body.required().requiredOneOf("mode", MatchingMode.class);
    String reason = ConnectedSystemBodies.changeReason(body);
    body.check();
    return modes.change(system, mode, caller.because(reason));
  }
}
