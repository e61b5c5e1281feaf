package speeder.api;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Waits until a lane is at rest: nothing is on its way, or a person is needed.
public final class Waiting {
  private final SpeederClient client;
  private final String lane;

  public Waiting(SpeederClient client, String lane) {
    this.client = client;
    this.lane = lane;
  }

  /// What came of a command.
  ///
  /// @param accepted as the server answered it
  /// @param heard takes the lane's facts meanwhile
  /// @throws ApiFailure `still-moving` where it takes longer than `longest`
  public Outcome outcome(
      Command.Accepted accepted, boolean back, Duration longest, Consumer<Event> heard)
      throws ApiFailure {
    return Outcome.of(rest(accepted.accepted(), longest, heard), accepted.accepted(), back);
  }

  /// @param from offset from which facts are told
  public LaneStatus rest(long from, Duration longest, Consumer<Event> heard) throws ApiFailure {
    var found = new CompletableFuture<LaneStatus>();
    var thread = Thread.ofVirtual().start(() -> follow(from, heard, found));
    try {
      return found.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw ApiFailure.without(
          "still-moving",
          "Lane %s still moves after %d s.".formatted(lane, longest.toSeconds()),
          "Look: speeder status %s. It goes on without you.".formatted(lane));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ApiFailure failure) throw failure;
      throw new IllegalStateException(failed.getCause());
    } catch (CancellationException | InterruptedException stopped) {
      throw ApiFailure.without("interrupted", "It was interrupted.", "Ask again.");
    } finally {
      thread.interrupt();
    }
  }

  private void follow(long from, Consumer<Event> heard, CompletableFuture<LaneStatus> found) {
    try {
      var latest = new Latest(client.status());
      if (from > latest.status.offset() && !lane(latest.status).moving()) {
        found.complete(lane(latest.status));
        return;
      }
      client.events(from, event -> goesOn(event, latest, heard, found));
    } catch (ApiFailure | RuntimeException failure) {
      found.completeExceptionally(failure);
    }
  }

  /// A status is judged once every fact that it knows was told.
  private boolean goesOn(
      Event event, Latest latest, Consumer<Event> heard, CompletableFuture<LaneStatus> found) {
    if (event.lane().equals(lane)) heard.accept(event);
    if (event.offset() < latest.status.offset()) return true;
    try {
      if (event.offset() > latest.status.offset()) latest.status = client.status();
      var now = lane(latest.status);
      if (event.offset() == latest.status.offset() && !now.moving()) found.complete(now);
    } catch (ApiFailure failure) {
      found.completeExceptionally(failure);
    }
    return !found.isDone();
  }

  private LaneStatus lane(Status status) throws ApiFailure {
    var known = status.lane(lane);
    if (known.isPresent()) return known.get();
    throw ApiFailure.without(
        "no-such-lane", "There is no lane %s.".formatted(lane), "Look: speeder status");
  }

  /// The newest status asked for; on one thread.
  private static final class Latest {
    private Status status;

    Latest(Status status) {
      this.status = status;
    }
  }
}
