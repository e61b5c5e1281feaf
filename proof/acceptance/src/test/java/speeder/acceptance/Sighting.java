package speeder.acceptance;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import speeder.api.ApiFailure;
import speeder.api.Event;
import speeder.api.SpeederClient;
import speeder.engine.port.Entry;

/// A server's facts as they come, until the one that is waited for. That the stream ended without
/// it is a failure.
final class Sighting {
  private final long wanted;
  private final CompletableFuture<Long> told = new CompletableFuture<>();

  private Sighting(long wanted) {
    this.wanted = wanted;
  }

  /// Follows from now on.
  ///
  /// @param from the first fact that is told
  /// @param wanted offset of the fact that is waited for
  /// @param each takes every fact, and says whether more are wanted
  static Sighting of(SpeederClient client, long from, long wanted, Predicate<Event> each) {
    var sighting = new Sighting(wanted);
    Thread.ofVirtual().start(() -> sighting.follow(client, from, each));
    return sighting;
  }

  private void follow(SpeederClient client, long from, Predicate<Event> each) {
    try {
      client.events(
          from,
          event -> {
            boolean more = each.test(event);
            if (event.offset() >= wanted) told.complete(event.offset());
            return more;
          });
      told.completeExceptionally(new IllegalStateException("nobody wanted more"));
    } catch (ApiFailure gone) {
      told.completeExceptionally(gone);
    }
  }

  /// Waits until it is told.
  void await() throws InterruptedException {
    try {
      var _ = told.get(Await.LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("fact %d never came".formatted(wanted), late);
    } catch (ExecutionException ended) {
      throw new AssertionError("the facts ended before %d".formatted(wanted), ended);
    }
  }

  /// How far the journal was when its leader was killed: to the fact before the next one took over.
  ///
  /// @param facts of the journal afterwards
  long lastBeforeTheNext(List<Event> facts) {
    long last =
        facts.stream()
                .filter(it -> it.offset() > wanted && it.kind().equals(Entry.TOOK_OVER))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody took over after " + wanted))
                .offset()
            - 1;
    System.out.printf("killed at fact %d, wanted %d%n", last, wanted);
    return last;
  }
}
