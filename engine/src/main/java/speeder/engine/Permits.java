package speeder.engine;

import java.util.Collection;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;

/// How many deeds may run at once, a port each. Flips, stops and looks have permits of their own:
/// going back never waits for builds and pushes.
final class Permits {
  private Permits() {}

  /// What a deed keeps busy.
  enum Port {
    GIT(4),
    BUILDS(2),
    REGISTRY(2),
    RECKONING(2),
    STARTS(8),
    STOPS(64),
    LOOKS(64),
    TIDYING(1),
    EDGE(1);

    private final int most;

    Port(int most) {
      this.most = most;
    }

    int most() {
      return most;
    }
  }

  /// Whether one more may run beside those that do.
  static boolean isFree(Deed deed, Collection<Deed> running) {
    var port = port(deed);
    return running.stream().filter(it -> port(it) == port).count() < port.most();
  }

  static Port port(Deed deed) {
    return switch (deed) {
      case Effect.Freeze _, Effect.Lay _ -> Port.GIT;
      case Effect.Build _ -> Port.BUILDS;
      case Effect.Push _ -> Port.REGISTRY;
      case Effect.AskGate _ -> Port.RECKONING;
      case Effect.PackAway _ -> Port.TIDYING;
      case Effect.Prepare _ -> Port.STARTS;
      case Effect.Retire _ -> Port.STOPS;
      case Effect.LookAtSlot _, Effect.LookAtEdge _, Effect.LookThrough _ -> Port.LOOKS;
      case Effect.Publish _ -> Port.EDGE;
    };
  }
}
