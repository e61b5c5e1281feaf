package speeder.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Probed;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.engine.port.Cluster;
import speeder.engine.port.Signals;

/// Answers as the release that stands at an address is good for.
final class Truth implements Signals {
  private static final int LOOKS_BEFORE_WINDOW_BREAKS = 2;

  private final Town town;
  private final Map<ReleaseId, Integer> looksAtMain = new HashMap<>();

  Truth(Town town) {
    this.town = town;
  }

  @Override
  public List<Probed> probe(String address, String release, List<Expectation> expectations) {
    var stands = town.all().stream().filter(it -> it.address().equals(address)).findFirst();
    return expectations.stream().map(it -> probed(it, stands)).toList();
  }

  private Probed probed(Expectation expectation, Optional<Cluster.Running> stands) {
    if (stands.isEmpty()) return expectation.unanswered("nothing answers", 1);
    var slot = stands.get().slot();
    var failure = breaks(slot) ? Optional.of("it is broken") : Optional.<String>empty();
    return new Probed(expectation.name(), failure, Optional.of(slot.release().text()), 1);
  }

  private boolean breaks(Slot slot) {
    var stage = slot.place().stage();
    return switch (town.quality(slot.release())) {
      case GOOD, FAILS_TO_START, UNPROVEN -> false;
      case BREAKS_AT_CANARY -> stage.equals("canary");
      case BREAKS_IN_WINDOW ->
          stage.equals("main")
              && looksAtMain.merge(slot.release(), 1, Integer::sum) > LOOKS_BEFORE_WINDOW_BREAKS;
    };
  }

  @Override
  public EdgeCounts edge() {
    return new EdgeCounts("edge-1", List.of());
  }
}
