package speeder.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.route.Answer.Reason.DEBUG_EMPTY;
import static speeder.core.route.Answer.Reason.LANE_EMPTY;
import static speeder.core.route.Answer.Reason.UNKNOWN_HOST;
import static speeder.core.route.Answer.Reason.UNKNOWN_LANE;
import static speeder.core.route.Tables.CANARY;
import static speeder.core.route.Tables.DEBUG;
import static speeder.core.route.Tables.MAIN;
import static speeder.core.route.Tables.TRAIN;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.route.Answer.NotServed;
import speeder.core.route.Answer.Rule;
import speeder.core.route.Answer.Served;
import speeder.core.route.RouteTable.Backend;

class RoutingTest {
  private static final String TEST = "test.wiki.example";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test.wiki.example",
        "TEST.Wiki.example",
        "test.wiki.example:8080",
        TEST + ".",
        TEST + ".:80"
      })
  void the_host_finds_its_tenant_in_any_writing(String host) {
    assertEquals("testwiki", served(Tables.farm(0), ask(host)).tenant());
  }

  @Test
  void an_ipv6_host_keeps_its_brackets_and_loses_its_port() {
    assertEquals("[::1]", Hosts.normal("[::1]:8080"));
    assertEquals("[::1]", Hosts.normal("[::1]"));
  }

  @Test
  void an_unknown_host_is_not_served() {
    assertEquals(UNKNOWN_HOST, notServed(Tables.farm(0), ask("en.wiki.example")).reason());
    assertEquals(UNKNOWN_HOST, notServed(Tables.farm(0), ask("")).reason());
  }

  @Test
  void a_lane_without_a_route_is_not_served_and_named() {
    var answer = notServed(Tables.farm(0), ask("lost.wiki.example"));

    assertEquals(UNKNOWN_LANE, answer.reason());
    assertTrue(answer.why().contains("nowhere"), answer.why());
    assertEquals(UNKNOWN_LANE, notServed(Tables.farm(0), debug(TEST, "gone")).reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backend=next",
        "next",
        " next ; readonly",
        "backend=next; readonly; log",
        "readonly; Backend = next",
        "readonly;backend=\"next\""
      })
  void a_debug_header_leads_any_tenant_to_the_debug_stage(String value) {
    for (var host : List.of(TEST, "de.wiki.example")) {
      var answer = served(Tables.farm(50), debug(host, value));

      assertEquals(DEBUG, answer.backend());
      assertEquals("pretrain", answer.lane());
      assertEquals("debug", answer.stage());
      assertEquals(Rule.DEBUG_HEADER, answer.rule());
      assertFalse(answer.cacheable(), "a debug answer must not be kept by shared caches");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"backend=other", "1", "readonly; log", "backend=NEXT", "NEXT"})
  void an_unknown_debug_backend_changes_nothing_and_is_said(String value) {
    var answer = served(Tables.farm(0), debug(TEST, value));

    assertEquals(MAIN, answer.backend());
    assertTrue(answer.why().contains("names no backend"), answer.why());
    assertTrue(answer.cacheable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "backend=", "log=1; readonly"})
  void a_debug_header_that_names_nothing_changes_nothing(String value) {
    var answer = served(Tables.farm(0), debug(TEST, value));

    assertEquals(MAIN, answer.backend());
    assertFalse(answer.why().contains("names no backend"), answer.why());
  }

  @Test
  void the_first_of_several_debug_headers_that_names_a_backend_counts() {
    var request = new RequestFacts(TEST, List.of("log=1", "backend=next", "train"), noClient(), 1);

    assertEquals(DEBUG, served(Tables.farm(0), request).backend());
  }

  @Test
  void an_empty_debug_stage_refuses_and_nobody_stands_in() {
    for (var debug : List.of(List.<Backend>of(), List.of(new Backend("r-new", "10.0.0.1:1", 0)))) {
      var table = Tables.farm(debug, 10, List.of(CANARY), List.of(MAIN));
      var answer = notServed(table, debug(TEST, "next"));

      assertEquals(DEBUG_EMPTY, answer.reason());
      assertEquals("route-debug-empty", answer.refusal().code());
    }
  }

  @Test
  void a_lane_without_a_debug_stage_refuses_too() {
    assertEquals(DEBUG_EMPTY, notServed(Tables.farm(0), debug(TEST, "train")).reason());
  }

  @Test
  void without_a_share_everyone_is_in_main_and_nobody_gets_a_name() {
    var answer = served(Tables.farm(0), ask(TEST));

    assertEquals(MAIN, answer.backend());
    assertEquals(Rule.MAIN, answer.rule());
    assertEquals(noClient(), answer.newClient());
    assertEquals(noClient(), served(Tables.farm(10), ask("de.wiki.example")).newClient());
  }

  @Test
  void a_nameless_client_gets_the_name_it_was_judged_by() {
    var first = served(Tables.farm(50), ask(TEST));
    var again = new RequestFacts(TEST, List.of(), first.newClient(), 99);

    assertEquals("0000000000000001", first.newClient().orElseThrow());
    assertEquals(first.backend(), served(Tables.farm(50), again).backend());
    assertEquals(noClient(), served(Tables.farm(50), again).newClient());
  }

  @Test
  void a_share_of_everything_takes_everyone() {
    assertEquals(CANARY, served(Tables.farm(100), ask(TEST)).backend());
    assertEquals(TRAIN, served(Tables.farm(100), ask("de.wiki.example")).backend());
  }

  @Test
  void an_empty_canary_leaves_its_share_to_main_and_says_so() {
    var table = Tables.farm(List.of(), 100, List.of(), List.of(MAIN));
    var answer = served(table, ask(TEST));

    assertEquals(MAIN, answer.backend());
    assertTrue(answer.why().contains("Nothing serves its stage canary"), answer.why());
    assertEquals(noClient(), answer.newClient());
  }

  @Test
  void an_empty_main_refuses_those_outside_the_share() {
    var drained = new Backend("r-old", "10.0.0.3:8080", 0);
    var answer = notServed(Tables.farm(List.of(), 0, List.of(CANARY), List.of(drained)), ask(TEST));

    assertEquals(LANE_EMPTY, answer.reason());
    assertTrue(answer.why().contains("stage main"), answer.why());
  }

  @Test
  void the_other_backend_of_the_stage_is_known_for_one_more_try() {
    var other = new Backend("r-new", "10.0.0.4:8080", 1);
    var drained = new Backend("r-older", "10.0.0.5:8080", 0);
    var table = Tables.farm(List.of(), 0, List.of(), List.of(MAIN, other, drained));
    var answer = served(table, ask(TEST));

    assertEquals(
        List.of(MAIN, other),
        answer.backend().equals(MAIN)
            ? List.of(answer.backend(), answer.otherwise().orElseThrow())
            : List.of(answer.otherwise().orElseThrow(), answer.backend()));
    assertEquals(Optional.empty(), served(Tables.farm(0), ask(TEST)).otherwise());
  }

  private static RequestFacts ask(String host) {
    return new RequestFacts(host, List.of(), noClient(), 1);
  }

  private static RequestFacts debug(String host, String value) {
    return new RequestFacts(host, List.of(value), noClient(), 1);
  }

  private static Optional<String> noClient() {
    return Optional.empty();
  }

  private static Served served(RouteTable table, RequestFacts request) {
    return switch (Routing.resolve(table, request)) {
      case Served served -> served;
      case NotServed not -> throw new AssertionError("Expected to be served, but " + not);
    };
  }

  private static NotServed notServed(RouteTable table, RequestFacts request) {
    return switch (Routing.resolve(table, request)) {
      case NotServed not -> not;
      case Served served -> throw new AssertionError("Expected a refusal, but " + served);
    };
  }
}
