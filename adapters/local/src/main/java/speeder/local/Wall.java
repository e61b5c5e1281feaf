package speeder.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps containers from connecting to this machine: rules of iptables over all interfaces of an
/// instance. Answers to connections that this machine opened pass.
final class Wall {
  private final Programs programs;
  private final String prefix;
  private final AtomicBoolean raised = new AtomicBoolean();

  Wall(Programs programs, String prefix) {
    this.programs = programs;
    this.prefix = prefix;
  }

  /// Puts the rules in place, once in this process; done where they are.
  ///
  /// @return false where there is no iptables, or it does not work here
  boolean raise() throws IOException, InterruptedException {
    if (raised.get()) return true;
    if (programs.find("iptables").isEmpty()) return false;
    for (var rule : rules()) {
      if (!iptables("-C", rule) && !iptables("-I", rule)) return false;
    }
    raised.set(true);
    return true;
  }

  void remove() throws IOException, InterruptedException {
    if (programs.find("iptables").isEmpty()) return;
    for (var rule : rules()) {
      if (iptables("-C", rule)) iptables("-D", rule);
    }
  }

  private List<List<String>> rules() {
    return List.of(
        List.of("-i", prefix + "-+", "-p", "tcp", "--syn", "-j", "DROP"),
        List.of("-i", prefix + "-+", "!", "-p", "tcp", "-j", "DROP"));
  }

  private boolean iptables(String verb, List<String> rule)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("iptables", "-w", verb, "INPUT"));
    command.addAll(rule);
    return programs.quietly(command).start().waitFor() == 0;
  }
}
