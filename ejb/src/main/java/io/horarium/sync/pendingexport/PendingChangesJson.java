package io.horarium.sync.pendingexport;

import io.horarium.connectorspace.DocumentJson;
import io.horarium.platform.JsonScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * The document of a pending export's changes: {@code
 * [{"a":203,"o":"Set","v":"x","s":"Pending","n":0}]} (migration V010). By hand, because every
 * export and every confirming import reads and writes one per object.
 */
public final class PendingChangesJson {

  private PendingChangesJson() {}

  /**
   * The document of these changes, in their order.
   *
   * @throws IllegalArgumentException when a value cannot be stored as jsonb; canonical texts can
   */
  public static String write(List<PendingChange> changes) {
    if (changes.isEmpty()) {
      return "[]";
    }
    StringBuilder out = new StringBuilder(72 * changes.size());
    char separator = '[';
    for (PendingChange change : changes) {
      out.append(separator).append("{\"a\":").append(change.attributeId());
      separator = ',';
      out.append(",\"o\":\"").append(change.op().name()).append('"');
      if (change.value() != null) {
        DocumentJson.text(change.value(), out.append(",\"v\":"));
      }
      out.append(",\"s\":\"").append(change.status().name());
      out.append("\",\"n\":").append(change.attempts());
      if (change.lastSeen() != null) {
        DocumentJson.text(change.lastSeen(), out.append(",\"l\":"));
      }
      out.append('}');
    }
    return out.append(']').toString();
  }

  /**
   * The changes of a document, in its order.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static List<PendingChange> read(String json) {
    JsonScanner scanner = new JsonScanner(json);
    List<PendingChange> changes = new ArrayList<>();
    scanner.expect('[');
    for (boolean more = !scanner.skipIf(']'); more; more = scanner.nextOf(']')) {
      changes.add(change(scanner));
    }
    return changes;
  }

  private static PendingChange change(JsonScanner scanner) {
    int attribute = 0;
    ChangeOp op = null;
    String value = null;
    ChangeStatus status = ChangeStatus.Pending;
    int attempts = 0;
    String lastSeen = null;
    scanner.expect('{');
    for (boolean more = !scanner.skipIf('}'); more; more = scanner.nextOf('}')) {
      String key = scanner.text();
      scanner.expect(':');
      switch (key) {
        case "a" -> attribute = scanner.number();
        case "o" -> op = ChangeOp.valueOf(scanner.text());
        case "v" -> value = scanner.textOrNull();
        case "s" -> status = ChangeStatus.valueOf(scanner.text());
        case "n" -> attempts = scanner.number();
        case "l" -> lastSeen = scanner.textOrNull();
        default -> scanner.skipScalar();
      }
    }
    return new PendingChange(attribute, op, value, status, attempts, lastSeen);
  }
}
