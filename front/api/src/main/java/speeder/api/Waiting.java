package speeder.api;

import java.time.Duration;
import java.util.Optional;
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
    return Bounded.within(longest, "Lane " + lane, () -> new Rest(heard).from(from));
  }

  /// One wait, on one thread. A status is judged once every fact that it knows was told.
  private final class Rest {
    private final Consumer<Event> heard;
    private Status latest = client.status();
    private Optional<ApiFailure> failure = Optional.empty();

    Rest(Consumer<Event> heard) throws ApiFailure {
      this.heard = heard;
    }

    LaneStatus from(long offset) throws ApiFailure {
      if (offset <= latest.offset() || lane().moving()) client.events(offset, this::goesOn);
      if (failure.isPresent()) throw failure.get();
      return lane();
    }

    private boolean goesOn(Event event) {
      if (event.lane().equals(lane)) heard.accept(event);
      if (event.offset() < latest.offset()) return true;
      try {
        if (event.offset() > latest.offset()) latest = client.status();
        return event.offset() < latest.offset() || lane().moving();
      } catch (ApiFailure failed) {
        failure = Optional.of(failed);
        return false;
      }
    }

    private LaneStatus lane() throws ApiFailure {
      var known = latest.lane(lane);
      if (known.isPresent()) return known.get();
      throw ApiFailure.without(
          "no-such-lane", "There is no lane %s.".formatted(lane), "Look: speeder status");
    }
  }
}
