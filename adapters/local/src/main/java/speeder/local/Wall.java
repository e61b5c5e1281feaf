package speeder.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import speeder.engine.port.PortFailure;

/// Keeps containers from connecting to this machine: rules of iptables over all interfaces of an
/// instance. Answers to connections that this machine opened pass.
final class Wall {
  private final Programs programs;
  private final String prefix;
  private final Path lock;
  private final AtomicBoolean raised = new AtomicBoolean();

  /// @param lock of the instance's rules: iptables itself puts a rule in as often as it is told
  Wall(Programs programs, String prefix, Path lock) {
    this.programs = programs;
    this.prefix = prefix;
    this.lock = lock;
  }

  /// Puts the rules in place, once in this process; done where they are.
  ///
  /// @return false where there is no iptables, or it does not work here
  boolean raise() throws PortFailure {
    if (raised.get()) return true;
    if (isWithout()) return false;
    raised.set(Locked.call(lock, this::put));
    return raised.get();
  }

  private boolean put() throws IOException, PortFailure {
    for (var rule : rules()) {
      if (!iptables("-C", rule) && !iptables("-I", rule)) return false;
    }
    return true;
  }

  /// Without a rule there is nothing to lock, and after a removal nowhere to lock it.
  void remove() throws IOException, PortFailure {
    if (standing().isEmpty()) return;
    Locked.run(
        lock,
        () -> {
          for (var rule : rules()) while (iptables("-C", rule) && iptables("-D", rule)) {}
        });
  }

  /// The rules that are in place.
  List<String> standing() throws IOException, PortFailure {
    var standing = new ArrayList<String>();
    if (isWithout()) return standing;
    for (var rule : rules()) if (iptables("-C", rule)) standing.add(String.join(" ", rule));
    return standing;
  }

  private boolean isWithout() {
    return programs.find("iptables").isEmpty();
  }

  private List<List<String>> rules() {
    return List.of(
        List.of("-i", prefix + "-+", "-p", "tcp", "--syn", "-j", "DROP"),
        List.of("-i", prefix + "-+", "!", "-p", "tcp", "-j", "DROP"));
  }

  private boolean iptables(String verb, List<String> rule) throws IOException, PortFailure {
    var command = new ArrayList<>(List.of("iptables", "-w", verb, "INPUT"));
    command.addAll(rule);
    try {
      return programs.quietly(command).start().waitFor() == 0;
    } catch (InterruptedException _) {
      throw Failures.stopped();
    }
  }
}
