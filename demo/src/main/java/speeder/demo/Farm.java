package speeder.demo;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Event;
import speeder.api.SpeederClient;
import speeder.api.Status;

/// A farm that runs: its world, its server, its readers, and the journal as it comes.
public final class Farm implements AutoCloseable {
  public static final String PRETRAIN = "pretrain";
  public static final String TRAIN = "train";

  /// How long a deploy may take on a busy machine.
  public static final Duration LIMIT = Duration.ofMinutes(3);

  private final World world;
  private final ServerProcess server;
  private final SpeederClient client;
  private final Events events;
  private final Wiki wiki;

  public Farm(World world, ServerProcess server) throws DemoFailure {
    this.world = world;
    this.server = server;
    this.client = server.client();
    this.events = new Events(client);
    this.wiki = new Wiki(status().edge().url());
  }

  public World world() {
    return world;
  }

  public SpeederClient client() {
    return client;
  }

  /// All that its server says.
  Told told() {
    return new Told(server.url(), server.token());
  }

  public Events events() {
    return events;
  }

  public Wiki wiki() {
    return wiki;
  }

  public Status status() throws DemoFailure {
    try {
      return client.status();
    } catch (ApiFailure failure) {
      throw DemoFailure.of(failure);
    }
  }

  /// Asks, and gives the offset of the last fact before its own.
  public long command(String ask, String lane, String release) throws DemoFailure {
    var command =
        Command.onLane("demo-" + UUID.randomUUID(), ask, lane).because("the demo's story");
    try {
      var wanted = release.isEmpty() ? command : command.withRelease(release);
      return client.command(wanted).accepted() - 1;
    } catch (ApiFailure failure) {
      throw DemoFailure.of(failure);
    }
  }

  /// The next rollout of a lane, once it is over.
  ///
  /// @param after offset of the last fact that does not count
  public Walk walk(String what, String lane, long after) throws DemoFailure {
    return await(what, lane, after, Facts.Stepped::isEnd);
  }

  /// The next rollout of a lane, once main serves it, or it is over without.
  public Walk arrival(String what, String lane, long after) throws DemoFailure {
    return await(what, lane, after, step -> step.isEnd() || step.to().equals("WATCHING"));
  }

  private Walk await(String what, String lane, long after, Predicate<Facts.Stepped> there)
      throws DemoFailure {
    var began = events.await(what, after, LIMIT, event -> isOf(lane, event));
    return await(what, began.offset(), there);
  }

  /// The same rollout, once it is over.
  public Walk over(String what, Walk walk) throws DemoFailure {
    return await(what, walk.id(), Facts.Stepped::isEnd);
  }

  private Walk await(String what, long rollout, Predicate<Facts.Stepped> there) throws DemoFailure {
    events.await(
        what,
        rollout,
        LIMIT,
        event ->
            Facts.read(event, Facts.STEPPED, Facts.Stepped.class)
                .filter(it -> it.rollout() == rollout)
                .filter(there)
                .isPresent());
    return new Walk(events.all(), rollout);
  }

  private static boolean isOf(String lane, Event event) {
    return Facts.read(event, Facts.BEGAN, Facts.Began.class)
        .filter(began -> began.lane().equals(lane))
        .isPresent();
  }

  @Override
  public void close() {
    events.close();
    wiki.close();
    client.close();
  }
}
