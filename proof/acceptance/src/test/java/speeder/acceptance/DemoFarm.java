package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import speeder.api.Command;
import speeder.api.LaneStatus;
import speeder.api.Waiting;
import speeder.demo.Demo;
import speeder.demo.Farm;
import speeder.demo.Narrator;
import speeder.demo.Places;
import speeder.demo.Story;
import speeder.tidy.Checkout;

/// The demo's farm as its readers have it: where it is kept, what it is made of, and as its story
/// leaves it, but for the commits that it shows to fail.
final class DemoFarm implements AutoCloseable {
  private static final String AUTOMATION = "speeder";
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Places places;
  private final Narrator narrator;
  private final Farm farm;
  private final String first;

  private DemoFarm(Places places, Narrator narrator, Farm farm, String first) {
    this.places = places;
    this.narrator = narrator;
    this.farm = farm;
    this.first = first;
  }

  /// @param home of the reader
  static DemoFarm in(Path home) throws Exception {
    var data = home.resolve(".local/share/speeder-demo");
    var places = new Places(data, Places.defaultCache(), Checkout.ROOT);
    var narrator = new Narrator(System.out);
    try (var demo = Demo.in(places, narrator)) {
      return begun(places, demo, narrator);
    }
  }

  private static DemoFarm begun(Places places, Demo demo, Narrator narrator) throws Exception {
    try {
      var farm = demo.begin();
      return new DemoFarm(places, narrator, farm, told(new Story(farm, narrator)));
    } catch (Exception failure) {
      demo.stop(true);
      throw failure;
    }
  }

  /// @return the release that pretrain went back to
  private static String told(Story story) throws Exception {
    var first = story.first();
    var train = story.train();
    story.proven(first);
    story.proven(train);
    story.good();
    return story.back(first.began().release()).release();
  }

  /// Where the reader finds it.
  Path data() {
    return places.server();
  }

  /// Brings pretrain to where the story leaves it, whatever a page let go on.
  void asTold() throws Exception {
    var lane = new Waiting(farm.client(), Farm.PRETRAIN).rest(1, LONGEST, _ -> {});
    if (lane.serving().filter(first::equals).isPresent()) return;
    long after = farm.command(Command.ROLLBACK, Farm.PRETRAIN, first);
    var back = farm.walk("going back", Farm.PRETRAIN, after);
    assertEquals("DONE", back.phase(), back::why);
  }

  /// Waits until nothing that people said is in force any more: a file that went is seen to be gone
  /// a moment later.
  void hasNothingInForce(String after) throws Exception {
    Await.until(
        "nothing is in force after " + after + ": " + inForce(), SOON, () -> inForce().isEmpty());
  }

  private List<String> inForce() throws Exception {
    var client = farm.client();
    var status = client.status();
    var lanes = status.lanes().stream();
    return Stream.of(
            status.holds().stream().filter(it -> !it.by().equals(AUTOMATION)),
            status.marks().stream(),
            status.out().stream(),
            status.approvals().stream(),
            client.tokens().tokens().stream(),
            client.locks().held().stream().filter(it -> !it.own()),
            client.next("").lanes().stream().flatMap(it -> it.chosenBy().stream()),
            lanes.filter(it -> !it.autonomy().equals("act")).map(LaneStatus::autonomy))
        .flatMap(it -> it)
        .map(Object::toString)
        .toList();
  }

  @Override
  public void close() throws Exception {
    farm.close();
    try (var demo = Demo.in(places, narrator)) {
      demo.stop(true);
    }
    assertEquals(
        List.of(), Leftovers.of(places.data(), places.server()), "what the demo leaves behind");
  }
}
