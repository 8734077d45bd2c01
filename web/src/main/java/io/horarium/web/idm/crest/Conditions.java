package io.horarium.web.idm.crest;

/**
 * What {@code If-Match} and {@code If-None-Match} may be sent with (2.4 and 3.3 of the contract).
 */
final class Conditions {

  private Conditions() {}

  /**
   * @throws CrestRefusal a condition does not go with the operation
   */
  static void check(CrestRequest request) {
    boolean match = request.ifMatch() != null;
    boolean none = request.ifNoneMatch() != null;
    switch (request.operation()) {
      case READ -> {
        refuse(match, "If-Match is not supported for read requests");
        refuse(
            CrestRequest.ANY.equals(request.ifNoneMatch()),
            "If-None-Match: * is not supported for read requests");
      }
      case QUERY, CREATE, ACTION -> {
        refuse(match, "If-Match is not supported for this request");
        refuse(none, "If-None-Match is not supported for this request");
      }
      case DELETE, PATCH -> refuse(none, "If-None-Match is not supported for this request");
      case PUT -> {
        refuse(match && none, "If-Match and If-None-Match are mutually exclusive");
        if (none && !CrestRequest.ANY.equals(request.ifNoneMatch())) {
          throw CrestRefusal.badRequest(
              "'" + request.ifNoneMatch() + "' is not a valid value for If-None-Match; use *");
        }
      }
    }
  }

  private static void refuse(boolean refused, String message) {
    if (refused) {
      throw CrestRefusal.precondition(message);
    }
  }

  /** Without quotation marks and the mark of weak ones; null stays null. */
  static String revision(String header) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (text.startsWith("W/")) {
      text = text.substring(2);
    }
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
