package io.horarium.sync.expression;

/**
 * An attribute that an expression reads by {@code mv["name"]} or {@code cs["name"]}.
 *
 * @param source which object
 * @param name as written in the expression, in any case
 */
public record AttributeReference(Source source, String name) {

  /** The object that is asked. */
  public enum Source {
    /** The metaverse object, {@code mv}. */
    METAVERSE,
    /** The connector space object, {@code cs}. */
    CONNECTOR_SPACE
  }
}
