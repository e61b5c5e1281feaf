package speeder.sim;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import speeder.core.autonomy.AutonomyFact.Wrong;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.world.Ask;
import speeder.core.world.AutonomyAsk;
import speeder.sim.Plots.Beat;

/// What people do about how far automation goes.
final class AutonomyPlots {
  private static final List<Autonomy> LEVELS = List.of(Autonomy.values());
  private static final List<String> STAGES = List.of("debug", "canary", "main");

  private AutonomyPlots() {}

  static Beat drawn(Random random, String lane) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Plots.asks(set(lane, LEVELS.get(random.nextInt(LEVELS.size()))));
      case 2, 3 -> Plots.asks(new AutonomyAsk.Confirm(lane, Optional.empty()));
      case 4 -> Plots.asks(new AutonomyAsk.Confirm(lane, stage(random)));
      case 5 -> Plots.asks(pass());
      case 6 -> Plots.asks(fail());
      default ->
          random.nextBoolean()
              ? Plots.asks(new AutonomyAsk.SetLevel(lane, stage(random), Autonomy.PROPOSE, "so"))
              : Plots.asks(new AutonomyAsk.Report(lane, Wrong.MISS, Optional.empty(), "slow"));
    };
  }

  private static Optional<String> stage(Random random) {
    return Optional.of(STAGES.get(random.nextInt(STAGES.size())));
  }

  static Ask set(String lane, Autonomy level) {
    return new AutonomyAsk.SetLevel(lane, Optional.empty(), level, "a look");
  }

  static Ask pass() {
    return new AutonomyAsk.Pass(Manifests.CONTROL, Optional.empty(), "it is there");
  }

  private static Ask fail() {
    return new AutonomyAsk.Fail(Manifests.CONTROL, "it is gone");
  }

  /// Each stage waits until a person says yes.
  static void proposes(Sim sim) {
    sim.ask(set(Manifests.LANE, Autonomy.PROPOSE));
    sim.commit("proposed", Quality.GOOD);
    for (int stage = 0; stage < STAGES.size(); stage++) {
      sim.rest();
      sim.ask(new AutonomyAsk.Confirm(Manifests.LANE, Optional.empty()));
    }
    sim.rest();
    sim.ask(set(Manifests.LANE, Autonomy.ACT));
  }

  /// Nothing happens until a person deploys, and what fails is theirs to take back.
  static void observes(Sim sim) {
    sim.ask(set(Manifests.LANE, Autonomy.OBSERVE));
    sim.commit("observed", Quality.BREAKS_AT_CANARY);
    sim.rest();
    sim.ask(new Ask.Deploy(Manifests.LANE, Optional.empty()));
    sim.rest();
    sim.ask(new AutonomyAsk.Confirm(Manifests.LANE, Optional.of("canary")));
    sim.rest();
    sim.ask(new Ask.Withdraw(Manifests.LANE));
    sim.ask(set(Manifests.LANE, Autonomy.PROPOSE));
    sim.ask(set(Manifests.LANE, Autonomy.ACT));
  }

  static void byHand(Sim sim) {
    sim.ask(pass());
    sim.ask(new Ask.Deploy(Manifests.BY_HAND, Optional.empty()));
  }

  /// What requires it goes no farther by itself.
  static void controlFails(Sim sim) {
    sim.ask(fail());
    sim.ask(new Ask.Deploy(Manifests.BY_HAND, Optional.empty()));
    sim.rest();
    sim.ask(new AutonomyAsk.Confirm(Manifests.BY_HAND, Optional.of("main")));
  }
}
