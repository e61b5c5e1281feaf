package speeder.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something that may take long, and is given up after a while.
public final class Bounded {
  private Bounded() {}

  /// Speaks to a server until it has its answer.
  public interface Talk<T> {
    T talk() throws ApiFailure;
  }

  /// @param what moves, for people
  /// @throws ApiFailure as the talk does, or `still-moving` where it takes longer than `longest`
  public static <T> T within(Duration longest, String what, Talk<T> talk) throws ApiFailure {
    var answer = new CompletableFuture<T>();
    var thread = Thread.ofVirtual().start(() -> talk(talk, answer));
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw ApiFailure.without(
          "still-moving",
          "%s still moves after %d s.".formatted(what, longest.toSeconds()),
          "It goes on without you. Look: speeder status");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ApiFailure failure) throw failure;
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ApiFailure.without("interrupted", "It was interrupted.", "Ask again.");
    } finally {
      thread.interrupt();
    }
  }

  private static <T> void talk(Talk<T> talk, CompletableFuture<T> answer) {
    try {
      answer.complete(talk.talk());
    } catch (ApiFailure | RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
