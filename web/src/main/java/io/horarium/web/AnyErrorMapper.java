package io.horarium.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers everything that nobody caught. */
@Provider
public class AnyErrorMapper implements ExceptionMapper<Throwable> {

  @Inject ErrorAnswers answers;

  @Override
  public Response toResponse(Throwable thrown) {
    return answers.of(thrown);
  }
}
