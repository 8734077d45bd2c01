package io.horarium.it.testkit;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The server refused a call (contract/jim.md 3). */
public final class JimError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  JimError(String call, Answer answer) {
    super(call + ": " + answer.status() + " " + answer.text());
    this.answer = answer;
  }

  public int status() {
    return answer.status();
  }

  public String code() {
    return answer.object().getString("code");
  }

  /** The sentence for people. */
  public String sentence() {
    return answer.object().getString("message");
  }

  /** What is wrong with which field; empty when the refusal is not about fields. */
  public Map<String, List<String>> fields() {
    if (answer.object().isNull("validationErrors")) {
      return Map.of();
    }
    JsonObject fields = answer.object().getJsonObject("validationErrors");
    return fields.keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name ->
                    fields.getJsonArray(name).getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()));
  }
}
