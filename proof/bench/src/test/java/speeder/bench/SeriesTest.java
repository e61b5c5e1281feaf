package speeder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void the_median_is_the_middle_or_between_the_two_in_the_middle() {
    assertEquals(2, series(3, 1, 2).median());
    assertEquals(2.5, series(4, 1, 2, 3).median());
  }

  @Test
  void the_least_and_the_most_are_of_all_rounds() {
    assertEquals(1, series(3, 1, 2).least());
    assertEquals(3, series(3, 1, 2).most());
  }

  @Test
  void a_ratio_compares_round_by_round() {
    var slowMachineInTheSecondRound = Ratio.of("a.b", series(2, 20, 2), series(1, 10, 1));
    assertEquals(2, slowMachineInTheSecondRound.value());
  }

  @Test
  void nothing_measured_is_no_series() {
    assertThrows(IllegalArgumentException.class, () -> series());
  }

  @Test
  void all_ways_take_their_turn_in_each_round_and_warm_ups_do_not_count() throws Exception {
    var order = new ArrayList<String>();
    var series =
        new Rounds()
            .arm("one", "x", () -> took(order, "one"))
            .arm("other", "x", () -> took(order, "other"))
            .run(1, 2);
    assertEquals(List.of("one", "other", "one", "other", "one", "other"), order);
    assertEquals(List.of(3.0, 5.0), series.getFirst().samples());
    assertEquals(List.of(4.0, 6.0), series.getLast().samples());
  }

  private static double took(List<String> order, String name) {
    order.add(name);
    return order.size();
  }

  private static Series series(double... samples) {
    return new Series("s", "x", java.util.Arrays.stream(samples).boxed().toList());
  }
}
