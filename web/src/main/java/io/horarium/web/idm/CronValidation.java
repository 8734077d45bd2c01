package io.horarium.web.idm;

import io.horarium.idm.CronTexts;
import io.horarium.web.idm.crest.CrestAnswer;
import io.horarium.web.idm.crest.CrestRefusal;
import io.horarium.web.idm.crest.CrestRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The action {@code validateQuartzCronExpression} (contract/openidm-scheduler.md 5.1). */
@ApplicationScoped
public class CronValidation {

  /** Its name. */
  static final String ACTION = "validateQuartzCronExpression";

  CrestAnswer answer(CrestRequest request) {
    if (!(request.object().get("cronExpression") instanceof String text)) {
      throw CrestRefusal.badRequest(
          "cronExpression must be a text; send {\"cronExpression\": \"0 0/1 * * * ?\"}");
    }
    return CrestAnswer.ok(Map.of("valid", CronTexts.isValid(text)));
  }
}
