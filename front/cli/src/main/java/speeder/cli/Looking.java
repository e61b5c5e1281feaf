package speeder.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import speeder.api.ApiFailure;
import speeder.api.LaneStatus;
import speeder.api.Log;
import speeder.api.Problem;
import speeder.api.Rollout;
import speeder.api.Status;

/// The commands that only look.
final class Looking {
  private Looking() {}

  @Command(name = "status", description = "What runs where, and what is on its way.")
  static final class StatusCommand extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Override
    Exit run(Session session) throws ApiFailure {
      var all = session.client().status();
      var status = lane.isEmpty() ? all : only(all, lane(all, lane.get()));
      session.answer(status, session.words().status(status));
      return Exit.DONE;
    }

    private static Status only(Status all, LaneStatus lane) {
      var slots = all.slots().stream().filter(it -> it.lane().equals(lane.lane())).toList();
      return new Status(
          all.farm(),
          all.server(),
          all.offset(),
          all.at(),
          all.now(),
          List.of(lane),
          slots,
          all.edge(),
          all.waiting(),
          all.deeds(),
          all.out(),
          all.unread(),
          all.marks(),
          all.holds(),
          all.approvals());
    }
  }

  @Command(name = "releases", description = "The newest releases, of one lane or of all.")
  static final class Releases extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Override
    Exit run(Session session) throws ApiFailure {
      var page = session.client().releases(lane.orElse(""));
      session.answer(page, session.words().releases(page.releases()));
      return Exit.DONE;
    }
  }

  @Command(name = "release", description = "What is in a release.")
  static final class ReleaseCommand extends Online {
    @Parameters(paramLabel = "RELEASE")
    private String release = "";

    @Option(
        names = "--snapshot",
        description = "Its snapshot, as commands on files read it with --json.")
    private boolean snapshot;

    @Override
    Exit run(Session session) throws ApiFailure {
      if (snapshot) {
        var of = session.client().snapshot(release);
        session.answer(of, session.words().snapshot(of));
        return Exit.DONE;
      }
      var detail = session.client().release(release);
      session.answer(detail, session.words().release(detail));
      return Exit.DONE;
    }
  }

  @Command(name = "rollouts", description = "The newest rollouts, of one lane or of all.")
  static final class Rollouts extends Online {
    @Parameters(arity = "0..1", paramLabel = "LANE")
    private Optional<String> lane = Optional.empty();

    @Override
    Exit run(Session session) throws ApiFailure {
      var page = session.client().rollouts(lane.orElse(""));
      session.answer(page, session.words().rollouts(page.rollouts()));
      return Exit.DONE;
    }
  }

  @Command(name = "where", description = "Where a commit is served. Exit code 1: nowhere yet.")
  static final class WhereCommand extends Online {
    @Parameters(index = "0", paramLabel = "SOURCE")
    private String source = "";

    @Parameters(index = "1", paramLabel = "COMMIT", description = "At least 7 of its digits.")
    private String commit = "";

    @Override
    Exit run(Session session) throws ApiFailure {
      var where = session.client().where(source, commit);
      session.answer(where, session.words().where(where));
      boolean served = where.places().stream().anyMatch(it -> it.answer().equals("SERVED"));
      return served ? Exit.DONE : Exit.NO;
    }
  }

  @Command(name = "journal", description = "Facts, oldest first.")
  static final class Journal extends Online {
    @Option(names = "--from", paramLabel = "OFFSET", description = "First one; 1 unless said.")
    private long from = 1;

    @Option(names = "--max", paramLabel = "COUNT", description = "How many; 100 unless said.")
    private int max = 100;

    @Override
    Exit run(Session session) throws ApiFailure {
      var page = session.client().journal(from, max);
      session.answer(page, session.words().events(page.entries()));
      return Exit.DONE;
    }
  }

  @Command(name = "logs", description = "The log of one deed, or of a lane's newest rollout.")
  static final class Logs extends Online {
    private static final Pattern KEY = Pattern.compile("\\d+/[^/]+/.+");

    @Parameters(paramLabel = "KEY|LANE", description = "offset/kind/place, or a lane.")
    private String what = "";

    record Many(String lane, Optional<Long> rollout, List<Log> logs) {}

    @Override
    Exit run(Session session) throws ApiFailure {
      if (KEY.matcher(what).matches()) {
        var log = session.client().log(what);
        session.answer(log, session.words().log(log));
        return Exit.DONE;
      }
      var lane = lane(session.client().status(), what);
      var logs = logs(session, lane.newestRollout());
      var text = new StringBuilder();
      for (var log : logs) {
        text.append(log.key()).append('\n').append(session.words().log(log));
      }
      session.answer(new Many(what, lane.newestRollout().map(Rollout::id), logs), text.toString());
      return Exit.DONE;
    }

    private static List<Log> logs(Session session, Optional<Rollout> rollout) throws ApiFailure {
      if (rollout.isEmpty()) return List.of();
      var logs = new ArrayList<Log>();
      var effects =
          session.client().rollout(rollout.get().id()).steps().stream()
              .flatMap(step -> step.effect().stream())
              .distinct()
              .toList();
      for (var effect : effects) logs.add(session.client().log(effect));
      return logs;
    }
  }

  static LaneStatus lane(Status status, String name) throws ApiFailure {
    var lane = status.lane(name);
    if (lane.isPresent()) return lane.get();
    var known = String.join(", ", status.lanes().stream().map(LaneStatus::lane).toList());
    throw new ApiFailure(
        Problem.of(
            404,
            "Not found",
            "no-such-lane",
            "There is no lane %s.".formatted(name),
            "Lanes are: %s.".formatted(known)));
  }
}
