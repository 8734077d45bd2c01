package io.horarium.idm;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;

/**
 * What a job says beyond its schedule: as a client of IDM wrote it, or made from the schedule's
 * steps.
 *
 * @param misfirePolicy as sent, or null
 * @param startTime as sent, or null
 * @param endTime as sent, or null
 * @param timeZone as sent, or null
 */
record JobDocument(
    Invocation invocation,
    String misfirePolicy,
    String startTime,
    String endTime,
    String timeZone) {

  static JobDocument of(Invocation invocation) {
    return new JobDocument(invocation, null, null, null, null);
  }

  static JobDocument of(JobDefinition job) {
    return new JobDocument(
        Invocation.of(job.invokeService(), job.invokeContext()),
        job.misfirePolicy(),
        job.startTime(),
        job.endTime(),
        job.timeZone());
  }

  static JobDocument parse(String text) {
    JsonObject document = Invocation.parse(text);
    return new JobDocument(
        new Invocation(
            document.getString("invokeService"),
            document.get("invokeContext") instanceof JsonObject context ? context : null),
        text(document, "misfirePolicy"),
        text(document, "startTime"),
        text(document, "endTime"),
        text(document, "timeZone"));
  }

  private static String text(JsonObject document, String name) {
    return document.get(name) instanceof JsonString text ? text.getString() : null;
  }

  String text() {
    JsonObjectBuilder document =
        Json.createObjectBuilder().add("invokeService", invocation.service());
    if (invocation.context() == null) {
      document.addNull("invokeContext");
    } else {
      document.add("invokeContext", invocation.context());
    }
    add(document, "misfirePolicy", misfirePolicy);
    add(document, "startTime", startTime);
    add(document, "endTime", endTime);
    add(document, "timeZone", timeZone);
    return document.build().toString();
  }

  private static void add(JsonObjectBuilder document, String name, String value) {
    if (value != null) {
      document.add(name, value);
    }
  }
}
