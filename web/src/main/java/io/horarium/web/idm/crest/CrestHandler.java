package io.horarium.web.idm.crest;

/** Answers the requests of one resource path. What it does not override is not implemented: 501. */
public interface CrestHandler {

  /** POST on the collection. */
  default CrestAnswer create(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** PUT with an id. */
  default CrestAnswer put(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** GET without a query. */
  default CrestAnswer read(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** GET with a query. */
  default CrestAnswer query(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** PATCH. */
  default CrestAnswer patch(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** DELETE. */
  default CrestAnswer delete(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** POST with the name of an action. */
  default CrestAnswer action(CrestRequest request) {
    throw CrestRefusal.notImplemented();
  }

  /** The answer, by what the request wants. */
  default CrestAnswer handle(CrestRequest request) {
    return switch (request.operation()) {
      case CREATE -> create(request);
      case PUT -> put(request);
      case READ -> read(request);
      case QUERY -> query(request);
      case PATCH -> patch(request);
      case DELETE -> delete(request);
      case ACTION -> action(request);
    };
  }
}
