package speeder.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Event;
import speeder.api.Health;
import speeder.api.LaneStatus;
import speeder.api.SpeederClient;
import speeder.api.Waiting;
import speeder.kit.net.Wire;
import speeder.kit.postgres.Postgres;

/// A small farm that several servers of one machine look after, over one real PostgreSQL, each by a
/// wire of its own that can be cut.
final class SharedFarm implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  final SmallFarm farm;
  final Postgres postgres;
  final List<Member> members = new ArrayList<>();

  private SharedFarm(SmallFarm farm, Postgres postgres) {
    this.farm = farm;
    this.postgres = postgres;
  }

  /// One of the servers.
  static final class Member {
    final String name;
    final Wire wire;
    private final List<String> within;
    private Optional<ServerProcess> process = Optional.empty();
    private Optional<SpeederClient> client = Optional.empty();

    private Member(String name, Wire wire, List<String> within) {
      this.name = name;
      this.wire = wire;
      this.within = within;
    }

    SpeederClient client() {
      return client.orElseThrow();
    }

    ServerProcess process() {
      return process.orElseThrow();
    }

    boolean leads() {
      try {
        return process().isAlive() && client().health().server().leads();
      } catch (ApiFailure away) {
        return false;
      }
    }

    Health health() throws ApiFailure {
      return client().health();
    }

    private void end() throws Exception {
      if (process.isPresent()) process().kill();
      client.ifPresent(SpeederClient::close);
      wire.close();
    }
  }

  /// A farm without servers.
  static SharedFarm empty(Path folder, Postgres postgres) throws Exception {
    postgres.schema("speeder");
    return new SharedFarm(SmallFarm.made(folder), postgres);
  }

  /// A farm whose first release is served, by the first of its servers.
  static SharedFarm serving(Path folder, Postgres postgres, int servers) throws Exception {
    var shared = empty(folder, postgres);
    try {
      for (int i = 1; i <= servers; i++) shared.start(shared.member("server-" + i, List.of()));
      shared.deploy();
      return shared;
    } catch (Exception | AssertionError failure) {
      shared.close();
      throw failure;
    }
  }

  void deploy() throws Exception {
    var command = Command.onLane(SmallFarm.id(), Command.DEPLOY, SmallFarm.LANE);
    leader().client().command(command);
    atRest();
  }

  /// @param within a command that runs the rest of its arguments in its own place
  Member member(String name, List<String> within) throws Exception {
    var member = new Member(name, Wire.to(postgres.port()), within);
    members.add(member);
    return member;
  }

  /// Starts it, and waits until it answers.
  void start(Member member) throws Exception {
    var data = farm.folder.resolve(member.name);
    var more =
        List.of(
            "--machine",
            farm.data.toString(),
            "--store",
            Postgres.url(member.wire.port(), "speeder"),
            "--name",
            member.name);
    var process = ServerProcess.launch(farm.manifest, data, member.within, more);
    member.process = Optional.of(process);
    member.client.ifPresent(SpeederClient::close);
    member.client = Optional.of(process.answers());
  }

  /// Who leads; waits until somebody does.
  Member leader() throws Exception {
    return Await.value("a server that leads: " + said(), Await.LONG, this::leading);
  }

  private Optional<Member> leading() {
    return members.stream().filter(Member::leads).findFirst();
  }

  /// Waits until a server other than this one leads.
  Member leaderAfter(Member before) throws Exception {
    return Await.value(
        "a server that leads after " + before.name + ": " + said(),
        Await.LONG,
        () -> leading().filter(it -> it != before));
  }

  LaneStatus lane() throws Exception {
    return leader().client().status().lane(SmallFarm.LANE).orElseThrow();
  }

  LaneStatus atRest() throws Exception {
    return new Waiting(leader().client(), SmallFarm.LANE).rest(1, LONGEST, _ -> {});
  }

  /// Waits until main serves a release other than this one, whoever leads meanwhile.
  void servesOtherThan(String release) throws Exception {
    Await.until(
        "main serves another release than " + release + ": " + said(),
        LONGEST,
        () -> {
          try {
            return lane().serving().filter(it -> !it.equals(release)).isPresent();
          } catch (ApiFailure between) {
            return false;
          }
        });
  }

  List<Event> facts() throws Exception {
    var client = leader().client();
    var all = new ArrayList<Event>();
    while (true) {
      var page = client.journal(all.size() + 1L, 500);
      all.addAll(page.entries());
      if (page.entries().isEmpty()) return all;
    }
  }

  String said() {
    var said = new StringBuilder();
    for (var member : members) {
      try {
        said.append(member.name).append(": ").append(member.process().said()).append('\n');
      } catch (Exception unsaid) {
        said.append(unsaid);
      }
    }
    return said.toString();
  }

  @Override
  public void close() throws Exception {
    for (var member : members) member.end();
    farm.close();
  }
}
