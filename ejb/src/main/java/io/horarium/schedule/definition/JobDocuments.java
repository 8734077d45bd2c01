package io.horarium.schedule.definition;

import io.horarium.access.Initiator;

/** Makes schedules of job documents; the IDM dialect knows what such a document means. */
public interface JobDocuments {

  /**
   * Makes the schedule with this key what the document says; joins the caller's transaction.
   *
   * @param text of an object, as it stands in the file
   * @throws io.horarium.problem.Problem the document cannot be followed
   */
  void follow(String key, String text, Initiator by);
}
