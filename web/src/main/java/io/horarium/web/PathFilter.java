package io.horarium.web;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 404 to an address with a NUL character: nothing that is stored has one, and PostgreSQL
 * fails when asked for it.
 */
@Provider
@Priority(Priorities.USER)
public class PathFilter implements ContainerRequestFilter {

  @Inject ErrorAnswers answers;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getPath().indexOf('\0') >= 0) {
      request.abortWith(answers.of(new NotFoundException()));
    }
  }
}
