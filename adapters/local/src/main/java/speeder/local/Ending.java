package speeder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.StopSignal;
import speeder.engine.port.PortFailure;

/// Ends a container's processes and removes what they leave: empty cgroups, the runtime's record,
/// the folder, and requests that still wait for it. Mounts, secrets and interfaces go with the
/// processes.
record Ending(Instance instance, Cgroups cgroups, Programs programs, InFlight inFlight) {
  /// How long a process may take to end by itself.
  static final Duration GRACE = Duration.ofSeconds(10);

  /// How long killed processes, and then interfaces, may take to be gone.
  private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  /// Tells the first process to end, by its own signal, and waits; what still runs then is killed.
  /// The first process of a namespace never gets a signal that it does not catch, so such a one is
  /// killed at once.
  void gently(String id, Path folder) throws IOException, InterruptedException, PortFailure {
    var first = first(id, folder);
    var stop = Kept.in(folder).map(Kept::stop).orElse(StopSignal.TERM);
    if (first.isPresent() && catches(first.get(), stop)) {
      tell(first.get(), stop);
      waitUntilDead(id, GRACE);
    }
    atOnce(id, folder);
  }

  /// Reads the mask of caught signals (proc(5), `SigCgt`): bit 0 is signal 1.
  private static boolean catches(ProcessHandle process, StopSignal signal) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("SigCgt:"))
          .map(line -> Long.parseUnsignedLong(line.substring("SigCgt:".length()).strip(), 16))
          .anyMatch(mask -> (mask >>> (signal.number() - 1) & 1) == 1);
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  /// Only a program can send every signal; that the process is gone by now does not matter.
  private void tell(ProcessHandle process, StopSignal signal)
      throws IOException, InterruptedException {
    var kill = "kill -%d %d".formatted(signal.number(), process.pid());
    programs.quietly(List.of("sh", "-c", kill)).start().waitFor();
  }

  void atOnce(String id, Path folder) throws IOException, InterruptedException, PortFailure {
    killStarter(folder);
    cgroups.processes(id).forEach(ProcessHandle::destroyForcibly);
    if (!waitUntilDead(id, GONE_WITHIN)) throw Failures.notKilled(id);
    var kept = Kept.in(folder);
    kept.ifPresent(it -> inFlight.cut(it.address()));
    cgroups.remove(id);
    Folders.remove(instance.runc().resolve(id));
    Folders.remove(folder);
    if (kept.isPresent()) removeDevice(new Pair(instance.prefix(), 0, kept.get().pair()).device());
  }

  /// The kernel removes an interface a moment after the last process of its namespace; until then
  /// its name and addresses are taken.
  void removeDevice(String device) throws IOException, InterruptedException {
    if (!isDevice(device)) return;
    programs.quietly(List.of("ip", "link", "del", device)).start().waitFor();
    long until = System.nanoTime() + GONE_WITHIN.toNanos();
    while (isDevice(device) && System.nanoTime() < until) Thread.sleep(LOOK_EVERY);
  }

  private static boolean isDevice(String device) {
    return Files.exists(Path.of("/sys/class/net", device));
  }

  /// The container's first process, if it is still of the container.
  private Optional<ProcessHandle> first(String id, Path folder) throws IOException {
    var number = number(folder.resolve("pid"));
    return cgroups.processes(id).stream()
        .filter(process -> number.filter(it -> it == process.pid()).isPresent())
        .findFirst();
  }

  /// A start that goes on although nobody waits for it: its process stands in the folder.
  private static void killStarter(Path folder) throws IOException, InterruptedException {
    var number = number(folder.resolve("starter"));
    if (number.isEmpty()) return;
    var process = ProcessHandle.of(number.get());
    if (process.isEmpty() || !standsIn(number.get(), folder)) return;
    process.get().destroyForcibly();
    long until = System.nanoTime() + GONE_WITHIN.toNanos();
    while (standsIn(number.get(), folder) && System.nanoTime() < until) Thread.sleep(LOOK_EVERY);
  }

  private static boolean standsIn(long pid, Path folder) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(folder);
    } catch (IOException gone) {
      return false;
    }
  }

  private static Optional<Long> number(Path file) throws IOException {
    try {
      var text = Files.readString(file).strip();
      return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private boolean waitUntilDead(String id, Duration limit)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (cgroups.isAlive(id)) {
      if (System.nanoTime() > until) return false;
      Thread.sleep(LOOK_EVERY);
    }
    return true;
  }
}
