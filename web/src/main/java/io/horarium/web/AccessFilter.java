package io.horarium.web;

import io.horarium.access.Roles;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Lets a request reach its resource method. Everything needs the role Administrator, except what is
 * marked {@link PermitAll} (anonymous) or {@link AnyCaller}: a resource that forgets to say
 * anything is closed.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

  @Inject Caller caller;

  @Inject ErrorAnswers answers;

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (isMarked(PermitAll.class)) {
      return;
    }
    if (!caller.isKnown()) {
      request.abortWith(caller.failure().map(answers::of).orElseGet(answers::unauthorised));
    } else if (!isMarked(AnyCaller.class) && !caller.roles().contains(Roles.ADMINISTRATOR)) {
      request.abortWith(answers.forbidden());
    }
  }

  private boolean isMarked(Class<? extends Annotation> mark) {
    return resource.getResourceMethod().isAnnotationPresent(mark)
        || resource.getResourceClass().isAnnotationPresent(mark);
  }
}
