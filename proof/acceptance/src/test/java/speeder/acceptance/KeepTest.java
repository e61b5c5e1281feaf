package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Event;

/// A commit that is kept stays through a rollback: it was laid over what the lane goes back to
/// before anyone asked.
class KeepTest {
  private static final int RELEASES = 4;
  private static final int STAGES = 3;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @TempDir Path folder = Path.of("");

  @Test
  void a_rollback_to_the_anchor_brings_old_code_with_the_kept_commit_and_builds_nothing()
      throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      for (int i = 2; i <= RELEASES; i++) serves(farm, "lib " + i);
      var anchor = farm.lane().backTo().orElseThrow();
      obeyed(farm, "hold", SmallFarm.LANE, "--reason", "a look");
      var kept = farm.site.configure("config kept");
      obeyed(farm, "keep", "config", kept.toString(), "--reason", "it protects");
      var standIn = standsBy(farm, anchor);
      assertEquals("config one\nlib 4\napp one\n", farm.page(), "nothing moves by itself");

      long from = farm.client().status().offset() + 1;
      obeyed(farm, "rollback", SmallFarm.LANE, "--reason", "saving is slow");
      Await.until("main serves " + standIn, () -> farm.lane().serving().orElse("").equals(standIn));
      farm.atRest();
      assertEquals("config kept\nlib 3\napp one\n", farm.page());
      assertEquals(List.of(), built(farm, from), "nothing is built on the way back");
    }
  }

  private static void serves(SmallFarm farm, String word) throws Exception {
    var before = farm.lane().serving().orElseThrow();
    farm.site.say(word);
    farm.servesOtherThan(before);
    farm.atRest();
  }

  /// Waits until what stands in for a release is ready in its slots.
  private static String standsBy(SmallFarm farm, String release) throws Exception {
    var standIn =
        Await.value(
            "something stands in for " + release,
            LONGEST,
            () -> farm.lane().backTo().filter(it -> !it.equals(release)));
    Await.until(standIn + " is warm", LONGEST, () -> isWarm(farm, standIn));
    return standIn;
  }

  /// What was built or gated until the edge had the way back. After it the next stand-in is built,
  /// for what the lane may go back to now.
  private static List<Event> built(SmallFarm farm, long from) throws Exception {
    return farm.facts(from).stream()
        .takeWhile(it -> !it.kind().equals("route.in-force"))
        .filter(it -> it.kind().startsWith("candidate."))
        .toList();
  }

  private static boolean isWarm(SmallFarm farm, String release) throws Exception {
    var slots =
        farm.client().status().slots().stream().filter(it -> it.release().equals(release)).toList();
    return slots.size() == STAGES && slots.stream().allMatch(it -> it.status().equals("READY"));
  }

  private static void obeyed(SmallFarm farm, String... command) throws Exception {
    var said = farm.cli(command);
    assertEquals(0, said.code(), said::toString);
  }
}
