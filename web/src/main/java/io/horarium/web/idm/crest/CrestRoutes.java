package io.horarium.web.idm.crest;

/** The resources of the dialect; the protocol does not know which there are. */
public interface CrestRoutes {

  /** All of them. */
  CrestRouter router();
}
