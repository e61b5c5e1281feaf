package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.engine.port.Cluster;
import speeder.engine.port.PortFailure;

/// Containers on this machine, by runc, as root.
///
/// All that is known of them is in the instance's folder and in the kernel, nothing in memory: any
/// number of processes may use one folder, and one that dies half-way leaves what the next look
/// finds. A slot is changed under its file lock, by whoever has a token not lower than any before.
public final class LocalCluster implements Cluster {
  private final Instance instance;
  private final Cgroups cgroups;
  private final Fence fence;
  private final LogFiles logs;
  private final Slots slots;
  private final Tasks tasks;
  private final Draining draining;
  private final DeadEnds deadEnds;
  private final Removal removal;

  /// @param folder the instance's own, made if it is not there; on the same machine across restarts
  /// @param images unpacked layers
  /// @param inFlight what the edge has under way
  /// @param clock for the times people read
  public LocalCluster(Path folder, Unpacking images, InFlight inFlight, InstantSource clock)
      throws PortFailure {
    this(folder, images, inFlight, clock, Programs.ofThisMachine());
  }

  LocalCluster(
      Path folder, Unpacking images, InFlight inFlight, InstantSource clock, Programs programs)
      throws PortFailure {
    this.instance = Instance.at(folder);
    this.cgroups = Cgroups.of(instance.prefix());
    this.fence = new Fence(instance.tokens(), instance.slots());
    this.logs = new LogFiles(instance.logs());
    var starter = new Starter(instance, programs, cgroups);
    var ending = new Ending(instance, cgroups, programs, inFlight);
    var wall = new Wall(programs, instance.prefix(), instance.lock("wall"));
    this.slots = new Slots(instance, images, starter, ending, cgroups, logs, wall, clock);
    this.tasks = new Tasks(instance, images, starter, ending, logs);
    this.draining = new Draining(inFlight);
    this.deadEnds = new DeadEnds(programs);
    this.removal = new Removal(instance, cgroups, ending, wall, deadEnds);
  }

  /// Takes this instance's addresses: what is sent to one without a container is refused from here
  /// on. To be done before an edge begins; without root, who starts nothing has none.
  ///
  /// @return false where it could not be done
  public boolean takeAddresses() throws PortFailure {
    try {
      return Slots.isRoot() && deadEnds.raise(Blocks.MACHINE.of(instance));
    } catch (IOException e) {
      throw Failures.files(instance.folder(), e);
    }
  }

  @Override
  public Shape shape() {
    return Shape.FLIP;
  }

  @Override
  public Running prepare(Order order, Token token, Consumer<String> progress) throws PortFailure {
    var slot = order.slot();
    var id = instance.id(slot);
    var kept =
        Locked.call(
            lock(slot),
            () -> {
              fence.pass(id, token);
              return slots.keepOrStart(order, token, progress);
            });
    try {
      awaitReady(order, kept, progress);
    } catch (PortFailure failure) {
      if (failure.kind() != PortFailure.Kind.UNKNOWN) takeBack(slot, token);
      throw failure;
    }
    return Locked.call(
        lock(slot),
        () -> {
          fence.pass(id, token);
          return slots.warm(kept).running();
        });
  }

  private void awaitReady(Order order, Kept kept, Consumer<String> progress) throws PortFailure {
    var id = instance.id(order.slot());
    var readiness =
        new Readiness(
            order.slot(), kept.address(), order.workload(), logs.of(id), () -> cgroups.isAlive(id));
    try {
      readiness.await();
      if (kept.ready()) return;
      progress.accept("%s answers at %s; warming it".formatted(order.slot(), kept.address()));
      readiness.warm();
    } catch (IOException e) {
      throw Failures.files(instance.folder(), e);
    } catch (InterruptedException _) {
      throw Failures.stopped();
    }
  }

  private void takeBack(Slot slot, Token token) throws PortFailure {
    Locked.run(
        lock(slot),
        () -> {
          fence.pass(instance.id(slot), token);
          slots.end(slot);
        });
  }

  @Override
  public void retire(Slot slot, Duration drain, Token token) throws PortFailure {
    var id = instance.id(slot);
    var running =
        Locked.call(
            lock(slot),
            () -> {
              fence.pass(id, token);
              return slots.find(slot);
            });
    if (running.isPresent()) {
      draining.await(running.get().address(), drain, () -> cgroups.isAlive(id));
    }
    Locked.run(
        lock(slot),
        () -> {
          fence.pass(id, token);
          slots.endGently(slot);
        });
  }

  @Override
  public List<Running> list() throws PortFailure {
    try {
      logs.trim();
      var all = new ArrayList<Running>();
      for (var kept : slots.all()) {
        if (cgroups.isAlive(instance.id(kept.slot()))) all.add(kept.running());
      }
      return all.stream().sorted((one, other) -> one.slot().compareTo(other.slot())).toList();
    } catch (IOException e) {
      throw Failures.files(instance.folder(), e);
    }
  }

  @Override
  public Ended run(Task task, Consumer<String> progress) throws PortFailure {
    return tasks.run(task, progress);
  }

  @Override
  public List<String> log(Slot slot, int lines) throws PortFailure {
    try {
      logs.trim();
      return logs.tail(instance.id(slot), lines);
    } catch (IOException e) {
      throw Failures.files(instance.logs(), e);
    }
  }

  /// Removes all that this instance ever made on this machine, running or left over, and its
  /// folder: no process, mount, interface, cgroup or rule stays. This is not to be used afterwards.
  public void destroyAll() throws PortFailure {
    removal.all();
  }

  /// What of this instance is still on the machine, a line each; empty after [#destroyAll()].
  public List<String> leftovers() throws PortFailure {
    return removal.leftovers();
  }

  /// Whether a slot's folder is there, dead or alive.
  boolean isKept(Slot slot) {
    return Files.exists(instance.slots().resolve(instance.id(slot)));
  }

  Optional<Kept> kept(Slot slot) throws IOException {
    return slots.find(slot);
  }

  Path folder() {
    return instance.folder();
  }

  private Path lock(Slot slot) {
    return instance.lock(slot);
  }
}
