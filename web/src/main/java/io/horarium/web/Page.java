package io.horarium.web;

import io.horarium.platform.Slice;
import java.util.List;
import java.util.function.Function;

/**
 * The envelope of paged lists (contract/jim.md 4); the order of its components is the one on the
 * wire.
 *
 * @param totalCount of the whole list, also when the page lies past its end
 */
public record Page<T>(
    List<T> items,
    long totalCount,
    int page,
    int pageSize,
    long totalPages,
    boolean hasNextPage,
    boolean hasPreviousPage) {

  /** The page that was asked for. */
  public static <T> Page<T> of(List<T> items, long totalCount, PageQuery asked) {
    long pages = (totalCount + asked.pageSize() - 1) / asked.pageSize();
    return new Page<>(
        List.copyOf(items),
        totalCount,
        asked.page(),
        asked.pageSize(),
        pages,
        asked.page() < pages,
        asked.page() > 1);
  }

  /** The page that was asked for. */
  public static <T> Page<T> of(Slice<T> slice, PageQuery asked) {
    return of(slice.items(), slice.total(), asked);
  }

  /** The page that was asked for, each item as {@code view} shows it. */
  public static <S, T> Page<T> of(Slice<S> slice, PageQuery asked, Function<S, T> view) {
    return of(slice.items().stream().map(view).toList(), slice.total(), asked);
  }
}
