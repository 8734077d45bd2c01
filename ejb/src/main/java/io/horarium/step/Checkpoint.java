package io.horarium.step;

/**
 * How far a step has come.
 *
 * @param phase key of the phase to go on with; null at the very beginning
 * @param cursor JSON text the phase understands, or null for its beginning
 */
public record Checkpoint(String phase, String cursor) {

  public static final Checkpoint START = new Checkpoint(null, null);
}
