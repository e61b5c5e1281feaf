package speeder.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import speeder.engine.port.PortFailure;

/// Lets a block's addresses that no container has lead nowhere. Without it what the edge sends to a
/// container that is gone leaves the machine by its default route, and a stranger may answer.
///
/// The pairs' own routes are narrower, so they win where a container stands.
record DeadEnds(Programs programs) {
  /// @return false where it could not be done
  boolean raise(int block) throws IOException, PortFailure {
    return ip("replace", block);
  }

  void remove(int block) throws IOException, PortFailure {
    ip("del", block);
  }

  private boolean ip(String verb, int block) throws IOException, PortFailure {
    var command = new ArrayList<>(List.of("ip", "route", verb, "unreachable"));
    command.add(Pair.NET + block + ".0/24");
    try {
      return programs.quietly(command).start().waitFor() == 0;
    } catch (InterruptedException _) {
      throw Failures.stopped();
    }
  }
}
