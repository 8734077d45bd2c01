package io.horarium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.problem.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void clampsPageAndSize() {
    assertThat(PageQuery.of(null, null, 25)).isEqualTo(new PageQuery(1, 25));
    assertThat(PageQuery.of(-3, 1000, 25)).isEqualTo(new PageQuery(1, 100));
    assertThat(PageQuery.of(2, 0, 50)).isEqualTo(new PageQuery(2, 50));
  }

  @Test
  void refusesPagesThatLieTooDeep() {
    assertThat(PageQuery.of(10_001, 100, 25).offset()).isEqualTo(1_000_000);

    var thrown = catchThrowableOfType(InvalidInput.class, () -> PageQuery.of(10_002, 100, 25));

    assertThat(thrown.fieldMessages()).containsOnlyKeys("page");
  }

  @Test
  void envelopeHasThePropertiesOfTheContractInItsOrder() {
    var page = Page.of(List.of("x"), 284, new PageQuery(1, 2));

    assertThat(ViewJson.text(page))
        .isEqualTo(
            "{\"items\":[\"x\"],\"totalCount\":284,\"page\":1,\"pageSize\":2,\"totalPages\":142,"
                + "\"hasNextPage\":true,\"hasPreviousPage\":false}");
    assertThat(Page.of(List.of(), 0, new PageQuery(1, 20)).totalPages()).isZero();
    assertThat(Page.of(List.of(), 5, new PageQuery(9, 2)).totalCount()).isEqualTo(5);
  }
}
