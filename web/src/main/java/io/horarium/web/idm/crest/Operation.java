package io.horarium.web.idm.crest;

/** What a request wants, after everything that leads to it was looked at. */
public enum Operation {
  /** Make with an id of the server's choice. */
  CREATE,
  /** Make or replace under the id of the path, as the conditions say. */
  PUT,
  /** Read one. */
  READ,
  /** Find many. */
  QUERY,
  /** Change parts. */
  PATCH,
  /** Remove. */
  DELETE,
  /** Do something named. */
  ACTION
}
