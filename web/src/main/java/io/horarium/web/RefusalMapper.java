package io.horarium.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Gives the refusals of the REST runtime itself (404, 405, 415, …) the common body. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {

  @Inject ErrorAnswers answers;

  @Override
  public Response toResponse(WebApplicationException refusal) {
    return answers.of(refusal);
  }
}
