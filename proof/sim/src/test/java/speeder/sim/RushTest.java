package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Ten thousand requests for locks in `./check full`, else a sample.
class RushTest {
  private static final boolean WHOLE = Boolean.getBoolean("speeder.whole");
  private static final int COMMIT = System.getProperty("speeder.commit", "none").hashCode();
  private static final int REQUESTS = WHOLE ? 10_000 : 1_000;

  @Test
  void two_hundred_clients_get_what_they_ask_for_one_at_a_time_and_in_order() {
    long seed = Math.floorMod(COMMIT, 1_000_000);
    var story = Rush.of(seed, REQUESTS);
    System.out.println("locks, seed " + seed + ": " + story);
    assertEquals(REQUESTS, story.asked(), "none is refused or lost");
    assertEquals(story.asked(), story.granted() + story.left(), "none waits for ever");
    assertTrue(story.granted() > REQUESTS / 2, story::toString);
  }
}
