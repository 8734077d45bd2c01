package io.horarium.web.idm.crest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.horarium.idm.filter.Filter;
import io.horarium.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of contract/openidm-scheduler.md 2, 6.1, 6.2 and 7 that need no server. */
class CrestProtocolTest {

  private static Parameters parameters(String... namesAndValues) {
    Map<String, String[]> sent = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      sent.put(namesAndValues[i], new String[] {namesAndValues[i + 1]});
    }
    return new Parameters(sent);
  }

  private static CrestRequest query(String... namesAndValues) {
    Parameters parameters = parameters(namesAndValues);
    return new CrestRequest(
        Operation.QUERY,
        List.of(),
        ApiVersion.V2,
        VersionHeader.PROTOCOL,
        parameters,
        FieldSelection.parse(parameters.get("_fields").orElse(null)),
        null,
        null,
        null);
  }

  private static int refusal(Runnable call) {
    return catchThrowableOfType(CrestRefusal.class, call::run).code();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resource=2.0 | 2.1 | 2.0",
        "resource=1 | 2.1 | 1.0",
        "protocol=1.0 | 1.0 |",
        "protocol=2.0,resource=3.0 | 2.0 | 3.0",
        " resource = 2.0 , protocol = 2.1 | 2.1 | 2.0"
      })
  void aVersionHeaderNamesProtocolAndResource(String text, String protocol, String resource) {
    VersionHeader header = VersionHeader.parse(text);

    assertThat(header.protocol()).hasToString(protocol);
    assertThat(header.resource() == null ? null : header.resource().toString()).isEqualTo(resource);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "banana | Version string is in an invalid format: banana",
        "resource=2.0,resource=1.0 | Version string is in an invalid format: resource=2.0,resource=1.0",
        "resource=2.0; protocol=2 | Version string is in an invalid format: resource=2.0; protocol=2",
        "resource=2.0.1 | Version string is in an invalid format: resource=2.0.1",
        "protocol=3.0 | Unsupported major version: 3.0",
        "protocol=0.9 | Unsupported major version: 0.9",
        "protocol=2.2 | Unsupported minor version: 2.2",
        "protocol=1.1 | Unsupported minor version: 1.1"
      })
  void aVersionThatIsNotSpokenIsRefused(String text, String message) {
    assertThatThrownBy(() -> VersionHeader.parse(text))
        .isInstanceOf(CrestRefusal.class)
        .hasMessage(message)
        .extracting(refusal -> ((CrestRefusal) refusal).code())
        .isEqualTo(400);
  }

  @Test
  void parametersOfTheProtocolAreFoundInAnyCaseAndOthersPassOn() {
    Parameters parameters = parameters("_PageSize", "7", "mapping", "x");

    assertThat(parameters.integer("_pageSize")).isEqualTo(7);
    assertThat(parameters.get("mapping")).contains("x");
    assertThat(refusal(() -> parameters("_frob", "1"))).isEqualTo(400);
    assertThat(refusal(() -> parameters("_fields", "a", "_FIELDS", "b"))).isEqualTo(400);
    assertThat(refusal(() -> new Parameters(Map.of("x", new String[] {"1", "2"})))).isEqualTo(400);
    assertThat(refusal(() -> parameters("_pageSize", "x").integer("_pageSize"))).isEqualTo(400);
    assertThat(refusal(() -> parameters("_prettyPrint", "x").isTrue("_prettyPrint")))
        .isEqualTo(400);
  }

  @Test
  void fieldsAreChosenByPointerAndReturnedUnderTheirLastSegment() {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("enabled", true);
    job.put("nextRunDate", null);
    job.put("invokeContext", Map.of("script", Map.of("type", "text/javascript")));
    job.put("_id", "a");

    assertThat(
            FieldSelection.parse("nextRunDate,/enabled,missing,invokeContext/script/type").of(job))
        .containsExactly(
            Map.entry("_id", "a"),
            new SimpleEntry<>("nextRunDate", null),
            Map.entry("enabled", true),
            Map.entry("type", "text/javascript"));
    assertThat(FieldSelection.parse("").of(job)).isSameAs(job);
    assertThat(FieldSelection.parse("*").of(job)).isSameAs(job);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1}x",
        "{\"a\":1} {}",
        "{\"a\":}",
        "[1,]",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":1e999}"
      })
  void whatIsNotOneJsonValueIsRefused(String text) {
    assertThat(refusal(() -> CrestJson.parse(text))).isEqualTo(400);
  }

  @Test
  void ofAPropertyGivenTwiceTheLastCounts() {
    assertThat(CrestJson.parse("{\"a\":true,\"b\":[1,null],\"a\":false}"))
        .isEqualTo(
            new LinkedHashMap<>(Map.of("a", false, "b", Arrays.asList(BigDecimal.ONE, null))));
  }

  @Test
  void prettyAndPlainTextSayTheSame() {
    Object value = CrestJson.parse("{\"a\":[1,{\"b\":null}]}");

    assertThat(CrestJson.text(value, true)).contains("\n");
    assertThat(CrestJson.parse(CrestJson.text(value, true))).isEqualTo(value);
  }

  @Test
  void messagesAreEscapedForHtml() {
    Map<String, Object> body = CrestRefusal.noRoute("<a href='x'>&\"").body();

    assertThat(body)
        .containsEntry("code", 404)
        .containsEntry("reason", "Not Found")
        .containsEntry(
            "message", "Resource &#39;&lt;a href=&#39;x&#39;&gt;&amp;&quot;&#39; not found");
  }

  @ParameterizedTest
  @CsvSource({
    "READ,,x,0",
    "READ,,*,412",
    "READ,x,,412",
    "QUERY,,x,412",
    "CREATE,x,,412",
    "ACTION,,*,412",
    "DELETE,,x,412",
    "DELETE,x,,0",
    "PUT,,*,0",
    "PUT,*,,0",
    "PUT,,x,400",
    "PUT,*,*,412"
  })
  void conditionsGoWithSomeOperationsOnly(
      Operation operation, String match, String none, int code) {
    CrestRequest request =
        new CrestRequest(
            operation,
            List.of(),
            ApiVersion.V2,
            VersionHeader.PROTOCOL,
            parameters(),
            FieldSelection.parse(""),
            match,
            none,
            null);

    if (code == 0) {
      Conditions.check(request);
    } else {
      assertThat(refusal(() -> Conditions.check(request))).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({"\"*\",*", "*,*", "W/\"a\",a", "\"a\",a", "a,a"})
  void quotationMarksOfRevisionsDoNotCount(String header, String revision) {
    assertThat(Conditions.revision(header)).isEqualTo(revision);
  }

  @Test
  void pagesFollowTheTestVector() {
    List<Map<String, Object>> jobs =
        IntStream.rangeClosed(1, 12)
            .mapToObj(number -> Map.<String, Object>of("_id", "job%02d".formatted(number)))
            .toList();

    Map<String, Object> first = page(jobs, "_pageSize", "5", "_pagedResultsOffset", "1");
    Map<String, Object> second = page(jobs, "_pageSize", "5", "_pagedResultsCookie", "6");
    Map<String, Object> last = page(jobs, "_pageSize", "5", "_pagedResultsCookie", "11");

    assertThat(first)
        .containsEntry("resultCount", 5)
        .containsEntry("pagedResultsCookie", "6")
        .containsEntry("totalPagedResults", 12L);
    assertThat(second).containsEntry("resultCount", 5).containsEntry("pagedResultsCookie", "11");
    assertThat(last).containsEntry("resultCount", 1).containsEntry("pagedResultsCookie", null);
    assertThat(page(jobs, "_pageSize", "-3")).containsEntry("resultCount", 12);
    assertThat(page(jobs, "_pagedResultsOffset", "99")).containsEntry("resultCount", 0);
    assertThat(page(jobs, "_pagedResultsCookie", "zz", "_pageSize", "2"))
        .containsEntry("resultCount", 2);
    assertThat(page(jobs, "_sortKeys", "-_id", "_pageSize", "1").get("result"))
        .isEqualTo(List.of(Map.of("_id", "job12")));
  }

  private static Map<String, Object> page(List<Map<String, Object>> jobs, String... more) {
    List<String> all = new ArrayList<>(List.of("_queryFilter", "true"));
    all.addAll(List.of(more));
    CrestRequest request = query(all.toArray(String[]::new));
    return QueryAnswer.of(request).over(jobs, request.fields());
  }

  @Test
  void badQueriesAreRefused() {
    assertThat(refusal(() -> QueryAnswer.of(query("_queryId", "nope")))).isEqualTo(400);
    assertThat(
            refusal(
                () ->
                    QueryAnswer.of(
                        query("_queryFilter", "true", "_totalPagedResultsPolicy", "LOTS"))))
        .isEqualTo(400);
    assertThat(
            refusal(
                () ->
                    QueryAnswer.of(
                        query(
                            "_queryFilter",
                            "true",
                            "_pagedResultsOffset",
                            "1",
                            "_pagedResultsCookie",
                            "2"))))
        .isEqualTo(400);
    assertThatThrownBy(() -> QueryAnswer.of(query("_queryFilter", "a ==")))
        .isInstanceOf(InvalidInput.class);
    assertThat(QueryAnswer.of(query("_queryId", "query-all-ids")).filter())
        .isEqualTo(new Filter.Always(true));
  }

  @Test
  void theLongestPathWinsAndUnknownVersionsLeadNowhere() {
    CrestHandler one = new CrestHandler() {};
    CrestHandler two = new CrestHandler() {};
    CrestRouter router =
        new CrestRouter()
            .add("scheduler", ApiVersion.V1, one)
            .add("scheduler/job", ApiVersion.V2, two);

    CrestRouter.Match match = router.match(at(null, "scheduler", "job", "x"));

    assertThat(match.handler()).isSameAs(two);
    assertThat(match.request().segments()).containsExactly("x");
    assertThat(match.request().version()).isEqualTo(ApiVersion.V2);
    assertThat(router.match(at(null, "scheduler", "jobs")).handler()).isSameAs(one);
    assertThat(refusal(() -> router.match(at(null, "zzz")))).isEqualTo(404);
    assertThat(refusal(() -> router.match(at(new ApiVersion(3, 0), "scheduler")))).isEqualTo(404);
  }

  private static CrestRequest at(ApiVersion version, String... path) {
    return new CrestRequest(
        Operation.READ,
        List.of(path),
        version,
        VersionHeader.PROTOCOL,
        new Parameters(new HashMap<>()),
        FieldSelection.parse(""),
        null,
        null,
        null);
  }
}
