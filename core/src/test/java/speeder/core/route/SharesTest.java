package speeder.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import speeder.core.route.Answer.Served;
import speeder.core.route.RouteTable.Backend;

/// What must hold for every client, shown on many drawn from a seed.
class SharesTest {
  private static final long SEED = 20260101;
  private static final int CLIENTS = 10_000;

  private final List<String> clients =
      new Random(SEED).longs(CLIENTS).mapToObj(Long::toHexString).toList();

  @Test
  void a_share_is_as_large_as_it_says() {
    for (int share : List.of(1, 10, 33, 50, 99)) {
      long inside = inCanary(share).size();
      double expected = CLIENTS * share / 100.0;

      assertNear("share " + share, expected, inside);
    }
  }

  @Test
  void widening_a_share_only_adds_clients() {
    Set<String> before = Set.of();
    for (int share = 0; share <= 100; share += 4) {
      var now = inCanary(share);

      assertTrue(now.containsAll(before), "a client left the canary at " + share + " %");
      before = now;
    }
    assertEquals(CLIENTS, before.size());
  }

  @Test
  void lanes_pick_their_shares_independently() {
    long both =
        clients.stream()
            .filter(client -> Sticky.percent(client, "pretrain") < 10)
            .filter(client -> Sticky.percent(client, "train") < 10)
            .count();

    assertNear("10 % of 10 %", CLIENTS / 100.0, both);
  }

  @Test
  void weights_are_kept_within_a_stage() {
    var random = new Random(SEED);
    for (int round = 0; round < 5; round++) {
      var backends = backends(IntStream.range(0, 4).map(_ -> random.nextInt(1, 100)).toArray());
      double sum = backends.stream().mapToInt(Backend::weight).sum();
      var counts =
          clients.stream()
              .collect(Collectors.groupingBy(one -> chosen(backends, one), Collectors.counting()));

      for (var backend : backends) {
        assertNear(
            backend.toString(),
            CLIENTS * backend.weight() / sum,
            counts.getOrDefault(backend.release(), 0L));
      }
    }
  }

  @Test
  void weight_zero_gets_nothing() {
    var backends = backends(0, 1, 0);

    assertEquals(
        Set.of("r-1"),
        clients.stream().map(one -> chosen(backends, one)).collect(Collectors.toSet()));
  }

  @Test
  void a_weight_that_grows_only_gains_clients() {
    Set<String> before = new HashSet<>();
    for (int weight = 0; weight <= 100; weight += 10) {
      var backends = backends(weight, 50, 30);
      var now = those(client -> chosen(backends, client).equals("r-0"));

      assertTrue(now.containsAll(before), "a client left r-0 at weight " + weight);
      before = now;
    }
  }

  @Test
  void those_who_need_not_move_stay_where_they_are() {
    var before = backends(50, 50, 0);
    var after = backends(50, 25, 25);

    for (var client : clients) {
      var then = chosen(before, client);
      var now = chosen(after, client);
      assertTrue(
          now.equals(then) || then.equals("r-1") || now.equals("r-2"),
          client + " moved from " + then + " to " + now);
    }
  }

  /// Golden: clients keep their choice over restarts and versions.
  @Test
  void the_place_of_a_client_never_changes() {
    assertEquals(
        Map.of("a", "53.650325", "b", "37.631896"), Map.of("a", percent("a"), "b", percent("b")));
  }

  private static String percent(String client) {
    return String.format(Locale.ROOT, "%.6f", Sticky.percent(client, "pretrain"));
  }

  private Set<String> inCanary(int share) {
    var table = Tables.farm(share);
    return those(client -> resolve(table, client).stage().equals("canary"));
  }

  private Set<String> those(Predicate<String> which) {
    return clients.stream().filter(which).collect(Collectors.toSet());
  }

  private static String chosen(List<Backend> backends, String client) {
    var table = Tables.farm(List.of(), 0, List.of(), backends);
    return resolve(table, client).backend().release();
  }

  private static Served resolve(RouteTable table, String client) {
    var request = new RequestFacts("test.wiki.example", List.of(), Optional.of(client), 0);
    return (Served) Routing.resolve(table, request);
  }

  private static List<Backend> backends(int... weights) {
    return IntStream.range(0, weights.length)
        .mapToObj(at -> new Backend("r-" + at, "10.0.0." + at + ":8080", weights[at]))
        .toList();
  }

  /// Within five standard deviations of a binomial count.
  private static void assertNear(String what, double expected, long came) {
    double deviation = Math.sqrt(expected * (1 - Math.min(expected / CLIENTS, 1)));
    assertTrue(
        Math.abs(came - expected) <= 5 * deviation + 1,
        "%s: expected about %.0f, came %d".formatted(what, expected, came));
  }
}
