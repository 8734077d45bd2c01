package io.horarium.web.jim;

import io.horarium.platform.Clock;
import io.horarium.sync.expression.Expression;
import io.horarium.sync.expression.ExpressionTrial;
import io.horarium.sync.value.Attributes;
import io.horarium.web.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tries an expression with sample values; stores nothing (contract/jim-sync.md 5.8). */
@Path("/synchronisation/test-expression")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TestExpressionResource {

  private static final String EXPRESSION = "expression";

  @Inject Clock clock;

  /** The result, or why there is none; 400 only for a request that holds no expression. */
  @POST
  public ExpressionTrial test(RequestBody body) {
    // As sent, not trimmed: positions of errors are counted in this very text.
    String text = body.required().text(EXPRESSION, Expression.MAX_LENGTH);
    if (body.isNull(EXPRESSION) || !body.has(EXPRESSION) || (text != null && text.isBlank())) {
      body.reject(EXPRESSION, "expression is required; give a text such as \"mv[\\\"name\\\"]\".");
    }
    Attributes mv = SampleAttributes.read(body, "mvAttributes");
    Attributes cs = SampleAttributes.read(body, "csAttributes");
    body.check();
    return ExpressionTrial.of(text, mv, cs, clock.now());
  }
}
