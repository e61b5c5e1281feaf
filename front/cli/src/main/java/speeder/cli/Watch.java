package speeder.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.Bounded;
import speeder.api.Event;
import speeder.api.LaneStatus;
import speeder.api.Problem;
import speeder.api.Status;

/// Follows what happens.
@Command(name = "watch", description = "Tell what happens, as it happens.")
final class Watch extends Online {
  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  @Parameters(arity = "0..1", paramLabel = "LANE")
  private Optional<String> lane = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "OFFSET",
      description = "First fact to tell; without it, what comes from now on.")
  private Optional<Long> from = Optional.empty();

  @Option(names = "--until-idle", description = "End once nothing is on its way.")
  private boolean untilIdle;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "With --until-idle: exit code 3 after it; 3600 unless said.")
  private long timeout = 3_600;

  /// What was told.
  record Watched(List<Event> events) {}

  @Override
  Exit run(Session session) throws ApiFailure {
    if (session.json() && !untilIdle) throw endless();
    var status = session.client().status();
    if (lane.isPresent()) Looking.lane(status, lane.get());
    long first = from.orElse(status.offset() + 1);
    var told = new ArrayList<Event>();
    if (!untilIdle || first <= status.offset() || !isIdle(status)) {
      var longest = untilIdle ? Duration.ofSeconds(timeout) : FOR_EVER;
      Bounded.within(longest, lane.orElse("It"), () -> follow(session, first, told));
    }
    session.answer(new Watched(told), "");
    return Exit.DONE;
  }

  private Boolean follow(Session session, long first, List<Event> told) throws ApiFailure {
    var idle = new Idle(session);
    session
        .client()
        .events(
            first,
            event -> {
              if (lane.isEmpty() || event.lane().equals(lane.get())) tell(session, event, told);
              return !untilIdle || idle.goesOn(event);
            });
    idle.rethrow();
    return true;
  }

  private static void tell(Session session, Event event, List<Event> told) {
    if (session.json()) told.add(event);
    else session.surroundings().out().println(session.words().event(event));
  }

  private boolean isIdle(Status status) {
    return status.lanes().stream()
        .filter(it -> lane.isEmpty() || it.lane().equals(lane.get()))
        .noneMatch(LaneStatus::moving);
  }

  /// Whether all that was known when a fact came has been told, and nothing moves.
  private final class Idle {
    private final Session session;
    private Optional<ApiFailure> failure = Optional.empty();

    Idle(Session session) {
      this.session = session;
    }

    boolean goesOn(Event event) {
      try {
        var status = session.client().status();
        return event.offset() < status.offset() || !isIdle(status);
      } catch (ApiFailure failed) {
        failure = Optional.of(failed);
        return false;
      }
    }

    void rethrow() throws ApiFailure {
      if (failure.isPresent()) throw failure.get();
    }
  }

  private static ApiFailure endless() {
    return new ApiFailure(
        Problem.of(
            400,
            "Bad input",
            "endless",
            "One JSON document of all that will ever happen would never end.",
            "Add --until-idle, or read: speeder journal --from OFFSET --json"));
  }
}
