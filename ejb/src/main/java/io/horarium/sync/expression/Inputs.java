package io.horarium.sync.expression;

import io.horarium.sync.value.Attributes;
import java.time.Instant;

/**
 * What an expression sees while it is evaluated for one object.
 *
 * @param cs values of {@code cs["name"]}, never null
 * @param mv values of {@code mv["name"]}, never null
 * @param now what {@code Now()} gives: one instant per run, so that order and speed of a run do not
 *     show in its results
 */
public record Inputs(Attributes cs, Attributes mv, Instant now) {

  /** Of an import rule: there are no metaverse values (contract/jim-sync.md 5.4, 12.16). */
  public static Inputs ofImport(Attributes cs, Instant now) {
    return new Inputs(cs, Attributes.NONE, now);
  }

  /** Of an export rule: there are no connector space values (contract/jim-sync.md 5.4, 12.16). */
  public static Inputs ofExport(Attributes mv, Instant now) {
    return new Inputs(Attributes.NONE, mv, now);
  }
}
