package io.horarium.connectedsystem;

import io.horarium.platform.RecordListing;
import io.horarium.platform.Slice;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts, filters and cuts the list of connected systems (contract/jim.md 4); counts are among the
 * properties to sort by.
 *
 * @param sortBy name of a property of the header in any case; unknown or null: name
 * @param filter {@code property:operator:value}, or null; what is not understood is ignored
 */
public record SystemListing(
    String sortBy, boolean descending, String filter, int offset, int size) {

  Slice<ConnectedSystemHeaderView> of(List<ConnectedSystemHeaderView> all) {
    return new RecordListing(sortBy, descending, filter, offset, size)
        .of(
            ConnectedSystemHeaderView.class,
            all.stream().sorted(Comparator.comparing(ConnectedSystemHeaderView::id)).toList(),
            "name");
  }
}
