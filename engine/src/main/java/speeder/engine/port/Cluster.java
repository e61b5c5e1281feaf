package speeder.engine.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import speeder.core.farm.Workload;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.value.Token;

/// Where containers run: this machine, or a cluster.
public interface Cluster {
  /// Whether a stage has slots beside each other, or one that is changed in place.
  enum Shape {
    FLIP,
    IN_PLACE
  }

  Shape shape();

  /// Brings a slot to readiness: looks first, starts what is not there, waits until its warm-up has
  /// answered. A slot that runs this very release and answers is returned as it is.
  ///
  /// @throws PortFailure refused where the release itself does not start, is not ready in time or
  ///   fails its warm-up; failed where this machine could not, so that it is worth another try
  Running prepare(Order order, Token token, Consumer<String> progress) throws PortFailure;

  /// Takes a slot away: waits until nothing is in flight or the deadline is over, then stops it.
  /// Absent is done.
  void retire(Slot slot, Duration drain, Token token) throws PortFailure;

  /// What runs, by label, whoever started it.
  List<Running> list() throws PortFailure;

  /// Runs a command in an image until it ends: build steps, runs of the gate.
  Ended run(Task task, Consumer<String> progress) throws PortFailure;

  /// The end of a slot's log, newest last; for people.
  List<String> log(Slot slot, int lines) throws PortFailure;

  /// What a slot is to run.
  record Order(Slot slot, Digest image, Workload workload) {}

  /// A slot that is there.
  ///
  /// @param address `host:port`, reachable from the edge
  /// @param ready whether its warm-up has answered
  record Running(Slot slot, String address, boolean ready, Instant startedAt) {}

  /// A command to run to completion.
  record Task(String name, Digest image, List<String> command, Duration limit, long memoryBytes) {}

  record Ended(int exitCode, List<String> logTail) {}

  /// The label values by which what is found can be told apart.
  record Labels(ReleaseId release, String lane, String stage, String token) {}
}
