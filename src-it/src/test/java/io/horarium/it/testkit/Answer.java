package io.horarium.it.testkit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;

/**
 * What the server answered, read to its end.
 *
 * @param contentType as the header says it, or null
 * @param location as the header says it, or null
 * @param text the body, empty when there was none
 */
public record Answer(int status, String contentType, String location, String text) {

  static Answer of(Response response) {
    try (response) {
      return new Answer(
          response.getStatus(),
          response.getHeaderString("Content-Type"),
          response.getHeaderString("Location"),
          response.hasEntity() ? response.readEntity(String.class) : "");
    }
  }

  /** The body as an object. */
  public JsonObject object() {
    return (JsonObject) json();
  }

  /** The body as a list. */
  public JsonArray list() {
    return (JsonArray) json();
  }

  private JsonStructure json() {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.read();
    }
  }

  /** This answer, unless it is a refusal. */
  Answer orThrow(String call) {
    if (status >= 300) {
      throw new JimError(call, this);
    }
    return this;
  }
}
