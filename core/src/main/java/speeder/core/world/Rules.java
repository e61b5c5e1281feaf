package speeder.core.world;

import java.util.List;
import java.util.function.Consumer;

/// What follows from the World as it stands, until nothing more does. Each rule looks at the World
/// alone, so that the same follows after a crash as would have before it.
final class Rules {
  /// Facts that one decision may lead to; reaching it is a fault of a rule.
  static final int FACTS_MAX = 10_000;

  private static final List<Consumer<Pen>> ALL =
      List.of(
          pen -> pen.world().schedule().due(pen.now()).forEach(pen::write),
          MarkRules::expire,
          pen -> pen.world().schedule().holds().expired(pen.now()).forEach(pen::write),
          ApprovalCommands::lapse,
          AutonomyRules::lapse,
          CalendarRules::turn,
          Delays::settle,
          ClockRules::onClock,
          FreezeRules::onChange,
          PathRules::ask,
          CandidateRules::open,
          CandidateRules::seal,
          FloorRules::cover,
          PathRules::giveWay,
          Locking::want,
          Locking::preempt,
          Locking::aside,
          Locking::outdate,
          Locking::grant,
          MarkRules::withdraw,
          MarkRules::takeBack,
          RolloutRules::doubt,
          RolloutRules::sure,
          RolloutRules::routed,
          RolloutRules::halt,
          RolloutRules::retract,
          RolloutRules::resume,
          RolloutRules::want,
          RolloutRules::prepared,
          RolloutRules::expose,
          VerdictRules::judged,
          VerdictRules::watched,
          RolloutRules::withdraw,
          SlotRules::readdress,
          SlotRules::avoid,
          SlotRules::release,
          SlotRules::abandon,
          SlotRules::restore,
          SlotRules::standBy,
          StockRules::leave,
          AutonomyRules::compare,
          AutonomyRules::opine,
          RolloutRules::begin);

  private Rules() {}

  static void settle(Pen pen) {
    int silent = 0;
    for (int at = 0; silent < ALL.size(); at = (at + 1) % ALL.size()) {
      int before = pen.written();
      ALL.get(at).accept(pen);
      silent = pen.written() > before ? 0 : silent + 1;
      if (pen.written() > FACTS_MAX) {
        throw new IllegalStateException("rules do not come to rest: " + pen.written() + " facts");
      }
    }
  }
}
