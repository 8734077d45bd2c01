package io.horarium.connectorspace;

import io.horarium.connector.ImportScope.AttributeScope;
import io.horarium.connector.ImportScope.ObjectTypeScope;
import java.util.Comparator;

/**
 * What a content hash depends on besides the content: a stored hash may be trusted only while the
 * fingerprint is the one it was stored with (contract/sync-engine.md 5.2 step 3).
 */
public final class SchemaFingerprint {

  private SchemaFingerprint() {}

  /**
   * The fingerprint of a type with its selected attributes, whatever their order.
   *
   * @param extra anything else that decides how values are read, such as the culture; null is not
   *     the same as empty
   * @return 32 bytes
   */
  public static byte[] of(ObjectTypeScope type, String extra) {
    var hash = new ContentHash(type.name());
    hash.begin();
    hash.putInt(type.id());
    hash.putText(type.anchor());
    hash.putText(type.secondaryId());
    hash.putText(extra);
    type.attributes().stream()
        .sorted(Comparator.comparing(AttributeScope::name))
        .forEach(
            attribute -> {
              hash.putInt(attribute.id());
              hash.putText(attribute.name());
              hash.putText(attribute.type().name());
              hash.putByte(attribute.multiValued() ? 1 : 0);
            });
    return hash.end();
  }
}
