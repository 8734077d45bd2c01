package io.horarium.schedule;

import java.time.Instant;
import java.util.List;

/**
 * What a trigger that is not saved would do.
 *
 * @param cronExpression derived or as given; null unless the type is Cron
 * @param words what it means, for people
 * @param next instants, ascending; empty when it would never fire
 * @param warnings whole sentences about what might surprise
 */
public record TriggerPreview(
    String cronExpression, String words, List<Instant> next, List<String> warnings) {

  public TriggerPreview {
    next = List.copyOf(next);
    warnings = List.copyOf(warnings);
  }
}
