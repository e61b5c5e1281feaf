package speeder.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.api.Event;
import speeder.api.Json;

class ExpectedTest {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final String MAIN = "pretrain/main";
  private final List<Event> events = new ArrayList<>();

  @Test
  void before_the_edge_says_so_either_release_may_answer() {
    served();

    assertEquals(List.of(true, true), mayAnswer(2_010, 2_020));
  }

  @Test
  void once_the_edge_said_so_only_the_new_release_may_answer() {
    served();

    assertEquals(List.of(false, true), mayAnswer(2_200, 2_300));
  }

  @Test
  void before_it_is_asked_for_only_the_old_release_may_answer() {
    served();

    assertEquals(List.of(true, false), mayAnswer(1_500, 1_600));
  }

  @Test
  void a_request_that_was_under_way_may_be_answered_by_the_old_release() {
    served();

    assertEquals(List.of(true, true), mayAnswer(1_900, 2_300));
  }

  @Test
  void a_later_table_stands_for_one_whose_arrival_was_never_said() {
    pointed(1_000, "r-1");
    pointed(2_000, "r-2");
    tell(Facts.IN_FORCE, 2_100, "{\"table\": 99}");

    assertEquals(List.of(false, true), mayAnswer(2_200, 2_300));
  }

  @Test
  void main_before_a_pass_of_the_stage_before_is_told() {
    tell(Facts.BEGAN, 0, began("FORWARD"));
    pointed(1_000, "r-1");

    assertEquals(
        List.of("r-1 got main at 2 without a PASS at canary"), Expected.of(events).tooEarly());
  }

  @Test
  void main_after_a_pass_of_the_stage_before_is_in_order() {
    tell(Facts.BEGAN, 0, began("FORWARD"));
    var verdict = "{\"rollout\": 1, \"stage\": \"canary\", \"answer\": \"PASS\", \"due\": true}";
    tell(Facts.VERDICT, 500, verdict);
    pointed(1_000, "r-1");

    assertEquals(List.of(), Expected.of(events).tooEarly());
  }

  @Test
  void going_back_needs_no_pass() {
    tell(Facts.BEGAN, 0, began("BACK_BY_PERSON"));
    pointed(1_000, "r-1");

    assertEquals(List.of(), Expected.of(events).tooEarly());
  }

  private void served() {
    pointed(1_000, "r-1");
    tell(Facts.IN_FORCE, 1_100, "{\"table\": 1}");
    pointed(2_000, "r-2");
    tell(Facts.IN_FORCE, 2_100, "{\"table\": 3}");
  }

  /// Whether r-1 and r-2 may have answered between two moments, in milliseconds.
  private List<Boolean> mayAnswer(long sent, long received) {
    var expected = Expected.of(events);
    return List.of(
        expected.may(MAIN, "r-1", START.plusMillis(sent), START.plusMillis(received)),
        expected.may(MAIN, "r-2", START.plusMillis(sent), START.plusMillis(received)));
  }

  private static String began(String motion) {
    return """
    {"lane": "pretrain", "motion": "%s", "release": "r-1", "reason": "",
     "plan": {"stages": [{"name": "canary"}, {"name": "main"}]}}\
    """
        .formatted(motion);
  }

  private void pointed(long at, String release) {
    tell(
        Facts.POINTED,
        at,
        """
        {"rollout": 1, "places": {"pretrain/here/main": [
          {"release": "%s", "weight": 100}, {"release": "r-0", "weight": 0}]}}\
        """
            .formatted(release));
  }

  private void tell(String kind, long at, String body) {
    events.add(
        new Event(
            events.size() + 1,
            START.plusMillis(at),
            "pretrain",
            kind,
            "",
            "",
            "",
            "",
            new Json.Raw(body)));
  }
}
