package io.horarium.connectedsystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemListingTest {

  private final List<ConnectedSystemHeaderView> systems =
      List.of(system(1, "beta", 5), system(2, "Alpha", 5), system(3, "gamma", 9));

  private static ConnectedSystemHeaderView system(int id, String name, long objects) {
    return new ConnectedSystemHeaderView(
        id, name, null, Instant.EPOCH, SystemStatus.Active, objects, 0, 0, "Fake Connector", 1);
  }

  private List<Integer> ids(String sortBy, boolean descending, String filter) {
    return new SystemListing(sortBy, descending, filter, 0, 10)
        .of(systems).items().stream().map(ConnectedSystemHeaderView::id).toList();
  }

  @Test
  void sortsByAnyPropertyAndBreaksTiesById() {
    assertThat(ids(null, false, null)).containsExactly(2, 1, 3);
    assertThat(ids("objectCount", true, null)).containsExactly(3, 1, 2);
    assertThat(ids("nonsense", false, null)).containsExactly(2, 1, 3);
  }

  @Test
  void filtersTextsAndNumbersAndIgnoresWhatItDoesNotKnow() {
    assertThat(ids(null, false, "name:eq:ALPHA")).containsExactly(2);
    assertThat(ids(null, false, "name:contains:am")).containsExactly(3);
    assertThat(ids(null, false, "objectCount:gte:9")).containsExactly(3);
    assertThat(ids(null, false, "objectCount:gte:x")).hasSize(3);
    assertThat(ids(null, false, "colour:eq:red")).hasSize(3);
    assertThat(ids(null, false, "name:like:a")).hasSize(3);
    assertThat(ids(null, false, "name")).hasSize(3);
  }

  @Test
  void cutsPagesAndCountsAll() {
    var slice = new SystemListing("name", false, null, 2, 2).of(systems);

    assertThat(slice.items()).extracting(ConnectedSystemHeaderView::id).containsExactly(3);
    assertThat(slice.total()).isEqualTo(3);
  }
}
