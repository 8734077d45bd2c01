package io.horarium.web;

import io.horarium.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what the domain refuses. */
@Provider
public class ProblemMapper implements ExceptionMapper<Problem> {

  @Inject ErrorAnswers answers;

  @Override
  public Response toResponse(Problem problem) {
    return answers.of(problem);
  }
}
