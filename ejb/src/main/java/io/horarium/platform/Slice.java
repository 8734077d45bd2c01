package io.horarium.platform;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param items those of the page; empty when it lies past the end
 * @param total how many the whole list has
 */
public record Slice<T>(List<T> items, long total) {

  public Slice {
    items = List.copyOf(items);
  }
}
