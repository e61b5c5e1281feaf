package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.PortFailure;

/// The containers of slots, a folder each. To be used under the slot's lock.
record Slots(
    Instance instance,
    Unpacking images,
    Starter starter,
    Ending ending,
    Cgroups cgroups,
    LogFiles logs,
    Wall wall,
    InstantSource clock) {
  /// How long the runtime may take until the container's process runs.
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /// What is written down of every slot, dead ones too.
  List<Kept> all() throws IOException {
    var all = new ArrayList<Kept>();
    for (var folder : Folders.in(instance.slots())) Kept.in(folder).ifPresent(all::add);
    return all;
  }

  Optional<Kept> find(Slot slot) throws IOException {
    return Kept.in(folder(slot));
  }

  /// Looks first: what runs of the same image stays. Dead, half-made or of another image goes.
  Kept keepOrStart(Order order, Token token, Consumer<String> progress)
      throws IOException, PortFailure {
    var kept = find(order.slot());
    if (kept.isPresent() && isSame(kept.get(), order)) return kept.get();
    if (Files.exists(folder(order.slot()))) {
      progress.accept("removing what is left of " + order.slot());
      end(order.slot());
    }
    return start(order, token, progress);
  }

  private boolean isSame(Kept kept, Order order) throws IOException {
    return kept.image().equals(order.image()) && cgroups.isAlive(instance.id(order.slot()));
  }

  private Kept start(Order order, Token token, Consumer<String> progress)
      throws IOException, PortFailure {
    var id = instance.id(order.slot());
    var spec = Spec.of(id, order, images.unpacked(order.image()));
    requireRoot();
    int block = Blocks.MACHINE.of(instance);
    var kept = Locked.call(instance.lock("pairs"), () -> take(order, token, block, freePair()));
    var pair = new Pair(instance.prefix(), block, kept.pair());
    progress.accept("starting %s at %s".formatted(order.slot(), kept.address()));
    try {
      starter.programs().check();
      if (!wall.raise()) progress.accept("no iptables: containers may connect to this machine");
      logs.forgetOldest(cgroups::isAlive);
      starter.lay(spec, folder(order.slot()), Optional.of(pair));
      var process = starter.start(spec, folder(order.slot()), Optional.of(pair), true, logs.of(id));
      if (!process.waitFor(START_LIMIT)) {
        throw Failures.startTooLong(order.slot().toString(), START_LIMIT, logs.of(id));
      }
      if (process.exitValue() != 0) {
        throw Failures.notStarted(order.slot().toString(), process.exitValue(), logs.of(id));
      }
      return kept;
    } catch (InterruptedException _) {
      throw Failures.stopped();
    } catch (PortFailure | IOException e) {
      end(order.slot());
      throw e;
    }
  }

  /// Writes a slot down before anything is made for it, so that a crash leaves its name.
  private Kept take(Order order, Token token, int block, int number) throws IOException {
    var folder = folder(order.slot());
    Files.createDirectories(folder);
    var address = new Pair(instance.prefix(), block, number).inner();
    var kept =
        new Kept(
            order.slot(),
            order.image(),
            number,
            address + ":" + order.workload().port(),
            token.toString(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            order.workload().stop(),
            false);
    kept.writeTo(folder);
    return kept;
  }

  private int freePair() throws IOException, PortFailure {
    var taken = new HashSet<Integer>();
    for (var kept : all()) taken.add(kept.pair());
    for (int number = 0; number < Pair.PAIRS; number++) {
      if (taken.contains(number)) continue;
      var device = new Pair(instance.prefix(), 0, number).device();
      if (!Files.exists(Path.of("/sys/class/net", device))) return number;
    }
    throw PortFailure.failed(
        "no-addresses",
        "All %d pairs of addresses of this instance are in use.".formatted(Pair.PAIRS),
        "Keep fewer slots: lower `slots` of the lanes.");
  }

  Kept warm(Kept kept) throws IOException, PortFailure {
    if (find(kept.slot()).filter(now -> now.startedAt().equals(kept.startedAt())).isEmpty()) {
      throw PortFailure.unknown(
          "slot-changed",
          "%s was taken away while it was prepared.".formatted(kept.slot()),
          "Look at what runs before acting again.");
    }
    var warm = kept.warm();
    warm.writeTo(folder(kept.slot()));
    return warm;
  }

  void end(Slot slot) throws IOException, PortFailure {
    try {
      ending.atOnce(instance.id(slot), folder(slot));
    } catch (InterruptedException _) {
      throw Failures.stopped();
    }
  }

  void endGently(Slot slot) throws IOException, PortFailure {
    try {
      ending.gently(instance.id(slot), folder(slot));
    } catch (InterruptedException _) {
      throw Failures.stopped();
    }
  }

  private Path folder(Slot slot) {
    return instance.slots().resolve(instance.id(slot));
  }

  private static void requireRoot() throws IOException, PortFailure {
    if (!isRoot()) throw Failures.notRoot();
  }

  static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}
