package speeder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final List<String> KNOWN = List.of("turn", "edge");

  @Test
  void names_and_options_come_in_any_order() throws Exception {
    var wishes = Wishes.of(List.of("edge", "--smoke", "--json", "turn"), KNOWN);
    assertEquals(new Wishes(List.of("edge", "turn"), Effort.SMOKE, true), wishes);
  }

  @Test
  void without_names_all_are_wanted_whole() throws Exception {
    var wishes = Wishes.of(List.of(), KNOWN);
    assertTrue(wishes.want(new TurnBench()));
    assertEquals(Effort.WHOLE, wishes.effort());
  }

  @Test
  void what_is_not_known_is_named() {
    var unknown = assertThrows(Wishes.Unknown.class, () -> Wishes.of(List.of("trun"), KNOWN));
    assertTrue(unknown.toString().contains("`trun`"));
  }
}
