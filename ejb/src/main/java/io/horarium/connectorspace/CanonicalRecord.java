package io.horarium.connectorspace;

import java.util.List;
import java.util.Map;

/**
 * One record of a source in the form in which objects are compared and stored
 * (contract/sync-engine.md 5.2 step 1). Made by {@link Canonicaliser}.
 *
 * @param anchor canonical text of the anchor attribute, or null when there is none that can be used
 * @param secondaryId canonical text of the secondary id attribute, or null
 * @param attrs attribute name to its distinct canonical texts; names and texts in ascending order,
 *     no empty lists, no references
 * @param refs attribute id to its distinct raw texts, in ascending order; no empty lists
 * @param hash SHA-256 over the object type and everything in {@code attrs} and {@code refs}; not to
 *     be changed
 * @param errors what was left out, once per attribute and kind; the record is good without it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per object would cost
public record CanonicalRecord(
    String objectType,
    String anchor,
    String secondaryId,
    Map<String, List<String>> attrs,
    Map<Integer, List<String>> refs,
    byte[] hash,
    List<ValueError> errors) {

  /**
   * One or more values of an attribute that were left out.
   *
   * @param attribute name of the attribute
   * @param type wire name of the error (contract/jim.md 15.4)
   * @param text one sentence for a person, without the value
   */
  public record ValueError(String attribute, String type, String text) {}
}
