package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import speeder.api.Tokens;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// Who may what.
final class AccessReading {
  private final Desk desk;
  private final Times times;

  AccessReading(Desk desk, Times times) {
    this.desk = desk;
    this.times = times;
  }

  Tokens tokens() throws PortFailure {
    var now = desk.clock().instant();
    var tokens = new ArrayList<Tokens.Token>();
    for (var it : desk.world().access().tokens().values()) {
      if (it.isOver(now)) continue;
      tokens.add(
          new Tokens.Token(
              it.id(),
              it.principal().name(),
              List.copyOf(it.principal().groups()),
              it.issuer(),
              times.at(it.issued()),
              it.until()));
    }
    return new Tokens(tokens);
  }
}
